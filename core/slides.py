"""A paper as slides: one statement and one picture each, in the order in which they are shown and printed."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from math import ceil
from operator import itemgetter

from core.paper import Paper, Picture, Table, Value

MOST_ROWS = 10
"""Of a table that can be read from the back of the room."""
MOST_LINES = 12
"""Where rows take two lines or more."""
LINE_CHARACTERS = 56
"""Of a row that takes one line, each cell with a little room around it."""


@dataclass(frozen=True)
class Slide:
    """number: absolute, from 1. picture: None on the title slide, whose statement is the paper's title."""

    number: int
    section: str
    statement: str
    picture: Picture | None = None


def slides(paper: Paper) -> list[Slide]:
    """The title first, then every picture of the paper with its statement; long tables go over several slides."""
    parts = [("", paper.title, None), *_parts(paper)]
    return [Slide(number, *part) for number, part in enumerate(parts, start=1)]


def _parts(paper: Paper) -> Iterator[tuple[str, str, Picture]]:
    for section, picture in paper.pictures():
        for part in _pages(picture):
            yield section.title, part.statement or part.title, part


def _pages(picture: Picture) -> Iterator[Picture]:
    """Of about the same height."""
    if not isinstance(picture, Table):
        yield picture
        return
    shares = [_share(picture, row) for row in picture.rows]
    count = max(1, ceil(sum(shares) - 1e-9))
    if count == 1:
        yield picture
        return
    places = [int((sum(shares[:place]) + share / 2) * count / sum(shares)) for place, share in enumerate(shares)]
    pages = [[row for _, row in page] for _, page in groupby(zip(places, picture.rows, strict=True), itemgetter(0))]
    for number, rows in enumerate(pages, start=1):
        yield replace(picture, title=f"{picture.title}（{number}/{len(pages)}）", rows=tuple(rows))


def _share(table: Table, row: Sequence[Value]) -> float:
    """Of a slide."""
    texts = (column.written(value) for column, value in zip(table.columns, row, strict=True))
    lines = ceil(sum(1.5 + sum(0.6 if one.isascii() else 1.0 for one in text) for text in texts) / LINE_CHARACTERS)
    return max(1 / MOST_ROWS, lines / MOST_LINES)

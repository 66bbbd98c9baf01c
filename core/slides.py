"""A paper as slides: one statement and one picture each, in the order in which they are shown and printed."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.paper import Paper, Picture, Table

MOST_ROWS = 10
"""Of a table that can be read from the back of the room."""


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
    if not isinstance(picture, Table) or len(picture.rows) <= MOST_ROWS:
        yield picture
        return
    starts = range(0, len(picture.rows), MOST_ROWS)
    for page, first in enumerate(starts, start=1):
        title = f"{picture.title}（{page}/{len(starts)}）"
        yield replace(picture, title=title, rows=picture.rows[first:first + MOST_ROWS])

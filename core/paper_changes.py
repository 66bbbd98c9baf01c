"""What has changed since a paper was frozen: its figures beside those of the same paper made anew."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.paper import MISSING, Chart, Figures, Paper, Table


@dataclass(frozen=True)
class PaperChange:
    """One figure. where: section and picture; what: the row and column; was, now: as printed, blank = not there."""

    where: str
    what: str
    was: str
    now: str


def changes_since(frozen: Paper, today: Paper) -> list[PaperChange]:
    """Figures that read otherwise, or are there on one side only, in the order of the paper."""
    was, now = dict(_figures(frozen)), dict(_figures(today))
    keys = [*was, *(key for key in now if key not in was)]
    return [
        PaperChange(*key, was.get(key, ""), now.get(key, "")) for key in keys if was.get(key, "") != now.get(key, "")
    ]


def _figures(paper: Paper) -> Iterator[tuple[tuple[str, str], str]]:
    """Where and what -> as printed."""
    for section, picture in paper.pictures():
        where = f"{section.title} · {picture.title}"
        match picture:
            case Figures():
                yield from (((where, one.label), one.text) for one in picture.figures)
            case Table():
                yield from (((where, what), text) for what, text in _cells(picture))
            case Chart():
                for series in picture.series:
                    for category, value in zip(picture.categories, series.values, strict=True):
                        yield (where, f"{category} · {series.name}"), picture.written(value)


def _cells(table: Table) -> Iterator[tuple[str, str]]:
    """A row is known by the texts that it begins with; a table of texts says only which rows there are."""
    kinds = [column.kind for column in table.columns]
    names = next((place for place, kind in enumerate(kinds) if place and kind != "text"), len(kinds))
    for row in table.rows:
        name = " · ".join(str(value or MISSING) for value in row[:names])
        if names == len(kinds):
            yield name, "列入"
        for column, value in zip(table.columns[names:], row[names:], strict=True):
            yield f"{name} · {column.label}", column.written(value)

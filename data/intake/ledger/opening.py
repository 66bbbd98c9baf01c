"""A file opened: its sheets with what they seem to be, and the choices to start from."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from data.intake.ledger.grid import Grid, read_grids
from data.intake.ledger.heading import Heading, find_heading, heading_at
from data.intake.ledger.mapping import SavedMapping, suggest_kind, suggest_mapping
from data.intake.ledger.words import bare, kinds
from data.intake.reading import Advance


@dataclass(frozen=True)
class Choices:
    """What is decided before rows are read: the sheet, its header rows, the kind of ledger, label -> our header or
    None, and the park, None = asked or said by a column."""

    sheet: str
    header_rows: tuple[int, ...]
    kind: str
    mapping: Mapping[str, str | None]
    park: str | None = None


@dataclass(frozen=True)
class LedgerSheet:
    """One sheet of a file. heading and kind: what they seem to be; None where that cannot be told."""

    grid: Grid
    heading: Heading | None
    kind: str | None

    @property
    def name(self) -> str:
        return self.grid.name

    @property
    def is_hidden(self) -> bool:
        return self.grid.is_hidden

    @property
    def row_count(self) -> int:
        return len(self.grid.rows)


@dataclass(frozen=True)
class Ledger:
    """A file. name: as it is called, without its ending."""

    name: str
    sheets: tuple[LedgerSheet, ...]

    def sheet(self, name: str) -> LedgerSheet:
        return next(one for one in self.sheets if one.name == name)

    @property
    def likely(self) -> LedgerSheet | None:
        """The sheet to begin with: visible, recognised, and the longest of those."""
        known = [one for one in self.sheets if one.kind and not one.is_hidden]
        return max(known, key=lambda one: one.row_count, default=None)


def open_ledger(path: Path, advance: Advance = lambda _: None) -> Ledger:
    """Raises FileError for a file that cannot be read. ``advance`` is told the name of each sheet that is read."""
    return Ledger(path.stem, tuple(_sheet(one) for one in read_grids(path, advance)))


def _sheet(grid: Grid) -> LedgerSheet:
    heading = find_heading(grid)
    return LedgerSheet(grid, heading, suggest_kind(heading) if heading else None)


def suggest(
    sheet: LedgerSheet, saved: SavedMapping | None = None, *, header_rows: tuple[int, ...] | None = None,
    kind: str | None = None, park: str | None = None,
) -> Choices | None:
    """Choices to start from: as saved, else by name and synonym; None where no header row is known or given."""
    heading = heading_at(sheet.grid, header_rows) if header_rows else sheet.heading
    if heading is None:
        return None
    if saved and kind in (None, saved.kind):
        by_bare = {bare(label): field for label, field in saved.mapping.items()}
        fields = {one.label: saved.mapping.get(one.label, by_bare.get(bare(one.label))) for one in heading.heads}
        return Choices(sheet.name, heading.rows, saved.kind, fields, park)
    chosen = kind or suggest_kind(heading) or next(iter(kinds()))
    return Choices(sheet.name, heading.rows, chosen, suggest_mapping(heading, chosen), park)

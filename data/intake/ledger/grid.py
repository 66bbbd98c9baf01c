"""The sheets of any workbook as grids of cells: with what is merged and hidden, bounded before anything is read."""

from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

from data.intake.ledger.csv_grid import read_csv
from data.intake.problems import FileError
from data.intake.reading import Advance
from data.intake.unpacking import MIB, Limits, unpack
from data.intake.values import shown, tidy

LEDGER_LIMITS = Limits(unpacked=48 * MIB, rows=20_000)
MOST_CELLS = 1_000_000
"""Of all sheets together, gaps included."""
Cell = Any
"""Text, number, truth, date, "" or a CellFault."""


@dataclass(frozen=True)
class Merge:
    """A merged range; rows and columns from 1, both ends included."""

    top: int
    left: int
    bottom: int
    right: int


@dataclass(frozen=True)
class Grid:
    """One sheet. rows[0] is row 1 of Excel; hidden_rows as Excel numbers them."""

    name: str
    rows: list[list[Cell]]
    merges: tuple[Merge, ...] = ()
    hidden_rows: frozenset[int] = field(default_factory=frozenset)
    is_hidden: bool = False

    @cached_property
    def width(self) -> int:
        return max(map(len, self.rows), default=0)

    @cached_property
    def _merged(self) -> dict[tuple[int, int], Merge]:
        """Place -> the merged range that covers it."""
        covered: dict[tuple[int, int], Merge] = {}
        for one in self.merges:
            for row in range(one.top, min(one.bottom, len(self.rows)) + 1):
                for column in range(one.left, min(one.right, self.width) + 1):
                    if len(covered) < MOST_CELLS:
                        covered[row, column] = one
        return covered

    def merge_at(self, row: int, column: int) -> Merge | None:
        return self._merged.get((row, column))

    def own(self, row: int, column: int) -> Cell:
        """What the cell itself holds; None where that is nothing to see."""
        cells = self.rows[row - 1] if 0 < row <= len(self.rows) else []
        cell = cells[column - 1] if 0 < column <= len(cells) else None
        return None if cell is None or (isinstance(cell, str) and not tidy(cell)) else cell

    def held(self, row: int, column: int) -> Cell:
        """The same, or what the merged range holds that covers the cell."""
        merge = self.merge_at(row, column)
        return self.own(merge.top, merge.left) if merge else self.own(row, column)

    def text(self, row: int, column: int) -> str:
        """What a cell itself says."""
        return said(self.own(row, column))

    def texts(self, row: int) -> dict[int, str]:
        """Column -> text, of the cells of a row that hold something themselves."""
        return {column: text for column in range(1, self.width + 1) if (text := self.text(row, column))}


def said(cell: Cell) -> str:
    """A cell as a reader sees it."""
    return tidy(shown(getattr(cell, "text", cell)))


def read_grids(path: Path, advance: Advance = lambda _: None) -> list[Grid]:
    """All sheets that hold cells. Raises FileError for what cannot be read, or is too large to be a ledger."""
    if path.suffix.lower() == ".csv":
        return [Grid(path.stem, read_csv(path))]
    unpacked = unpack(path, LEDGER_LIMITS)
    if sum(one.last_row * one.last_column for one in unpacked.scans.values()) > MOST_CELLS:
        raise FileError("表格范围过大，单元格太多", "请只保留要导入的工作表，删去多余的行和列")
    try:
        book = CalamineWorkbook.from_filelike(unpacked.workbook)
        return [
            _grid(book, one, unpacked.scans[one.name], advance)
            for one in book.sheets_metadata if one.typ == SheetTypeEnum.WorkSheet and one.name in unpacked.scans
        ]
    except CalamineError:
        raise FileError("文件已损坏，读不出内容") from None


def _grid(book: CalamineWorkbook, about: Any, scan: Any, advance: Advance) -> Grid:
    sheet = book.get_sheet_by_name(about.name)
    rows: list[list[Cell]] = [list(row) for row in sheet.to_python(skip_empty_area=False)]
    for fault in scan.faults:
        if fault.row <= len(rows) and fault.column <= len(rows[fault.row - 1]):
            rows[fault.row - 1][fault.column - 1] = fault
    merges = tuple(
        Merge(top + 1, left + 1, bottom + 1, right + 1)
        for (top, left), (bottom, right) in sheet.merged_cell_ranges or ()
    )
    advance(about.name)
    is_hidden = about.visible != SheetVisibleEnum.Visible
    return Grid(about.name, rows, merges, frozenset(scan.hidden_rows), is_hidden)

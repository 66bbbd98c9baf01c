"""What an import would do: rows added, changed cell by cell, and unchanged, with everything that stands in its way."""

from collections.abc import Iterator
from dataclasses import dataclass, field

from data.intake.checking import check, key_of
from data.intake.problems import Normalisation, Problem
from data.intake.reading import Row, Workbook
from data.intake.schema import Sheet, Value, workbook_schema
from data.intake.stored import Stored


@dataclass(frozen=True)
class Change:
    """One cell of a row that is in the database already."""

    sheet: str
    row: int
    column: str
    old: Value
    new: Value


@dataclass
class SheetPreview:
    """The rows of one sheet that are free of problems. changed: (row, the values that the database holds)."""

    added: list[Row] = field(default_factory=list)
    changed: list[tuple[Row, tuple[Value, ...]]] = field(default_factory=list)
    unchanged: int = 0


@dataclass(frozen=True)
class Preview:
    """sheets: sheet name -> what would happen to it, in the workbook's order. Nothing is imported with problems."""

    workbook: Workbook
    sheets: dict[str, SheetPreview]
    problems: list[Problem]

    @property
    def normalised(self) -> list[Normalisation]:
        return self.workbook.normalised

    @property
    def changes_anything(self) -> bool:
        return any(sheet.added or sheet.changed for sheet in self.sheets.values())

    def changes(self) -> Iterator[Change]:
        """Cell by cell, old and new."""
        for name, sheet in self.sheets.items():
            for row, old_values in sheet.changed:
                for column, old, new in zip(workbook_schema()[name].columns, old_values, row.values, strict=True):
                    if old != new:
                        yield Change(name, row.number, column.header, old, new)

    def problems_of(self, sheet: str) -> int:
        return sum(problem.sheet == sheet for problem in self.problems)


def compare(workbook: Workbook, stored: Stored) -> Preview:
    """The workbook against the database."""
    problems = sorted(workbook.problems + check(workbook, stored), key=_place)
    bad_rows = {(problem.sheet, problem.row) for problem in problems}
    sheets = {
        sheet.name: _compare_sheet(
            sheet, [row for row in workbook.rows[sheet.name] if (sheet.name, row.number) not in bad_rows], stored,
        )
        for sheet in workbook_schema().values()
    }
    return Preview(workbook, sheets, problems)


def _compare_sheet(sheet: Sheet, rows: list[Row], stored: Stored) -> SheetPreview:
    preview = SheetPreview()
    present = stored.by_key(sheet.name) if rows else {}
    for row in rows:
        old = present.get(key_of(sheet, row))
        if old is None:
            preview.added.append(row)
        elif old == row.values:
            preview.unchanged += 1
        else:
            preview.changed.append((row, old))
    return preview


def _place(problem: Problem) -> tuple[int, int, int]:
    """Sheets in the workbook's order, then by row and column."""
    schema = workbook_schema()
    sheet = schema.get(problem.sheet)
    columns = sheet.position if sheet else {}
    sheet_place = list(schema).index(problem.sheet) if sheet else -1
    return sheet_place, problem.row or 0, columns.get(problem.column or "", len(columns))

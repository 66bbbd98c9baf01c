"""A workbook file -> rows of values, with everything that could not be read."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from python_calamine import CalamineError, CalamineSheet, CalamineWorkbook

from data.intake.headers import Layout, lay_out
from data.intake.problems import CellError, FileError, Normalisation, Problem
from data.intake.scanning import CellFault
from data.intake.schema import Sheet, Value, workbook_schema
from data.intake.unpacking import Unpacked, unpack
from data.intake.values import read_cell, shown, tidy

NOTES_SHEETS = ("说明", "字典")
Advance = Callable[[str], None]
"""Is told the name of each sheet that is done."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as Excel numbers it; values in the order of the sheet's columns, UNREADABLE where a cell is bad."""

    number: int
    values: tuple[Value, ...]


@dataclass
class Workbook:
    """rows: sheet -> rows. unread: sheets that are missing, or lack a required column, so that nothing can refer to
    them. ignored: names of sheets that are not of the exchange format."""

    rows: dict[str, list[Row]] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)
    normalised: list[Normalisation] = field(default_factory=list)
    unread: set[str] = field(default_factory=set)
    ignored: list[str] = field(default_factory=list)


UNREADABLE = "\0"
"""Stands where a cell's value could not be read; no text that is read holds this character."""


def read_workbook(path: Path, advance: Advance = lambda _: None) -> Workbook:
    """Everything that can be read; what cannot is in ``problems``. Never raises for what the file holds."""
    workbook = Workbook(rows={name: [] for name in workbook_schema()})
    try:
        unpacked = unpack(path)
        source = CalamineWorkbook.from_filelike(unpacked.workbook)
        for sheet in workbook_schema().values():
            _read_sheet(workbook, sheet, source, unpacked)
            advance(sheet.name)
    except FileError as error:
        return _refused(error.reason, error.remedy)
    except CalamineError:
        return _refused("文件已损坏，读不出内容", "请用 Excel 打开后另存为 .xlsx 再导入")
    known = {*workbook_schema(), *NOTES_SHEETS}
    workbook.ignored = [name for name in source.sheet_names if name not in known]
    return workbook


def _refused(reason: str, remedy: str) -> Workbook:
    return Workbook(
        rows={name: [] for name in workbook_schema()}, unread=set(workbook_schema()),
        problems=[Problem("", None, None, "", reason, remedy)],
    )


def _read_sheet(workbook: Workbook, sheet: Sheet, source: CalamineWorkbook, unpacked: Unpacked) -> None:
    if sheet.name not in source.sheet_names:
        workbook.unread.add(sheet.name)
        reason = "缺少这张工作表"
        workbook.problems.append(Problem(sheet.name, None, None, "", reason, "请补上这张表，没有数据时只留表头"))
        return
    cells = _numbered_rows(source.get_sheet_by_name(sheet.name))
    layout, problems = lay_out(sheet, next(cells, (1, []))[1])
    workbook.problems += problems
    if layout.lacks_required:
        workbook.unread.add(sheet.name)
        return
    faults = {(fault.row, fault.column): fault for fault in unpacked.faults(sheet.name)}
    _read_rows(workbook, sheet, layout, cells, faults)


def _numbered_rows(sheet: CalamineSheet) -> Iterator[tuple[int, list[object]]]:
    """Rows from the first one on, with Excel's numbers and without the gaps that calamine leaves out."""
    return ((number, list(row)) for number, row in enumerate(sheet.to_python(skip_empty_area=False), 1))


def _read_rows(
    workbook: Workbook, sheet: Sheet, layout: Layout, cells: Iterable[tuple[int, list[object]]],
    faults: dict[tuple[int, int], CellFault],
) -> None:
    faulty_rows = {row for row, _ in faults}
    for number, row in cells:
        if number in faulty_rows:
            row = [faults.get((number, column), cell) for column, cell in enumerate(row, 1)]
        if any(tidy(cell) if isinstance(cell, str) else cell is not None for cell in row):
            workbook.problems += layout.strays(number, row)
            workbook.rows[sheet.name].append(read_row(workbook, sheet, layout, number, row))


def read_row(workbook: Workbook, sheet: Sheet, layout: Layout, number: int, row: Sequence[object]) -> Row:
    """The values of one row in the order of the sheet's columns; what cannot be read is added to the problems."""
    values: list[Value] = []
    for column, place in zip(sheet.columns, layout.places, strict=True):
        raw = row[place] if place is not None else None
        try:
            if isinstance(raw, CellFault):
                raise fault_of(raw)
            value, is_normalised = read_cell(raw, column)
        except CellError as error:
            typed = raw.text if isinstance(raw, CellFault) else shown(raw)
            workbook.problems.append(Problem(sheet.name, number, column.header, typed, error.reason, error.remedy))
            value, is_normalised = UNREADABLE, False
        if is_normalised:
            workbook.normalised.append(Normalisation(sheet.name, number, column.header, shown(raw), shown(value)))
        values.append(value)
    return Row(number, tuple(values))


def fault_of(fault: CellFault) -> CellError:
    """What to say of a cell without a usable value."""
    if fault.text:
        return CellError("公式出错", "请改正公式，或直接填写数值")
    return CellError("公式没有保存计算结果", "请用 Excel 打开并保存一次，或直接填写数值")

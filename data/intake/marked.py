"""The problems of a workbook written back as the same workbook: its cells marked, and a first sheet that lists them."""

import re
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import xlsxwriter
from openpyxl import Workbook, load_workbook
from openpyxl.cell import Cell
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.hyperlink import Hyperlink
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineError, CalamineWorkbook

from data.intake.problems import FileError, Problem, shorten
from data.intake.unpacking import MIB, Limits, unpack
from data.intake.values import tidy

LIST_SHEET = "问题清单"
HEADERS = (("序号", 8), ("工作表", 16), ("行", 8), ("列", 24), ("填写的值", 30), ("问题", 40), ("怎样改", 50))
MOST_LISTED = 2_000
MARKED_LIMITS = Limits(unpacked=24 * MIB, rows=20_000)
"""Beyond, only the list is written: marking needs the whole workbook in memory."""
MOST_CELLS = 400_000
LONGEST_NOTE = 1_000
CELL_FILL = PatternFill("solid", start_color="FFF2A8", end_color="FFF2A8")
ROW_FILL = PatternFill("solid", start_color="F8C9C4", end_color="F8C9C4")
HEAD_FILL = PatternFill("solid", start_color="EFEDE8", end_color="EFEDE8")
LINK_FONT, WRAPPED = Font(color="1E6F6B", underline="single"), Alignment(wrap_text=True, vertical="top")
UNSAVABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
AUTHOR = "导入检查"
Place = tuple[str, int, int | None]
"""Sheet, row and column (from 1) of the file; column None = the whole row."""


def write_marked(
    source: Path, target: Path, problems: Sequence[Problem], locate: Callable[[Problem], Place | None],
) -> bool:
    """Write the workbook with its problems; returns whether its cells are marked, too. ``locate``: where one stands.

    A cell is yellow, a row whose problem has no cell is red in its first cell; both say in a note what is wrong.
    """
    book = _opened(source)
    if book is None:
        _write_list_alone(target, problems)
        return False
    places = [locate(one) for one in problems]
    for place, some in _by_place(problems, places).items():
        _mark(book, place, some)
    _add_list(book, problems, places)
    book.save(target)
    return True


def in_template(source: Path) -> Callable[[Problem], Place | None]:
    """Where the problems of an exchange workbook stand: under its own headers."""
    columns: dict[str, dict[str, int]] = {}
    try:
        book = CalamineWorkbook.from_filelike(unpack(source, MARKED_LIMITS).workbook)
        for title in book.sheet_names:
            heads = next(iter(book.get_sheet_by_name(title).to_python(skip_empty_area=False, nrows=1)), [])
            columns[title] = {tidy(str(head)): place for place, head in enumerate(heads, 1) if head != ""}
    except (FileError, CalamineError):
        return lambda _: None

    def locate(problem: Problem) -> Place | None:
        if problem.sheet not in columns or problem.row is None:
            return None
        return problem.sheet, problem.row, columns[problem.sheet].get(problem.column or "")
    return locate


def _opened(source: Path) -> Workbook | None:
    """None for what cannot be read, or is too large to be marked."""
    try:
        unpacked = unpack(source, MARKED_LIMITS)
        if sum(one.last_row * one.last_column for one in unpacked.scans.values()) > MOST_CELLS:
            return None
        return load_workbook(unpacked.workbook)
    except Exception:  # The library raises all sorts of things for parts that it does not know.
        return None


def _by_place(problems: Iterable[Problem], places: Iterable[Place | None]) -> dict[Place, list[Problem]]:
    found: dict[Place, list[Problem]] = {}
    for problem, place in list(zip(problems, places, strict=True))[:MOST_LISTED]:
        if place:
            found.setdefault(place, []).append(problem)
    return found


def _mark(book: Workbook, place: Place, problems: list[Problem]) -> None:
    title, row, column = place
    if title not in book.sheetnames or not isinstance(book[title], Worksheet):
        return
    page: Worksheet = book[title]
    cell = _writable(page, row, column or 1)
    cell.fill = CELL_FILL if column else ROW_FILL
    said = "\n".join(f"{one.reason}。{one.remedy}。" for one in problems)
    before = f"{cell.comment.text}\n" if cell.comment else ""
    cell.comment = Comment(shorten(_savable(before + said), LONGEST_NOTE), AUTHOR, height=120, width=320)


def _writable(page: Worksheet, row: int, column: int) -> Any:
    """The cell, or the first one of the merged range that it lies in."""
    cell = page.cell(row, column)
    if isinstance(cell, Cell):
        return cell
    merge = next(one for one in page.merged_cells.ranges if cell.coordinate in one)
    return page.cell(merge.min_row, merge.min_col)


def _add_list(book: Workbook, problems: Sequence[Problem], places: Sequence[Place | None]) -> None:
    if LIST_SHEET in book.sheetnames:  # Marked once already, and looked at again.
        del book[LIST_SHEET]
    page = book.create_sheet(LIST_SHEET, 0)
    book.active = 0
    for one in book.worksheets[1:]:
        one.sheet_view.tabSelected = False
    for place, (header, width) in enumerate(HEADERS, 1):
        cell = page.cell(1, place, header)
        cell.font, cell.fill = Font(bold=True), HEAD_FILL
        page.column_dimensions[get_column_letter(place)].width = width
    page.freeze_panes = "A2"
    for number, texts in enumerate(_lines(problems), 1):
        for place, value in enumerate(texts, 1):
            _put(page.cell(number + 1, place), value)
        _link(page.cell(number + 1, 2), places[number - 1] if number <= len(places) else None)


def _put(cell: Any, value: str | int) -> None:
    """A text always as a text, so that one which begins with = is never a formula."""
    cell.value = value
    cell.data_type = "n" if isinstance(value, int) else "s"
    cell.alignment = WRAPPED


def _link(cell: Any, place: Place | None) -> None:
    if place:
        title = place[0].replace("'", "''")
        location = f"'{title}'!{get_column_letter(place[2] or 1)}{place[1]}"
        cell.hyperlink = Hyperlink(ref=cell.coordinate, location=location)
        cell.font = LINK_FONT


def _lines(problems: Sequence[Problem]) -> list[tuple[str | int, ...]]:
    lines: list[tuple[str | int, ...]] = [
        (number, one.sheet, one.row or "", one.column or "", *map(_savable, (one.value, one.reason, one.remedy)))
        for number, one in enumerate(problems[:MOST_LISTED], 1)
    ]
    if len(problems) > MOST_LISTED:
        lines.append(("", "", "", "", "", f"共{len(problems)}个问题，只列出前{MOST_LISTED}个", "请改正后再检查一次"))
    return lines


def _savable(text: str) -> str:
    """Without characters that a workbook cannot hold, and not longer than a reader needs."""
    return shorten(UNSAVABLE.sub("", text), LONGEST_NOTE)


def _write_list_alone(target: Path, problems: Sequence[Problem]) -> None:
    book = xlsxwriter.Workbook(str(target))
    page = book.add_worksheet(LIST_SHEET)
    head = book.add_format({"bold": True, "bg_color": "#EFEDE8"})
    wrapped = book.add_format({"text_wrap": True, "valign": "top"})
    page.freeze_panes(1, 0)
    for place, (header, width) in enumerate(HEADERS):
        page.set_column(place, place, width)
        page.write_string(0, place, header, head)
    for number, texts in enumerate(_lines(problems), 1):
        for place, value in enumerate(texts):
            if isinstance(value, int):
                page.write_number(number, place, value, wrapped)
            else:
                page.write_string(number, place, value, wrapped)
    book.close()


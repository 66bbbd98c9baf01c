"""The database as an exchange workbook, which imports into an empty database as the same one."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from sqlalchemy import Engine

from data.engine import reading
from data.intake.reading import Advance
from data.intake.schema import Sheet, Value, workbook_schema
from data.intake.sheets import Book
from data.intake.stored import Stored
from data.intake.values import LONGEST_TEXT


class ExactFloat(float):
    """A number that is written with all its digits, where xlsxwriter would keep sixteen."""

    def __format__(self, _: str) -> str:
        return repr(float(self))


def export_workbook(
    engine: Engine, path: Path, parks: list[str] | None = None, advance: Advance = lambda _: None,
) -> dict[str, int]:
    """Write all twelve sheets, of all parks or of some; returns sheet name -> number of rows.

    ``advance`` is told the name of each sheet that is written.
    """
    book = Book.at(path, constant_memory=True)
    counts = {}
    with reading(engine) as session:
        stored = Stored(session.connection(), parks)
        for sheet in workbook_schema().values():
            counts[sheet.name] = _write_rows(book, book.add(sheet), sheet, stored.rows(sheet.name))
            advance(sheet.name)
    book.workbook.close()
    return counts


def _write_rows(book: Book, page: Any, sheet: Sheet, rows: Iterable[tuple[Value, ...]]) -> int:
    number = 0
    for number, values in enumerate(rows, 1):
        for place, value in enumerate(values):
            if value is not None:
                _write(book, page, number, place, value)
    if number:
        page.autofilter(0, 0, number, len(sheet.columns) - 1)
    return number


def _write(book: Book, page: Any, row: int, place: int, value: Value) -> None:
    """Texts always as texts, so that one which begins with = or @ is never a formula."""
    if isinstance(value, bool):
        page.write_string(row, place, "是" if value else "否")
    elif isinstance(value, int | float):
        page.write_number(row, place, ExactFloat(value) if isinstance(value, float) else value)
    elif isinstance(value, date):
        page.write_datetime(row, place, value, book.day)
    elif value is not None and len(value) > LONGEST_TEXT:
        raise ValueError(f"{page.get_name()}第{row + 1}行有文字超过{LONGEST_TEXT}个字符，Excel 存不下")
    elif value:
        page.write_string(row, place, value)

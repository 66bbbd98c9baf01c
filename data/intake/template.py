"""The empty workbook that operators fill in: headers, choices, validations, and a sheet that explains every column."""

import re
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

from data.intake.numbers import EARLIEST_YEAR, LATEST_YEAR
from data.intake.schema import Column, Kind, Sheet, workbook_schema
from data.intake.sheets import DATE_FORMAT, Book, width_of
from data.intake.values import EARLIEST_DAY, FLAGS, LATEST_DAY

NOTES_SHEET, CHOICES_SHEET = "说明", "字典"
LAST_ROW = 20_000
HINTS = {
    Kind.TEXT: "文字",
    Kind.CODE: "编号，按文本填写",
    Kind.CREDIT_CODE: "18位统一社会信用代码",
    Kind.INDUSTRY_CODE: "GB/T 4754-2017 的2至4位代码，可带门类字母",
    Kind.OUTLINE: "WKT 面，如 POLYGON((119.14 28.07, …))",
    Kind.NUMBER: "数字，单位见表头；金额除另有写明外为万元",
    Kind.INTEGER: "整数",
    Kind.YEAR: "年份，如 2025",
    Kind.SHARE: "0至1的小数或百分数，如 0.7 或 70%",
    Kind.DATE: "日期，如 2026-06-30",
    Kind.FLAG: "是 或 否",
    Kind.CHOICE: "从下拉列表中选择",
    Kind.PERIOD: "年报填 2025，季报填 2025Q3",
}
TEXT_KINDS = {Kind.TEXT, Kind.CODE, Kind.CREDIT_CODE, Kind.INDUSTRY_CODE, Kind.OUTLINE, Kind.PERIOD}
NUMBER_FORMATS = {Kind.DATE: DATE_FORMAT, Kind.SHARE: "0.####%", **dict.fromkeys(TEXT_KINDS, "@")}
EXPLAINED = (("工作表", 12), ("列", 24), ("是否必填", 10), ("填写方法", 60))


def write_template(path: Path) -> None:
    """Write the template; it imports as a workbook without rows."""
    book = Book.at(path)
    schema = workbook_schema()
    _write_notes(book, schema)
    pages = {sheet.name: book.add(sheet) for sheet in schema.values()}
    names = _write_choices(book, schema)
    for sheet in schema.values():
        for place, column in enumerate(sheet.columns):
            _guide(book, pages[sheet.name], place, column, names)
    pages["园区"].activate()
    book.workbook.close()


def hint(column: Column) -> str:
    """How a column is filled in, in Chinese."""
    several = "；可填多个，用、隔开" if column.is_list else ""
    choices = "：" + "、".join(column.choices) if column.choices else ""
    return HINTS[column.kind] + choices + several


def _write_notes(book: Book, schema: dict[str, Sheet]) -> None:
    page = book.workbook.add_worksheet(NOTES_SHEET)
    page.freeze_panes(1, 0)
    for place, (title, width) in enumerate(EXPLAINED):
        page.set_column(place, place, width)
        page.write_string(0, place, title, book.plain)
    for row, (sheet, column) in enumerate(_all_columns(schema), 1):
        must = "主键" if column.is_key else "必填" if column.is_required else ""
        for place, text in enumerate((sheet.name, column.header, must, hint(column))):
            page.write_string(row, place, text)


def _write_choices(book: Book, schema: dict[str, Sheet]) -> dict[tuple[str, ...], str]:
    """Choices -> the defined name that holds them, on a hidden sheet."""
    page = book.workbook.add_worksheet(CHOICES_SHEET)
    page.hide()
    names: dict[tuple[str, ...], str] = {}
    for _, column in _all_columns(schema):
        words = _choices(column)
        if words and words not in names:
            place = len(names)
            names[words] = "选项_" + ("是否" if column.kind is Kind.FLAG else re.sub(r"\W", "", column.header))
            page.write_column(0, place, [names[words], *words])
            letter = chr(ord("A") + place)
            book.workbook.define_name(names[words], f"={CHOICES_SHEET}!${letter}$2:${letter}${len(words) + 1}")
    return names


def _guide(book: Book, page: Any, place: int, column: Column, names: dict[tuple[str, ...], str]) -> None:
    """A note on the header, the format of the column, and what may be typed into it."""
    marks = "（主键，必填）" if column.is_key and column.is_required else "（必填）" if column.is_required else ""
    page.write_comment(0, place, hint(column) + marks, {"x_scale": 1.6})
    number_format = NUMBER_FORMATS.get(column.kind)
    shape = book.workbook.add_format({"num_format": number_format}) if number_format else None
    page.set_column(place, place, width_of(column), shape)
    if rule := _validation(column, names):
        page.data_validation(1, place, LAST_ROW, place, rule | {
            "error_title": "填写有误", "error_message": hint(column)[:200], "ignore_blank": True,
        })


def _validation(column: Column, names: dict[tuple[str, ...], str]) -> dict[str, Any] | None:
    if words := _choices(column):
        return {"validate": "list", "source": f"={names[words]}"}
    if column.kind is Kind.DATE:
        return _between("date", EARLIEST_DAY, LATEST_DAY)
    if column.kind is Kind.YEAR:
        return _between("integer", EARLIEST_YEAR, LATEST_YEAR)
    if column.kind in (Kind.NUMBER, Kind.SHARE, Kind.INTEGER):
        return _bounded("integer" if column.kind is Kind.INTEGER else "decimal", column)
    return None


def _bounded(kind: str, column: Column) -> dict[str, Any]:
    if column.lower and column.upper:
        return _between(kind, column.lower[0], column.upper[0])
    if column.lower:
        return {"validate": kind, "criteria": ">=" if column.lower[1] else ">", "value": column.lower[0]}
    return _between(kind, -1e12, 1e12)


def _between(kind: str, low: float | date, high: float | date) -> dict[str, Any]:
    return {"validate": kind, "criteria": "between", "minimum": low, "maximum": high}


def _choices(column: Column) -> tuple[str, ...]:
    return tuple(FLAGS) if column.kind is Kind.FLAG else column.choices


def _all_columns(schema: dict[str, Sheet]) -> Iterator[tuple[Sheet, Column]]:
    return ((sheet, column) for sheet in schema.values() for column in sheet.columns)

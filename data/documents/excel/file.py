"""The workbook: a sheet that says what it is, and a sheet for every picture of the paper, in its order."""

import re
from collections.abc import Iterator
from datetime import datetime, time
from io import BytesIO

from xlsxwriter import Workbook
from xlsxwriter.worksheet import Worksheet

from core.paper import Chart, Frozen, Picture, day_in_words
from data.documents.excel.charts import Charts
from data.documents.excel.grid import FIRST_ROW, grid_of, write_grid
from data.documents.excel.look import Look, set_page

FIRST_SHEET = "说明"
LONGEST_NAME = 31
TITLE_POINTS = 28
NOT_IN_NAMES = re.compile(r"[\[\]:*?/\\'\x00-\x1f]")


def write_excel(frozen: Frozen) -> bytes:
    """A text that looks like a formula or a link stays text."""
    written = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    with Workbook(written, options) as book:
        _set_properties(book, frozen)
        look, charts = Look(book), Charts(book)
        first = book.add_worksheet(FIRST_SHEET)
        named = list(_named(frozen))
        sheets = [(book.add_worksheet(name), picture) for name, picture in named]
        for sheet, picture in sheets:
            _write_sheet(sheet, look, charts, picture, frozen)
        _write_first(first, look, frozen, [name for name, _ in named])
    return written.getvalue()


def _named(frozen: Frozen) -> Iterator[tuple[str, Picture]]:
    """Numbered as in the text, where tables and charts are counted apart."""
    counts = {"表": 0, "图": 0}
    for _, picture in frozen.paper.pictures():
        word = "图" if isinstance(picture, Chart) else "表"
        counts[word] += 1
        name = NOT_IN_NAMES.sub("", f"{word}{counts[word]} {picture.title}")
        yield name[:LONGEST_NAME].strip(), picture


def _write_sheet(sheet: Worksheet, look: Look, charts: Charts, picture: Picture, frozen: Frozen) -> None:
    paper = frozen.paper
    sheet.set_row(0, TITLE_POINTS)
    sheet.write_string(0, 0, picture.title, look.title)
    sheet.write_string(1, 0, picture.statement, look.plain)
    source = f"范围：{paper.scope}　数据截至{day_in_words(paper.as_of)}　来源：{frozen.stamp.number}"
    sheet.write_string(2, 0, source, look.faint)
    grid = grid_of(picture)
    write_grid(sheet, look, grid)
    if isinstance(picture, Chart):
        charts.add(sheet, picture, grid)
    set_page(sheet, frozen, FIRST_ROW - 1)


def _write_first(sheet: Worksheet, look: Look, frozen: Frozen, names: list[str]) -> None:
    sheet.set_row(0, TITLE_POINTS)
    sheet.write_string(0, 0, frozen.paper.title, look.title)
    for row, (label, text) in enumerate(_facts(frozen), start=2):
        sheet.write_string(row, 0, label, look.header)
        sheet.write_string(row, 1, text, look.text)
    first = sheet.dim_rowmax + 2
    for row, name in enumerate(names, start=first):
        sheet.write_string(row, 0, "工作表", look.header)
        sheet.write_url(row, 1, f"internal:'{name}'!A1", look.text, name)
    sheet.set_column(0, 0, 16)
    sheet.set_column(1, 1, 84)
    set_page(sheet, frozen, 0)


def _facts(frozen: Frozen) -> Iterator[tuple[str, str]]:
    paper, letter, stamp = frozen.paper, frozen.letter, frozen.stamp
    yield "文种", paper.kind.value
    yield "发文机关", letter.issuer
    yield "文号", stamp.number
    yield "成文日期", day_in_words(letter.signed_on)
    yield "范围", paper.scope
    yield "截至日期", day_in_words(paper.as_of)
    if paper.compare_to:
        yield "对比日期", day_in_words(paper.compare_to)
    for rule in paper.rules:
        yield "规则版本", rule
    yield "数据版本", str(paper.data_version)
    yield "文稿版本", f"第{stamp.version}版"
    yield "校验值", stamp.hash
    yield "操作记录存证", f"第{stamp.anchor_sequence}条 {stamp.anchor_hash}"


def _set_properties(book: Workbook, frozen: Frozen) -> None:
    made_on = datetime.combine(frozen.letter.signed_on, time())
    book.set_properties({
        "title": frozen.paper.title, "author": frozen.letter.issuer, "subject": frozen.paper.kind.value,
        "comments": frozen.stamp.text, "created": made_on,
    })

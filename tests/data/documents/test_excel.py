"""The workbook holds the figures of the record as numbers, says what it is, and never runs a text as a formula."""

import re
from dataclasses import replace
from datetime import date
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from core.paper import MISSING, Chart, ChartForm, Column, Figures, Section, Series, Table
from data.documents.excel import write_excel
from data.documents.excel.grid import FIRST_ROW
from tests.data.documents.papers import PAPERS
from tests.papers import LONG, empty_paper, frozen, full_paper


def book(paper):
    return load_workbook(BytesIO(write_excel(frozen(paper))))


def visible(workbook):
    return [sheet for sheet in workbook.worksheets[1:] if sheet.sheet_state == "visible"]


def cells(sheet):
    return [list(row) for row in sheet.iter_rows(min_row=FIRST_ROW + 1, values_only=True) if row[0] is not None]


def parts(paper, pattern):
    with ZipFile(BytesIO(write_excel(frozen(paper)))) as package:
        return [package.read(name).decode() for name in sorted(package.namelist()) if re.search(pattern, name)]


def wanted(picture):
    if isinstance(picture, Figures):
        return [[one.label, shown(one.value, one.kind)] for one in picture.figures]
    if isinstance(picture, Table):
        return [[shown(value, column.kind) for column, value in zip(picture.columns, row, strict=True)]
                for row in picture.rows]
    return [[name, *(shown(one.values[place], picture.kind) for one in picture.series)]
            for place, name in enumerate(picture.categories)]


def shown(value, kind):
    if value is None:
        return MISSING
    return date.fromisoformat(value) if kind == "day" else value


def plain(value):
    return value.date() if hasattr(value, "date") and callable(value.date) else value


@pytest.mark.parametrize("paper", PAPERS)
def test_every_picture_has_a_sheet_with_its_figures_unrounded(paper):
    sheets = visible(book(paper))
    pictures = [picture for _, picture in paper.pictures()]
    assert len(sheets) == len(pictures)
    for sheet, picture in zip(sheets, pictures, strict=True):
        found = [[plain(value) for value in row] for row in cells(sheet)]
        rows = wanted(picture)
        assert [row[:len(rows[0])] for row in found] == rows
        assert sheet["A1"].value == picture.title
        assert sheet["A2"].value == picture.statement


@pytest.mark.parametrize("paper", PAPERS)
def test_the_first_sheet_says_what_it_is_and_how_to_check_it(paper):
    one = frozen(paper)
    sheet = book(paper).worksheets[0]
    facts = {}
    for label, text, *_ in sheet.iter_rows(min_row=3, values_only=True):
        facts.setdefault(label, text)
    assert sheet.title == "说明"
    assert sheet["A1"].value == paper.title
    assert facts["范围"] == paper.scope
    assert facts["截至日期"] == "2026年6月30日"
    assert facts["校验值"] == one.stamp.hash
    assert facts["文号"] == one.stamp.number
    assert facts["数据版本"] == str(paper.data_version)
    assert facts["操作记录存证"] == f"第{one.stamp.anchor_sequence}条 {one.stamp.anchor_hash}"
    assert facts.get("规则版本") == (paper.rules[0] if paper.rules else None)


def test_numbers_percentages_and_days_are_what_they_are():
    sheet = next(one for one in visible(book(full_paper())) if "红橙预警明细" in one.title)
    header = [cell.value for cell in sheet[FIRST_ROW]]
    first = sheet[FIRST_ROW + 1]
    assert header == ["园区", "对象", "实际值", "面积（㎡）", "截至日期"]
    assert [cell.number_format for cell in first[2:]] == ["0.0%", "#,##0.0", "yyyy-mm-dd"]
    assert [cell.data_type for cell in first[2:]] == ["n", "n", "d"]


def test_no_text_becomes_a_formula_or_a_link_to_elsewhere():
    rows = (('=HYPERLINK("http://x")', "http://x"), ("+1", "-1"))
    table = Table("=1+1", "=表", (Column("=列"), Column("@B")), rows)
    paper = replace(full_paper(), sections=(Section("one", "一", (table,)),))
    workbook = book(paper)
    assert not any(cell.data_type == "f" for sheet in workbook.worksheets for row in sheet.iter_rows() for cell in row)
    assert cells(visible(workbook)[0]) == [list(row) for row in rows]
    assert not any("<f>" in part for part in parts(paper, r"worksheets/sheet\d+\.xml$"))
    assert not any("http://x" in part for part in parts(paper, r"\.rels$"))


def test_sheets_stand_in_the_order_of_the_paper_under_lawful_names():
    titles = ["[a]:*?/\\'", "x" * 60, "x" * 60]
    tables = tuple(Table("", title, (Column("园区"),), (("a",),)) for title in titles)
    names = book(replace(full_paper(), sections=(Section("one", "一", tables),))).sheetnames
    assert names == ["说明", "表1 a", "表2 " + "x" * 28, "表3 " + "x" * 28]


def test_a_chart_never_rests_on_a_cell_that_says_no_data():
    for xml, chart in zip(
        parts(full_paper(), r"charts/chart\d+\.xml$"),
        [one for _, one in full_paper().pictures() if isinstance(one, Chart)], strict=True,
    ):
        gaps = any(value is None for one in chart.series for value in one.values)
        assert ("作图数据" in xml) is gaps
        assert 'dispBlanksAs val="zero"' not in xml
        assert chart.title in xml
    hidden = book(full_paper())["作图数据"]
    assert hidden.sheet_state == "hidden"
    assert MISSING not in [cell for row in hidden.iter_rows(values_only=True) for cell in row]


@pytest.mark.parametrize("form", ChartForm)
def test_charts_without_categories_or_figures_do_no_harm(form):
    empty = Chart("", "空", form, (), (Series("本期", ()),), target=1.0)
    gaps = Chart("", "缺", form, ("甲", LONG), (Series(LONG, (None, float("nan"))),), "percent")
    sheets = visible(book(replace(full_paper(), sections=(Section("one", "一", (empty, gaps)),))))
    assert cells(sheets[0]) == []
    assert cells(sheets[1]) == [["甲", MISSING], [LONG, MISSING]]


def test_sheets_are_printed_on_a4_across_with_their_header():
    for sheet in visible(book(full_paper())):
        assert sheet.page_setup.orientation == "landscape"
        assert int(sheet.page_setup.paperSize) == 9
        assert sheet.page_setup.fitToWidth in (1, None)
        assert sheet.sheet_properties.pageSetUpPr.fitToPage
        assert sheet.print_title_rows == f"${FIRST_ROW}:${FIRST_ROW}"
        assert sheet.freeze_panes in (f"B{FIRST_ROW + 1}", f"A{FIRST_ROW + 1}")


def test_the_same_record_gives_the_same_bytes():
    assert write_excel(frozen(full_paper())) == write_excel(frozen(full_paper()))
    assert write_excel(frozen(empty_paper())) != write_excel(frozen(full_paper()))

"""Problems come back as the same workbook, marked, with a first sheet that lists them."""

import openpyxl
import pytest

from data.engine import reading
from data.intake.importing import preview
from data.intake.marked import LIST_SHEET, MOST_LISTED, in_template, write_marked
from data.intake.preview import compare
from data.intake.problems import Problem
from data.intake.stored import Stored
from tests.data.intake.ledger.writing import cells, interpreted, write
from tests.data.intake.workbooks import Draft

LEDGER = {"台账": {
    "merges": ["A1:D1", "A3:A4"],
    "rows": [
        ["租赁台账"], ["楼号", "房号", "租户", "信用代码"],
        ["1号楼", "A101", "=1+1", "91331181MA2HJ4K164"], [None, "整层", "西街剑铺", "92331181MA7CWD0T8L"],
    ],
}}


@pytest.fixture
def marked_template(sqlite_engine, tmp_path):
    path = Draft().apply({
        "set": ["单元", 3, "建筑面积(㎡)", "300㎡"], "set 2": ["企业", 2, "企业名称", None], "drop_sheet": "清退",
        "set 3": ["检查隐患", 2, "描述", "=1+1"],
    }).write(tmp_path / "in.xlsx")
    problems = preview(sqlite_engine, path).problems
    assert write_marked(path, tmp_path / "out.xlsx", problems, in_template(path))
    return path, tmp_path / "out.xlsx", problems


def test_cells_of_a_template_are_marked_with_reason_and_remedy(marked_template):
    _, path, _ = marked_template
    cell = openpyxl.load_workbook(path)["单元"]["E3"]
    assert (cell.value, cell.fill.start_color.rgb) == ("300㎡", "00FFF2A8")
    assert "不是数字" in cell.comment.text
    assert "请只填数字" in cell.comment.text


def test_the_list_comes_first_and_holds_every_problem(marked_template):
    _, path, problems = marked_template
    book = openpyxl.load_workbook(path)
    assert book.sheetnames[0] == book.active.title == LIST_SHEET
    rows = cells(path, LIST_SHEET)
    assert [row[1:5] for row in rows[1:]] == [
        [one.sheet, one.row, one.column, one.value or None] for one in problems
    ] or [row[5] for row in rows[1:]] == [one.reason for one in problems]
    assert len(rows) == len(problems) + 1 == 4


def test_other_cells_keep_their_values_and_widths_and_formula_texts_stay_texts(marked_template):
    source, path, _ = marked_template
    before, after = openpyxl.load_workbook(source), openpyxl.load_workbook(path)
    for sheet in before:
        values = [[cell.value for cell in row] for row in sheet.iter_rows()]
        assert [[cell.value for cell in row] for row in after[sheet.title].iter_rows()] == values
        widths = {name: one.width for name, one in sheet.column_dimensions.items()}
        assert {name: one.width for name, one in after[sheet.title].column_dimensions.items()} == widths
    (hazard,) = (cell for cell in after["检查隐患"][2] if cell.value == "=1+1")
    assert hazard.data_type == "s"


def test_marking_what_was_marked_makes_no_second_list(marked_template, sqlite_engine, tmp_path):
    _, path, _ = marked_template
    problems = preview(sqlite_engine, path).problems
    assert write_marked(path, tmp_path / "again.xlsx", problems, in_template(path))
    assert openpyxl.load_workbook(tmp_path / "again.xlsx").sheetnames.count(LIST_SHEET) == 1


def test_cells_of_a_ledger_are_marked_where_they_stand(sqlite_engine, tmp_path):
    path = write(tmp_path / "in.xlsx", LEDGER)
    _, _, found = interpreted(sqlite_engine, path)
    with reading(sqlite_engine) as session:
        looked_at = compare(found.workbook, Stored(session.connection()))
    assert write_marked(path, tmp_path / "out.xlsx", looked_at.problems, found.place_of)
    page = openpyxl.load_workbook(tmp_path / "out.xlsx")["台账"]
    assert "第18位" in page["D3"].comment.text
    assert "没有写明单元编号" in page["B4"].comment.text
    assert (page["C3"].value, page["C3"].data_type) == ("=1+1", "s")
    assert page.merged_cells.ranges == {*map(openpyxl.worksheet.cell_range.CellRange, ["A1:D1", "A3:A4"])}


def test_a_problem_in_a_merged_cell_is_marked_at_its_first(tmp_path):
    path = write(tmp_path / "in.xlsx", LEDGER)
    problem = Problem("台账", 4, "楼号", "", "不对", "请改")
    write_marked(path, tmp_path / "out.xlsx", [problem], lambda _: ("台账", 4, 1))
    assert "不对" in openpyxl.load_workbook(tmp_path / "out.xlsx")["台账"]["A3"].comment.text


@pytest.mark.parametrize("value", ["=1+1", "@SUM(A1)", "+1", "-", "\x01\ud800a", "长" * 5000])
def test_values_in_the_list_are_texts(value, tmp_path):
    path = write(tmp_path / "in.xlsx", LEDGER)
    write_marked(path, tmp_path / "out.xlsx", [Problem("台账", 3, "租户", value, "不对", "请改")], lambda _: None)
    cell = openpyxl.load_workbook(tmp_path / "out.xlsx")[LIST_SHEET]["E2"]
    assert cell.data_type == "s"
    assert len(cell.value) <= 1000


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04abc", "楼号,房号".encode()])
def test_of_what_cannot_be_opened_the_list_alone_is_written(content, tmp_path):
    (tmp_path / "in.xlsx").write_bytes(content)
    problem = Problem("", None, None, "", "文件已损坏", "请重新保存")
    assert not write_marked(tmp_path / "in.xlsx", tmp_path / "out.xlsx", [problem], in_template(tmp_path / "in.xlsx"))
    assert cells(tmp_path / "out.xlsx", LIST_SHEET)[1][5] == "文件已损坏"


def test_ten_thousand_problems_are_listed_in_part(tmp_path):
    path = write(tmp_path / "in.xlsx", LEDGER)
    problems = [Problem("台账", 3, "租户", str(one), "不对", "请改") for one in range(10_000)]
    write_marked(path, tmp_path / "out.xlsx", problems, lambda _: ("台账", 3, 3))
    rows = cells(tmp_path / "out.xlsx", LIST_SHEET)
    assert len(rows) == MOST_LISTED + 2
    assert "共10000个问题" in rows[-1][5]

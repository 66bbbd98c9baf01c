"""Files of all sorts are opened or refused with a sentence, with bounded work."""

import openpyxl
import pytest

from data.intake.ledger import open_ledger
from data.intake.ledger.grid import LEDGER_LIMITS
from data.intake.problems import FileError
from data.intake.scanning import SheetScan
from tests.data.intake.ledger.writing import interpreted, write
from tests.data.intake.workbooks import repack

FIRST_SHEET = "xl/worksheets/sheet1.xml"
ROWS = [["楼号", "房号", "租户", "面积（㎡）"], ["1号楼", "A1", "甲", 5]]
CSV = "楼号,房号,租户,面积（㎡）\n1号楼,A1,甲,5\n,,,\n"


@pytest.fixture
def good(tmp_path):
    return write(tmp_path / "good.xlsx", {"表": {"rows": ROWS}})


def before_the_end(more):
    return lambda content: content.replace(b"</sheetData>", more + b"</sheetData>")


@pytest.mark.parametrize(("name", "content", "word"), [
    ("旧.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "旧版 .xls"),
    ("空.xlsx", b"", "文件是空的"),
    ("坏.xlsx", b"PK\x03\x04" + bytes(100), "已损坏"),
    ("空.csv", b"", "文件是空的"),
    ("坏.csv", b"\xff\xff\x00\x00", "不是 .csv 文本"),
    ("宽.csv", b"," * 300, "行或列过多"),
    ("长.csv", b"a\n" * 30_000, "行或列过多"),
])
def test_what_is_no_table_is_refused(name, content, word, tmp_path):
    (tmp_path / name).write_bytes(content)
    with pytest.raises(FileError) as error:
        open_ledger(tmp_path / name)
    assert word in error.value.reason
    assert error.value.remedy


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_is_read_in_both_encodings(encoding, tmp_path):
    (tmp_path / "台账.csv").write_bytes(CSV.encode(encoding))
    sheet = open_ledger(tmp_path / "台账.csv").likely
    assert (sheet.name, sheet.kind, sheet.heading.rows) == ("台账", "租赁台账", (1,))
    assert sheet.grid.rows[1] == ["1号楼", "A1", "甲", "5"]


@pytest.mark.parametrize(("row", "word"), [
    (b'<row r="1048576"><c r="A1048576"><v>1</v></c></row>', "第1048576行仍有内容"),
    (b'<row r="9"><c r="XFD9"><v>1</v></c></row>', "超出200列"),
    (b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row) for row in range(9, 30_000)), "第29999行"),
    (b'<row r="19000"><c r="GR19000"><v>1</v></c></row>', "单元格太多"),
])
def test_a_sparse_or_endless_sheet_is_refused(row, word, good, tmp_path):
    path = repack(good, tmp_path / "bad.xlsx", **{FIRST_SHEET: before_the_end(row)})
    with pytest.raises(FileError) as error:
        open_ledger(path)
    assert word in error.value.reason


def test_a_bomb_is_refused_before_anything_of_it_is_looked_at(good, tmp_path, monkeypatch):
    path = repack(good, tmp_path / "bomb.xlsx", **{FIRST_SHEET: lambda content: content + b" " * 100_000_000})
    monkeypatch.setattr(SheetScan, "start", None)
    with pytest.raises(FileError) as error:
        open_ledger(path)
    assert "展开后过大" in error.value.reason


def test_of_an_endless_sheet_no_more_than_the_bound_is_looked_at(good, tmp_path, monkeypatch):
    seen = []
    original = SheetScan._start_row
    monkeypatch.setattr(SheetScan, "_start_row", lambda self, number: (seen.append(number), original(self, number)))
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row) for row in range(9, 90_000))
    with pytest.raises(FileError):
        open_ledger(repack(good, tmp_path / "bad.xlsx", **{FIRST_SHEET: before_the_end(rows)}))
    assert len(seen) <= LEDGER_LIMITS.rows + 10


def test_a_merge_over_the_whole_sheet_does_no_harm(good, tmp_path):
    merges = b'</sheetData><mergeCells count="1"><mergeCell ref="A3:XFD1048576"/></mergeCells>'
    path = repack(good, tmp_path / "in.xlsx", **{FIRST_SHEET: lambda one: one.replace(b"</sheetData>", merges)})
    assert open_ledger(path).likely.kind == "租赁台账"


def test_a_formula_without_a_result_and_an_error_are_problems(sqlite_engine, good, tmp_path):
    book = openpyxl.load_workbook(good)
    book["表"]["D2"] = "=1+1"
    book["表"]["B3"], book["表"]["C3"], book["表"]["A3"] = "A2", "#N/A", "1号楼"
    book["表"]["C3"].data_type = "e"
    book.save(tmp_path / "in.xlsx")
    _, _, found = interpreted(sqlite_engine, tmp_path / "in.xlsx")
    found = {(one.row, one.column): one.reason for one in found.problems}
    assert found[2, "面积（㎡）"] == "公式没有保存计算结果"
    assert found[3, "租户"] == "公式出错"


def test_progress_is_told_sheet_by_sheet(tmp_path):
    told = []
    open_ledger(write(tmp_path / "in.xlsx", {"一": {"rows": ROWS}, "二": {"rows": ROWS}}), told.append)
    assert told == ["一", "二"]

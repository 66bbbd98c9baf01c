"""Broken, huge and hostile files are refused with one sentence, before anything parses them."""

import struct
import zipfile

import openpyxl
import pytest

from data.intake.reading import read_workbook
from tests.data.intake.workbooks import Draft, repack

FIRST_SHEET = "xl/worksheets/sheet1.xml"
MANY = 100_000_000


@pytest.fixture
def good(tmp_path):
    return Draft().write(tmp_path / "good.xlsx")


@pytest.fixture
def refusal():
    """The one problem of a file, as a sentence."""
    def say(path):
        workbook = read_workbook(path)
        (problem,) = workbook.problems
        assert problem.sheet == ""
        assert not any(workbook.rows.values())
        return problem.sentence()
    return say


def before_the_end(more):
    return lambda content: content.replace(b"</sheetData>", more + b"</sheetData>")


@pytest.mark.parametrize(("content", "word"), [
    (b"", "文件是空的"),
    ("园区编码,园区名称\n".encode(), "不是 .xlsx 工作簿"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(4096), "旧版 .xls"),
    (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(512) + "EncryptedPackage".encode("utf-16-le"), "打开密码"),
    (b"PK\x03\x04" + bytes(100), "已损坏"),
])
def test_what_is_no_workbook_is_refused(content, word, refusal, tmp_path):
    (tmp_path / "file.xlsx").write_bytes(content)
    assert word in refusal(tmp_path / "file.xlsx")


def test_a_file_that_is_not_there_is_said_to_be_missing(refusal, tmp_path):
    assert "找不到文件" in refusal(tmp_path / "nothing.xlsx")


def test_a_truncated_workbook_is_refused(good, refusal):
    good.write_bytes(good.read_bytes()[:5000])
    assert "已损坏" in refusal(good)


def test_a_zip_of_something_else_is_refused(refusal, tmp_path):
    with zipfile.ZipFile(tmp_path / "other.xlsx", "w") as archive:
        archive.writestr("readme.txt", "hello")
    assert "不是 .xlsx 工作簿" in refusal(tmp_path / "other.xlsx")


@pytest.mark.parametrize("part", [FIRST_SHEET, "xl/styles.xml", "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels"])
def test_a_workbook_that_lacks_a_part_is_refused(part, good, refusal, tmp_path):
    assert "内部结构不完整" in refusal(repack(good, tmp_path / "bad.xlsx", **{part: None}))


def test_a_sheet_that_breaks_off_is_refused(good, refusal, tmp_path):
    path = repack(good, tmp_path / "bad.xlsx", **{FIRST_SHEET: lambda content: content[: len(content) // 2]})
    assert "工作表「园区」文件已损坏" in refusal(path)


def test_a_bomb_is_refused(good, refusal, tmp_path):
    path = repack(good, tmp_path / "bomb.xlsx", **{FIRST_SHEET: lambda content: content + b" " * MANY})
    assert "展开后过大" in refusal(path)


def test_a_bomb_that_lies_about_its_size_is_refused(good, refusal, tmp_path):
    path = repack(good, tmp_path / "bomb.xlsx", **{FIRST_SHEET: lambda content: content + b" " * MANY})
    with zipfile.ZipFile(path) as archive:
        size = archive.getinfo(FIRST_SHEET).file_size
    path.write_bytes(path.read_bytes().replace(struct.pack("<I", size), struct.pack("<I", 4000)))
    assert "已损坏" in refusal(path)


@pytest.mark.parametrize(("row", "word"), [
    (b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>', "第1048576行仍有内容"),
    (b'<row r="9"><c r="XFD9"><v>1</v></c></row>', "超出200列"),
    (b'<row r="9"><c r="A30000"><v>1</v></c></row>', "第30000行仍有内容"),
    (b"<row r='1048576'><c r='A1048576'><v>1</v></c></row>", "第1048576行仍有内容"),
    (b'<row r="1048576"><c><v>1</v></c></row>', "第1048576行仍有内容"),
    (b'<row r="9"><c r="A99999999999"><v>1</v></c></row>', "内部结构不完整"),
    (b'<row r="x"><c><v>1</v></c></row>', "内部结构不完整"),
])
def test_a_cell_far_away_is_refused_before_the_gap_is_filled(row, word, good, refusal, tmp_path):
    path = repack(good, tmp_path / "bad.xlsx", **{FIRST_SHEET: before_the_end(row)})
    assert word in refusal(path)


def test_an_empty_formatted_row_far_down_does_no_harm(good, tmp_path):
    path = repack(good, tmp_path / "good2.xlsx", **{FIRST_SHEET: before_the_end(b'<row r="1048576" ht="20"/>')})
    assert read_workbook(path).problems == []


def test_a_million_rows_are_refused(good, refusal, tmp_path):
    rows = b"".join(b'<row r="%d"><c r="A%d"><v>1</v></c></row>' % (row, row) for row in range(9, 1_000_000))
    assert "第999999行仍有内容" in refusal(repack(good, tmp_path / "bad.xlsx", **{FIRST_SHEET: before_the_end(rows)}))


def test_external_entities_are_refused(good, refusal, tmp_path):
    doctype = b'<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]>\n<worksheet'
    path = repack(good, tmp_path / "bad.xlsx", **{FIRST_SHEET: lambda content: content.replace(b"<worksheet", doctype)})
    assert "外部引用" in refusal(path)


@pytest.mark.parametrize("encoding", ["gbk", "utf-16", "nonsense"])
def test_a_part_in_another_encoding_is_refused(encoding, good, refusal, tmp_path):
    def encoded(content):
        text = content.decode().replace("UTF-8", encoding).replace("</sheetData>", "<!--园区--></sheetData>")
        return text.encode("utf-16" if encoding == "utf-16" else "gbk")

    assert "文件已损坏" in refusal(repack(good, tmp_path / "bad.xlsx", **{FIRST_SHEET: encoded}))


def test_too_many_sheets_are_refused(good, refusal, tmp_path):
    book = openpyxl.load_workbook(good)
    for number in range(60):
        book.create_sheet(f"页{number}")
    book.save(tmp_path / "bad.xlsx")
    assert "工作表多于60张" in refusal(tmp_path / "bad.xlsx")


def test_a_text_that_is_not_in_the_list_of_texts_is_refused(good, refusal, tmp_path):
    cell = b'<row r="9"><c r="A9" t="s"><v>999999</v></c></row>'
    assert "读不出内容" in refusal(repack(good, tmp_path / "bad.xlsx", **{FIRST_SHEET: before_the_end(cell)}))


def test_cells_without_a_usable_value_are_problems_and_not_blanks(good, tmp_path):
    book = openpyxl.load_workbook(good)
    book["企业"]["D2"] = "=VLOOKUP(1,A1:B2,2)"
    book["检查隐患"]["I2"] = "#N/A"
    book["检查隐患"]["I2"].data_type = "e"
    book.save(tmp_path / "bad.xlsx")
    found = {(one.sheet, one.row, one.value): one.reason for one in read_workbook(tmp_path / "bad.xlsx").problems}
    assert found == {("企业", 2, ""): "公式没有保存计算结果", ("检查隐患", 2, "#N/A"): "公式出错"}

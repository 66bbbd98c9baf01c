"""The PDF says what the record says, laid out as an official paper, and can be kept: PDF/A with its fonts inside."""

import re
import shutil
from dataclasses import replace
from io import BytesIO

import pylopdf_fonts_zh_cn
import pytest
from pypdf import PdfReader

from core.paper import MISSING, Chart, Column, Figures, Section, Table, Text, outline
from data.documents.pdf import FontError, fonts, write_pdf
from tests.data.documents.papers import PAPERS, one_park_paper
from tests.papers import LONG, empty_paper, frozen, full_paper

NASTY = '#panic() $x$ *粗* _斜_ `码` @ref <l> \\ // 注 -- "引" = 一'


def read(paper, **options):
    return PdfReader(BytesIO(write_pdf(frozen(paper), **options)))


def words(paper):
    """All text in its order, without the spaces that lines and cells put between."""
    return squeezed("".join(page.extract_text() for page in read(paper).pages))


def squeezed(text):
    return re.sub(r"\s", "", text)


@pytest.mark.parametrize("paper", PAPERS)
def test_every_text_and_figure_of_the_record_is_in_it(paper):
    found = words(paper)
    for block, number in outline(paper):
        match block:
            case Section():
                wanted = [f"{number}{block.title}"]
            case Text():
                wanted = [f"{number}{block.text}"]
            case Figures():
                wanted = [one.text for one in block.figures]
            case Table():
                wanted = [column.written(value) for row in block.rows
                          for column, value in zip(block.columns, row, strict=True)]
            case Chart():
                wanted = [block.written(value) for one in block.series for value in one.values]
        assert [text for text in wanted if squeezed(text) not in found] == []


def test_letterhead_signature_and_stamp_are_in_it():
    one = frozen(full_paper())
    found = words(full_paper())
    letter = one.letter
    for text in (one.paper.title, letter.number, f"{letter.addressees}：", "2026年7月2日", f"抄送：{letter.copies}。",
                 f"（{letter.contact}）", "统计口径：范围为龙泉市", one.stamp.text, "—1—", "—2—"):
        assert squeezed(text) in found, text


def test_missing_figures_are_named():
    assert words(full_paper()).count(MISSING) >= 5


def test_it_is_marked_as_pdf_a_and_bears_every_font_inside():
    reader = read(full_paper())
    metadata = reader.trailer["/Root"]["/Metadata"].get_object().get_data().decode()
    assert re.search(r"pdfaid:part>2<", metadata)
    assert re.search(r"pdfaid:conformance>B<", metadata)
    faces = {
        str(font["/BaseFont"]): font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        for page in reader.pages for font in page["/Resources"]["/Font"].values()
    }
    assert {name.split("+")[1].split("-")[0] for name in faces} == {"NotoSerifSC", "NotoSansSC"}
    assert all("/FontFile3" in face or "/FontFile2" in face for face in faces.values())


def test_properties_name_the_paper():
    information = read(full_paper()).metadata
    assert information.title == full_paper().title
    assert information.author == frozen(full_paper()).letter.issuer
    assert information.creation_date.date() == frozen(full_paper()).letter.signed_on


def test_the_same_record_gives_the_same_bytes():
    assert write_pdf(frozen(full_paper())) == write_pdf(frozen(full_paper()))


def test_names_are_never_read_as_markup():
    table = Table(NASTY, NASTY, (Column(NASTY), Column("数", "number", "#x")), ((NASTY, 1.0), (LONG, None)))
    paper = replace(empty_paper(), title=NASTY, scope=NASTY, sections=(Section("one", NASTY, (Text(NASTY), table)),))
    assert words(paper).count(squeezed(NASTY)) >= 5
    assert squeezed(LONG) in words(paper)


def test_a_long_table_repeats_its_header_and_keeps_all_rows():
    rows = tuple((f"第{i}行", i) for i in range(90))
    table = Table("长。", "长表", (Column("唯一表头"), Column("数", "number")), rows)
    found = words(replace(empty_paper(), sections=(Section("one", "一", (table,)),)))
    assert found.count("唯一表头") >= 3
    assert [f"第{i}行" for i in range(90) if f"第{i}行" not in found] == []


def test_a_table_without_rows_says_that_there_are_none():
    table = Table("没有。", "空表", (Column("园区"), Column("数", "number")), ())
    assert "园区数无" in words(replace(empty_paper(), sections=(Section("one", "一", (table,)),)))


def test_fonts_of_the_folder_are_used_if_they_are_there(tmp_path):
    assert fonts.chosen(fonts.load(tmp_path))["body"] == [fonts.SERIF]
    assert fonts.chosen(fonts.load(tmp_path / "no-such-folder"))["heading"] == [fonts.SANS]
    shutil.copy(pylopdf_fonts_zh_cn.sans_path(), tmp_path / "fangsong.otf")
    assert read(one_park_paper(), fonts=tmp_path).pages


def test_a_broken_font_file_is_named(tmp_path):
    (tmp_path / "仿宋.ttf").write_bytes(b"not a font")
    with pytest.raises(FontError, match=r"仿宋\.ttf"):
        write_pdf(frozen(empty_paper()), tmp_path)


def test_a_needed_font_that_is_not_there_stops_the_paper(monkeypatch):
    monkeypatch.setitem(fonts.ROLES, "body", ("FangSong", "No Such Font"))
    with pytest.raises(FontError, match="No Such Font"):
        write_pdf(frozen(empty_paper()))

"""A Word file holds to GB/T 9704-2012 and to the frozen record, and stays editable."""

import re
import time
from dataclasses import replace
from io import BytesIO
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import etree

from core.paper import Chart, Column, Figures, PaperKind, Section, Series, Table, Text
from data.documents.chart_target import is_grid_line
from data.documents.word import write_word
from tests.papers import LONG, PARKS, empty_paper, frozen, full_paper

C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
MINUTES = replace(full_paper(), kind=PaperKind.MINUTES, title="龙泉市小微企业园联席会议纪要")


def opened(paper=None):
    return docx.Document(BytesIO(write_word(frozen(paper or full_paper()))))


def styled(document, style):
    return [one for one in document.paragraphs if one.style.style_id == style]


def texts(document, style):
    return [one.text.replace("\n", "") for one in styled(document, style)]


def one_section(*blocks):
    return replace(full_paper(), sections=(Section("one", "情况", blocks),))


def parts(paper=None):
    with ZipFile(BytesIO(write_word(frozen(paper or full_paper())))) as packed:
        return {name: packed.read(name) for name in packed.namelist()}


def line_of(style):
    """The spacing of lines of the style, or of the one it rests on."""
    found = style.element.find(f"{qn('w:pPr')}/{qn('w:spacing')}")
    return line_of(style.base_style) if found is None else found


def test_the_page_is_the_standards():
    section, = opened().sections
    sides = {"page_width": 210, "page_height": 297, "top_margin": 37, "left_margin": 28, "right_margin": 26,
             "bottom_margin": 35}
    off = {side: abs(getattr(section, side) - Mm(size)) for side, size in sides.items()}
    assert max(off.values()) < Mm(1), off
    grid = section._sectPr.find(qn("w:docGrid"))
    assert (grid.get(qn("w:type")), grid.get(qn("w:linePitch"))) == ("lines", "579")


@pytest.mark.parametrize(("style", "font", "points"), [
    ("BodyText", "仿宋", 16), ("Heading1", "黑体", 16), ("Heading2", "楷体", 16), ("Heading3", "仿宋", 16),
    ("Title", "方正小标宋_GBK", 22), ("PaperNumber", "仿宋", 16), ("Addressee", "仿宋", 16), ("Signature", "仿宋", 16),
    ("Remark", "仿宋", 16), ("Imprint", "仿宋", 14), ("PageNumber", "宋体", 14), ("Caption", "黑体", 12),
])
def test_fonts_and_sizes(style, font, points):
    found, = (one for one in opened().styles if one.style_id == style)
    assert found.element.rPr.rFonts.get(qn("w:eastAsia")) == font
    assert found.font.size.pt == points


@pytest.mark.parametrize("style", ["BodyText", "Heading1", "Heading2", "Heading3", "Addressee", "Signature"])
def test_22_lines_of_28_characters(style):
    found, = (one for one in opened().styles if one.style_id == style)
    line = line_of(found)
    assert (line.get(qn("w:line")), line.get(qn("w:lineRule"))) == ("579", "exact")
    assert found.element.rPr.find(qn("w:spacing")).get(qn("w:val")) == "-5"
    assert 22 * 28.95 <= (297 - 37 - 35) / 25.4 * 72 + 0.5
    assert 28 * 15.75 <= (210 - 28 - 26) / 25.4 * 72


def test_body_and_headings_are_indented_by_two_characters():
    document = opened()
    for style in ("BodyText", "Heading1", "Heading2", "Heading3", "Remark"):
        found, = (one for one in document.styles if one.style_id == style)
        assert found.element.pPr.find(qn("w:ind")).get(qn("w:firstLineChars")) == "200"


def test_no_font_is_named_that_lacks_rare_signs():
    found = parts()
    named = {name: set(re.findall(r'(?:eastAsia|typeface)="([^"]+)"', part.decode())) for name, part in found.items()
             if name.endswith((".xml", "/styles.xml")) and "theme" not in name}
    assert set().union(*named.values()) <= {"仿宋", "黑体", "楷体", "宋体", "方正小标宋_GBK", "zh-CN"}
    assert "垟" in found["word/document.xml"].decode()


def test_issuer_number_title_and_addressees_stand_in_their_order():
    document = opened()
    order = [one.style.style_id for one in document.paragraphs][:5]
    assert order == ["Issuer", "PaperNumber", "Title", "Addressee", "Heading1"]
    assert texts(document, "Issuer") == ["龙泉市小微企业园建设工作领导小组办公室"]
    assert texts(document, "PaperNumber") == ["简报〔2026〕12号"]
    assert texts(document, "Addressee") == ["各成员单位，各园区运营机构："]
    style, = (one for one in document.styles if one.style_id == "PaperNumber")
    rule = style.element.pPr.find(f"{qn('w:pBdr')}/{qn('w:bottom')}")
    assert rule.get(qn("w:color")) == "FF0000"


@pytest.mark.parametrize("paper", [full_paper(), empty_paper(), MINUTES], ids=["full", "empty", "minutes"])
def test_the_title_names_the_kind(paper):
    title, = texts(opened(paper), "Title")
    assert title == paper.title
    assert title.endswith(paper.kind.value)


@pytest.mark.parametrize(("title", "lines"), [
    ("关于龙泉市小微企业园运行情况的简报", ["关于龙泉市小微企业园运行情况的简报"]),
    ("关于2026年上半年龙泉市小微企业园入驻率偏低和红色预警整改落实情况的通报",
     ["关于2026年上半年龙泉市小微企业园", "入驻率偏低和红色预警整改落实情况的通报"]),
])
def test_a_long_title_breaks_between_words(title, lines):
    paragraph, = styled(opened(replace(full_paper(), title=title)), "Title")
    assert paragraph.text.split("\n") == lines


def test_headings_are_numbered_in_three_levels():
    document = opened()
    digits = "[一二三四五六七八九十]+"
    levels = {"Heading1": f"{digits}、", "Heading2": f"（{digits}）", "Heading3": r"\d+\."}
    for style, number in levels.items():
        assert all(re.match(number, one) for one in texts(document, style))
    headings = [one.text for one in document.paragraphs if one.style.style_id.startswith("Heading")]
    assert headings == ["一、总体情况", "二、预警情况", "（一）红色预警", "1.违规转租", "（二）橙色预警"]


def test_signature_contact_and_imprint_end_the_paper():
    document = opened()
    assert [one.style.style_id for one in document.paragraphs][-6:] == [
        "Signature", "Signature", "Remark", "Imprint", "Imprint", "End",
    ]
    assert texts(document, "Signature") == ["龙泉市小微企业园建设工作领导小组办公室", "2026年7月2日"]
    assert texts(document, "Remark") == ["（联系人：演示，电话：0578-0000000）"]
    assert texts(document, "Imprint") == [
        "　抄送：市委办公室，市政府办公室。", "　龙泉市小微企业园建设工作领导小组办公室\t2026年7月2日印发",
    ]
    frames = [one._p.pPr.find(qn("w:framePr")) for one in styled(document, "Imprint")]
    assert {one.get(qn("w:yAlign")) for one in frames} == {"bottom"}


def test_what_the_letter_leaves_blank_is_left_out():
    full = frozen(full_paper())
    bare = replace(full, letter=replace(full.letter, addressees="", copies="", contact=""))
    document = docx.Document(BytesIO(write_word(bare)))
    assert not styled(document, "Addressee")
    assert not styled(document, "Remark")
    assert len(styled(document, "Imprint")) == 1


def test_page_numbers_stand_outside_and_the_stamp_under_them():
    document = opened()
    assert document.settings.odd_and_even_pages_header_footer
    section, = document.sections
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        number, stamp = footer.paragraphs
        assert number.text == "— 1 —"
        assert "PAGE" in "".join(number._p.itertext())
        assert number._p.pPr.find(qn("w:jc")).get(qn("w:val")) == side
        assert number._p.pPr.find(qn("w:ind")).get(qn(f"w:{side}Chars")) == "100"
        assert stamp.text == frozen(full_paper()).stamp.text


@pytest.mark.parametrize("paper", [full_paper(), empty_paper(), MINUTES], ids=["full", "empty", "minutes"])
def test_sentences_have_full_width_punctuation_and_days_without_noughts(paper):
    document = opened(paper)
    words = [text for style in ("BodyText", "Addressee", "Signature", "Imprint", "Title")
             for text in texts(document, style)]
    assert not [one for one in words if re.search(r"[\u4e00-\u9fff][,;:!?]|[,;:!?][\u4e00-\u9fff]|\.$", one)]
    assert not [one for one in words if re.search(r"年0|月0|\d{4}-\d{2}-\d{2}", one)]
    assert not [one for one in words if re.search(r"[\[（(【]20\d\d[\]）)】]", one)]


def test_a_statement_that_was_just_said_is_not_said_again():
    said = texts(opened(), "BodyText")
    assert len([one for one in said if "入驻率86.2%" in one]) == 1
    assert said.count("上垟青瓷小镇产业园入驻率最低，为61.3%。") == 1


def test_the_basis_of_the_figures_comes_last_and_minutes_name_the_rules_alone():
    assert texts(opened(), "BodyText")[-1] == (
        "统计口径：范围为龙泉市，数据截至2026年6月30日，与2025年12月31日比较，依据龙政办发〔2022〕43号（2022年8月24日起施行）。"
    )
    assert texts(opened(MINUTES), "BodyText")[-1] == "依据：龙政办发〔2022〕43号（2022年8月24日起施行）。"


def cells(table):
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_every_cell_is_the_frozen_one():
    wanted = []
    for _, block in full_paper().pictures():
        if isinstance(block, Figures):
            rows = [[one.label, one.text, one.change or "—", one.note or "—"] for one in block.figures]
            wanted.append([["指标", "数值", "变化", "说明"], *rows])
        elif isinstance(block, Table):
            rows = [[column.written(value) for column, value in zip(block.columns, row, strict=True)]
                    for row in block.rows]
            wanted.append([[column.header for column in block.columns], *rows])
    assert [cells(table) for table in opened().tables] == wanted


def test_missing_is_said_and_never_nought():
    text = "\n".join(one.text for one in opened().paragraphs)
    assert "无数据：竹垟畲族乡食用菌加工园（本期）、龙渊汽车空调零部件产业园（2025年末）" in text
    alerts = cells(opened().tables[1])
    assert alerts[2][2:] == ["无数据", "0.0", "无数据"]


def test_tables_repeat_their_header_keep_their_rows_and_fill_the_text():
    for table in opened().tables:
        heads = [row._tr.trPr.find(qn("w:tblHeader")) is not None for row in table.rows]
        assert heads == [True, *[False] * (len(heads) - 1)]
        assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)
        assert sum(int(one.get(qn("w:w"))) for one in table._tbl.tblGrid) == 8844
        caption = table._tbl.getprevious()
        assert caption.pPr.pStyle.get(qn("w:val")) == "Caption"
        assert not caption.pPr.findall(qn("w:keepNext"))  # the style's holds
    style, = (one for one in opened().styles if one.style_id == "Caption")
    assert style.paragraph_format.keep_with_next


def test_numbers_stand_on_the_right():
    table = opened().tables[1]
    aligned = [cell.paragraphs[0]._p.pPr.find(qn("w:jc")).get(qn("w:val")) for cell in table.rows[1].cells]
    assert aligned == ["left", "left", "right", "right", "center"]


def test_a_table_of_nothing_says_so():
    table, = opened(one_section(Table("没有预警。", "预警", (Column("园区"), Column("对象")), ()))).tables
    assert cells(table)[1:] == [["无", "无"]]


def test_a_formula_stays_text_and_stray_control_characters_go():
    assert '=HYPERLINK("http://x")' in {cell for row in cells(opened().tables[1]) for cell in row}
    odd = one_section(Text("甲\x07乙&<丙>"), Table("表。", "表\x01", (Column("园\x02区"),), (("丁\x00",),)))
    assert texts(opened(odd), "BodyText")[0] == "甲乙&<丙>"


@pytest.mark.parametrize("columns", [1, 2, 8, 14])
def test_columns_always_fill_the_width(columns):
    row = tuple(LONG if place % 3 == 0 else place for place in range(columns))
    kinds = [Column("很长的一个表头名称", "text" if place % 3 == 0 else "number", "万元") for place in range(columns)]
    table, = opened(one_section(Table("表。", "表", tuple(kinds), (row,)))).tables
    widths = [int(one.get(qn("w:w"))) for one in table._tbl.tblGrid]
    assert sum(widths) == 8844
    assert min(widths) > 100


def charts(paper):
    return [block for _, block in paper.pictures() if isinstance(block, Chart)]


def test_charts_are_native_and_their_workbook_opens_with_the_frozen_numbers():
    found = parts()
    for number, chart in enumerate(charts(full_paper()), start=1):
        wanted = [(one.name, one.values) for one in chart.series]
        if chart.target is not None and not is_grid_line(chart):
            wanted.append((chart.target_label, (chart.target,) * len(chart.categories)))
        sheet = openpyxl.load_workbook(BytesIO(found[f"word/embeddings/chart{number}.xlsx"])).active
        names, *columns = ([cell.value for cell in column] for column in sheet.columns)
        assert tuple(names[1:]) == chart.categories
        assert [(column[0], tuple(column[1:])) for column in columns] == wanted
        space = etree.fromstring(found[f"word/charts/chart{number}.xml"])
        for series, (name, values) in zip(space.iter(f"{C}ser"), wanted, strict=True):
            points = {int(one.get("idx")): float(one.findtext(f"{C}v")) for one in series.iterfind(f"{C}val//{C}pt")}
            assert series.findtext(f"{C}tx//{C}v") == name
            assert points == {place: value for place, value in enumerate(values) if value is not None}
        assert space.find(f"{C}externalData") is not None


def test_charts_say_in_words_what_they_show_and_are_named_beneath():
    document = opened()
    described = [one.get("descr") for one in document.element.body.iter(qn("wp:docPr"))]
    assert described[0].startswith("各园区入驻率。上垟青瓷小镇产业园入驻率最低")
    assert [one for one in texts(document, "Caption") if one.startswith("图")] == [
        "图1　各园区入驻率", "图2　各月末预警数（单位：条）", "图3　履约得分（单位：分）",
        "图4　承诺与实际（单位：万元/亩）",
    ]


def test_a_chart_without_a_value_says_so():
    nothing = replace(charts(full_paper())[0], series=(Series("本期", (None,) * 4),), target=None)
    document = opened(one_section(nothing))
    assert texts(document, "Note") == ["无数据。"]
    assert not list(document.element.body.iter(qn("w:drawing")))


def test_the_same_record_gives_the_same_bytes():
    assert write_word(frozen(full_paper())) == write_word(frozen(full_paper()))


def test_the_file_says_whose_it_is():
    properties = opened().core_properties
    assert (properties.title, properties.subject) == (full_paper().title, "简报")
    assert properties.created.date() == frozen(full_paper()).letter.signed_on
    assert properties.identifier == frozen(full_paper()).stamp.hash


@pytest.mark.parametrize("issuer", ["龙泉市小微企业园办", LONG])
def test_an_issuer_of_any_length_fits(issuer):
    full = frozen(full_paper())
    named = replace(full, letter=replace(full.letter, issuer=issuer))
    document = docx.Document(BytesIO(write_word(named)))
    assert texts(document, "Issuer") == [issuer]
    letters = styled(document, "Issuer")[0].runs[0]
    percent = int(letters._r.rPr.find(qn("w:w")).get(qn("w:val")))
    longest = max(map(len, styled(document, "Issuer")[0].text.split("\n")))
    assert longest * letters.font.size.pt * percent / 100 <= 442.2


def test_a_long_paper_is_written_at_once():
    columns = (Column("园区"), Column("企业"), *(Column(f"指标{one}", "number") for one in range(6)))
    rows = tuple((PARKS[row % 4], LONG, *(row * 1.5,) * 6) for row in range(40))
    blocks = [block for place in range(12) for block in (
        Text("运行总体平稳。" * 60), Table("如下表。", f"表{place}", columns, rows), charts(full_paper())[place % 4],
    )]
    start = time.process_time()
    write_word(frozen(one_section(*blocks)))
    assert time.process_time() - start < 1.5


ORDERS = {
    "pPr": "pStyle keepNext keepLines framePr widowControl pBdr tabs autoSpaceDE autoSpaceDN snapToGrid spacing ind jc "
           "outlineLvl",
    "rPr": "rFonts b color spacing w sz szCs lang", "tcPr": "tcW gridSpan vAlign",
    "tblPr": "tblW jc tblInd tblBorders tblLayout tblCellMar", "pBdr": "top left bottom right between",
    "sectPr": "footerReference pgSz pgMar pgNumType docGrid", "style": "name basedOn qFormat pPr rPr tblPr",
}
"""Of the schema: Word refuses a file, or drops what it does not expect."""
CHART_ORDERS = {
    "ser": "idx order tx spPr invertIfNegative marker dLbls cat val smooth",
    "barChart": "barDir grouping varyColors ser gapWidth overlap axId",
    "lineChart": "grouping varyColors ser marker smooth axId",
    "valAx": "axId scaling delete axPos majorGridlines numFmt majorTickMark minorTickMark tickLblPos spPr txPr crossAx "
             "crosses majorUnit",
    "dLbl": "idx layout numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent "
            "showBubbleSize",
    "scaling": "logBase orientation max min",
    "dLbls": "dLbl numFmt spPr txPr dLblPos showLegendKey showVal showCatName showSerName showPercent showBubbleSize "
             "extLst",
    "chart": "autoTitleDeleted plotArea legend plotVisOnly dispBlanksAs",
    "plotArea": "layout barChart lineChart catAx valAx",
    "chartSpace": "date1904 roundedCorners chart spPr txPr externalData",
}


@pytest.mark.parametrize(("parent", "order"), [
    *((qn(f"w:{name}"), order) for name, order in ORDERS.items()),
    *((f"{C}{name}", order) for name, order in CHART_ORDERS.items()),
])
def test_elements_stand_in_the_order_of_the_schema(parent, order):
    ours = ("word/document", "word/styles", "word/footer", "word/charts")
    for name, part in parts().items():
        if not name.startswith(ours) or name.endswith(".rels"):
            continue
        for element in etree.fromstring(part).iter(parent):
            children = [etree.QName(one).localname for one in element]
            assert children == sorted(children, key=order.split().index), (name, children)

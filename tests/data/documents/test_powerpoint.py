"""A deck is shown to the joint meeting: one statement and one picture a slide, nothing cut off, everything editable."""

import re
from dataclasses import replace
from functools import cache
from io import BytesIO
from itertools import combinations

import pylopdf_fonts_zh_cn
import pytest
from openpyxl import load_workbook
from PIL import ImageFont
from pptx import Presentation
from pptx.enum.shapes import MSO_SHAPE_TYPE
from pptx.oxml.ns import qn

from core.paper import MISSING, Chart, ChartForm, Column, Figure, Figures, Section, Series, Table, Text
from core.slides import slides
from data.documents.chart_target import has_own_series
from data.documents.native_chart import is_drawable
from data.documents.powerpoint import write_powerpoint
from tests.data.documents.papers import PAPERS
from tests.papers import LONG, PARKS, empty_paper, frozen, full_paper

EMU_IN_POINT = 12700
LINE = 1.2
WIDE = Table("指标较多。", "逐项情况", (
    Column("园区"), Column("企业"), Column("合同编号"), Column("情形"), Column("2025年12月31日", "percent"),
    Column("引入本产业即达标", "number", "㎡"), Column("税收", "number", "万元"), Column("到期日期", "day"),
), tuple((PARKS[row % 4], LONG if row == 3 else "演示菌业有限公司", f"HT331181001{row:04}", "连续两个评价年度不合格",
          0.8345 + row / 1000, 12345.6, None if row == 5 else 4.35, "2026-06-30") for row in range(23)))
PILES = Chart("各园区构成不一。", "各园区构成", ChartForm.STACKED, tuple(f"上垟{name}" for name in PARKS * 2), tuple(
    Series(name, tuple(round((place + 1) * share, 2) for place in range(8)), name) for name, share in (
        ("已租", 3.21), ("已售", 0.02), ("空置", 0.3), ("停用", 0.01), ("在建", 0.0))), unit="万㎡", decimals=2)
CHANGE = "较2025年末上升3.1个百分点"
CARDS = Figures(f"{LONG}等单位的指标均已核实，截至2026年6月30日，{CHANGE}，居全市首位。", "指标", tuple(
    Figure(f"2025年度亩均税收{place}", 12345.6 * place, unit="万元/亩", change=CHANGE, note=f"口径：{LONG}")
    for place in range(1, 9)))


def crowded_paper():
    """Long names, many columns, many rows, small parts of piles, eight figures."""
    bars = replace(next(one for _, one in full_paper().pictures() if isinstance(one, Chart)), categories=(
        LONG, "上垟青瓷小镇产业园", *(f"竹垟畲族乡第{place}食用菌加工园" for place in range(14))), series=tuple(
        Series(f"{year}年末", tuple(0.5 + place / 40 for place in range(16))) for year in (2025, 2026)))
    return replace(full_paper(), title=f"关于{LONG}清退事项议题材料", sections=(
        Section("one", "总体情况", (CARDS, bars)), Section("two", "逐项情况", (Text("见下表。"), WIDE, PILES)),
    ), rules=("龙政办发〔2022〕43号（2022-08-24起施行）", "浙小微园办〔2022〕3号（2022-06-01起施行）"))


DECKS = [*PAPERS, pytest.param(crowded_paper(), id="crowded")]
every_deck = pytest.mark.parametrize("paper", DECKS)


@cache
def opened(paper):
    return Presentation(BytesIO(write_powerpoint(frozen(paper))))


def shown(paper):
    """Slides as written beside those of the record, without the cover."""
    return list(zip(opened(paper).slides, slides(paper), strict=True))[1:]


def text_of(shape):
    return shape.text_frame.text if shape.has_text_frame else ""


def everything(slide):
    return "\n".join(map(text_of, slide.shapes))


def box(shape):
    return shape.left, shape.top, shape.left + shape.width, shape.top + shape.height


def pictures(slide):
    """Charts, tables and groups of cards."""
    return [one for one in slide.shapes if one.has_chart or one.has_table]


def cells(shape):
    return [[cell.text_frame.text for cell in row.cells] for row in shape.table.rows]


@every_deck
def test_it_has_the_slides_of_the_screen_in_their_order_on_16_to_9(paper):
    deck = opened(paper)
    assert deck.slide_width / deck.slide_height == pytest.approx(16 / 9, abs=0.001)
    assert deck.slides[0].shapes.title.text_frame.text.replace("\n", "") == paper.title
    for slide, record in shown(paper):
        said = slide.shapes.title.text_frame.text
        assert record.statement.startswith(said.removesuffix("…"))
        assert record.section in everything(slide)


@every_deck
def test_a_slide_bears_one_statement_and_one_picture(paper):
    for slide, record in shown(paper):
        titles = [one for one in slide.placeholders if one.placeholder_format.type is not None]
        assert [one.text_frame.text for one in titles] == [slide.shapes.title.text_frame.text]
        is_native = isinstance(record.picture, Table) or (
            isinstance(record.picture, Chart) and is_drawable(record.picture))
        assert len(pictures(slide)) == is_native


def test_a_statement_that_fits_is_never_cut():
    for paper in (full_paper(), empty_paper()):
        assert [slide.shapes.title.text_frame.text for slide, _ in shown(paper)] == [
            record.statement for _, record in shown(paper)]


@every_deck
def test_charts_are_native_and_bring_the_workbook_they_rest_on(paper):
    for slide, record in shown(paper):
        for shape in pictures(slide):
            if not shape.has_chart:
                continue
            chart = record.picture
            wanted = [(one.name, list(one.values)) for one in chart.series]
            if has_own_series(chart):
                wanted.append((chart.target_label, [chart.target] * len(chart.categories)))
            assert [(one.name, list(one.values)) for plot in shape.chart.plots for one in plot.series] == wanted
            sheet = load_workbook(BytesIO(shape.chart.part.chart_workbook.xlsx_part.blob)).active
            names, *columns = ([cell.value for cell in column] for column in sheet.columns)
            assert tuple(names[1:]) == chart.categories
            assert [(column[0], column[1:]) for column in columns] == wanted


@every_deck
def test_tables_are_native_with_every_cell_of_the_record(paper):
    for slide, record in shown(paper):
        for shape in pictures(slide):
            if shape.has_table:
                columns = record.picture.columns
                assert cells(shape) == [[one.header for one in columns], *(
                    [column.written(value) for column, value in zip(columns, row, strict=True)]
                    for row in record.picture.rows)]


def test_a_long_table_goes_over_slides_of_about_the_same_height_and_loses_no_row():
    parts = [shape for slide, _ in shown(crowded_paper()) for shape in pictures(slide) if shape.has_table]
    rows = [row for shape in parts for row in cells(shape)[1:]]
    assert [row[2] for row in rows] == [row[2] for row in WIDE.rows]
    counts = [len(cells(shape)) for shape in parts]
    assert max(counts) - min(counts) <= 2


@every_deck
def test_every_slide_bears_its_number_and_a_source_with_day_rules_and_hash(paper):
    one, deck = frozen(paper), opened(paper)
    for number, slide in enumerate(deck.slides, start=1):
        words = everything(slide)
        assert "截至2026年6月30日" in words
        assert one.stamp.hash[:16] in words
        assert all(rule in words for rule in paper.rules)
        if number > 1:
            assert f"{number} / {len(deck.slides)}" in words
            assert [one.get("type") for one in slide._element.iter(qn("a:fld"))] == ["slidenum"]


@every_deck
def test_nothing_lies_outside_the_slide(paper):
    deck = opened(paper)
    for slide in deck.slides:
        for shape in slide.shapes:
            left, top, right, bottom = box(shape)
            assert min(left, top) >= 0
            assert right <= deck.slide_width
            assert bottom <= deck.slide_height


def is_ground(shape):
    """A filled rectangle behind texts."""
    return shape.shape_type == MSO_SHAPE_TYPE.AUTO_SHAPE and not text_of(shape)


def overlap(one, other):
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def is_within(inner, outer):
    return inner[0] >= outer[0] and inner[1] >= outer[1] and inner[2] <= outer[2] and inner[3] <= outer[3]


@every_deck
def test_no_two_shapes_cover_each_other_but_a_text_on_its_own_ground(paper):
    for slide in opened(paper).slides:
        for one, other in combinations(slide.shapes, 2):
            if overlap(box(one), box(other)):
                pairs = ((one, other), (other, one))
                assert any(is_ground(outer) and is_within(box(inner), box(outer)) for inner, outer in pairs), (
                    text_of(one), text_of(other))


@cache
def letters(points):
    """The font itself, and not our own estimate."""
    return ImageFont.truetype(str(pylopdf_fonts_zh_cn.sans_path()), round(points * 10))


def line_count(text, width, points):
    """Lines by the font's own widths, words and numbers kept whole."""
    count, used = 1, 0.0
    for word in re.findall(r"[!-~]+|.", text):
        wide = letters(points).getlength(word) / 10
        if used and used + wide > width:
            count, used = count + 1, 0.0
        used += wide
    return count


def height(frame, width):
    """Points that the paragraphs of a frame take at that width."""
    return sum(
        line_count(one.text, width, one.runs[0].font.size.pt) * one.runs[0].font.size.pt * LINE
        for one in frame.paragraphs if one.runs
    )


@every_deck
def test_no_text_is_higher_than_its_box(paper):
    for slide in opened(paper).slides:
        for shape in slide.shapes:
            if shape.has_text_frame and shape.text_frame.text:
                wide = shape.width / EMU_IN_POINT
                assert height(shape.text_frame, wide) <= shape.height / EMU_IN_POINT + 0.5, text_of(shape)


@every_deck
def test_no_cell_is_higher_than_its_row_and_no_table_than_its_place(paper):
    for slide, _ in shown(paper):
        for shape in pictures(slide):
            if not shape.has_table:
                continue
            assert sum(row.height for row in shape.table.rows) <= shape.height + EMU_IN_POINT
            for row in shape.table.rows:
                for cell, column in zip(row.cells, shape.table.columns, strict=True):
                    wide = (column.width - cell.margin_left - cell.margin_right) / EMU_IN_POINT
                    room = (row.height - cell.margin_top - cell.margin_bottom) / EMU_IN_POINT
                    assert height(cell.text_frame, wide) <= room + 0.5, cell.text_frame.text


@every_deck
def test_letters_can_be_read_from_the_back(paper):
    for slide, _ in shown(paper):
        for shape in slide.shapes:
            frames = [cell.text_frame for row in shape.table.rows for cell in row.cells] if shape.has_table else (
                [shape.text_frame] if shape.has_text_frame and "校验值" not in text_of(shape) else [])
            sizes = [run.font.size.pt for frame in frames for one in frame.paragraphs for run in one.runs]
            assert min(sizes, default=12) >= 12


def test_numbers_of_contracts_and_days_are_never_broken():
    for slide, _ in shown(crowded_paper()):
        for shape in pictures(slide):
            if shape.has_table:
                for place in (2, 7):
                    column = shape.table.columns[place]
                    for row in list(shape.table.rows)[1:]:
                        cell = row.cells[place]
                        wide = (column.width - cell.margin_left - cell.margin_right) / EMU_IN_POINT
                        size = cell.text_frame.paragraphs[0].runs[0].font.size.pt
                        assert letters(size).getlength(cell.text_frame.text) / 10 <= wide


def test_names_of_any_length_and_rare_signs_come_through():
    words = "\n".join(everything(slide) for slide in opened(full_paper()).slides)
    table = next(shape for slide, _ in shown(full_paper()) for shape in pictures(slide) if shape.has_table)
    assert LONG in {cell for row in cells(table) for cell in row}
    assert "上垟青瓷小镇产业园" in words


def test_a_missing_figure_says_so():
    found = [slide for slide, record in shown(full_paper()) if isinstance(record.picture, Figures)]
    assert MISSING in everything(found[0])
    table = next(shape for slide, _ in shown(full_paper()) for shape in pictures(slide) if shape.has_table)
    assert cells(table)[2][2:] == [MISSING, "0.0", MISSING]
    bars = next(slide for slide, record in shown(full_paper()) if record.statement.startswith("上垟"))
    assert "无数据：竹垟畲族乡食用菌加工园（本期）" in everything(bars)


def test_a_chart_without_any_figure_says_so():
    chart = Chart("没有数据。", "空", ChartForm.LINES, ("2025", "2026"), (Series("得分", (None, float("nan"))),))
    paper = replace(empty_paper(), sections=(Section("one", "一", (chart,)),))
    [(slide, _)] = shown(paper)
    assert not pictures(slide)
    assert MISSING in everything(slide)


def test_a_paper_without_pictures_is_a_cover():
    assert len(opened(empty_paper()).slides) == 1


def test_chinese_and_latin_letters_have_chinese_fonts():
    deck = opened(full_paper())
    theme = next(one.target_part.blob.decode() for one in deck.slide_master.part.rels.values()
                 if one.reltype.endswith("/theme"))
    assert re.findall(r'<a:latin typeface="([^"]+)"/><a:ea typeface="([^"]+)"/>', theme) == [
        ("Microsoft YaHei", "微软雅黑")] * 2
    for slide, _ in shown(full_paper()):
        for shape in pictures(slide):
            if shape.has_chart:
                xml = shape.chart.part.blob.decode()
                assert set(re.findall(r'<a:(?:latin|ea) typeface="([^"]+)"', xml)) == {"微软雅黑"}
        own = {one.get("typeface") for one in slide._element.iter(qn("a:latin"), qn("a:ea"))}
        assert not own  # the theme's holds


def test_the_words_of_a_section_are_notes():
    slide, _ = shown(full_paper())[0]
    assert slide.notes_slide.notes_text_frame.text == next(
        block.text for block in full_paper().sections[0].blocks if isinstance(block, Text))


def test_small_parts_of_a_pile_bear_their_values_beside_it():
    chart = next(shape for slide, record in shown(crowded_paper()) for shape in pictures(slide)
                 if record.picture == PILES).chart
    moved = {series.name: len(series._element.findall(f"{qn('c:dLbls')}/{qn('c:dLbl')}")) for series in
             chart.plots[0].series}
    assert moved["已租"] < 8
    assert moved["已售"] == moved["停用"] == 8
    assert moved["在建"] == 0  # a nought has no part


def test_the_same_record_gives_the_same_bytes():
    assert write_powerpoint(frozen(full_paper())) == write_powerpoint(frozen(full_paper()))

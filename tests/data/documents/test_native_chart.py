"""A chart keeps its numbers, its gaps and its words when it becomes a native one."""

from dataclasses import replace
from io import BytesIO

import openpyxl
import pytest
from lxml import etree

from core.paper import Chart, ChartForm, Series
from data.documents.chart_style import Style
from data.documents.chart_target import is_grid_line
from data.documents.native_chart import NativeChart, caption, is_drawable, missing_words
from data.documents.palette import CATEGORIES, PRIMARY, TONES, series_colours
from pages.parts import look
from tests.papers import full_paper

CHARTS = [block for _, block in full_paper().pictures() if isinstance(block, Chart)]
BARS, STACKED, LINES, COLUMNS = CHARTS
C = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"


def native(chart):
    return NativeChart(chart, Style("宋体"))


def drawn(chart):
    return etree.fromstring(native(chart).xml)


def cached(chart):
    """Every series as the drawing remembers it: name and values, a gap as None."""
    for series in drawn(chart).iter(f"{C}ser"):
        cache = series.find(f"{C}val//{C}numCache")
        values = [None] * int(cache.find(f"{C}ptCount").get("val"))
        for point in cache.iter(f"{C}pt"):
            values[int(point.get("idx"))] = float(point.findtext(f"{C}v"))
        yield series.findtext(f"{C}tx//{C}v"), tuple(values)


def expected(chart):
    series = [(one.name, one.values) for one in chart.series]
    has_series = chart.target is not None and not is_grid_line(chart)
    return series + [(chart.target_label, (chart.target,) * len(chart.categories))] * has_series


@pytest.mark.parametrize("chart", CHARTS, ids=lambda one: one.title)
def test_drawing_and_workbook_hold_the_frozen_numbers_and_gaps(chart):
    assert list(cached(chart)) == expected(chart)
    sheet = openpyxl.load_workbook(BytesIO(native(chart).xlsx_blob)).active
    columns = [tuple(cell.value for cell in column) for column in sheet.columns]
    assert columns[0][1:] == chart.categories
    assert [(column[0], column[1:]) for column in columns[1:]] == expected(chart)


def test_a_text_in_the_workbook_never_is_a_formula():
    chart = replace(BARS, categories=("=1+1", "@a", "http://x", "-1"), series=(Series("=2+2", (1, 2, 3, 4)),))
    sheet = openpyxl.load_workbook(BytesIO(native(chart).xlsx_blob)).active
    assert {cell.data_type for cell in [*sheet["A"][1:], sheet["B1"]]} == {"s"}


def test_the_same_chart_gives_the_same_bytes():
    assert native(LINES).xml == native(LINES).xml
    assert native(LINES).xlsx_blob == native(LINES).xlsx_blob


def test_gaps_stay_gaps_and_are_named():
    assert drawn(LINES).find(f".//{C}dispBlanksAs").get("val") == "gap"
    assert missing_words(BARS) == "无数据：竹垟畲族乡食用菌加工园（本期）、龙渊汽车空调零部件产业园（2025年末）"
    single = replace(BARS, series=(Series("本期", (0.95, float("nan"), None, 0.0)),))
    assert missing_words(single) == "无数据：上垟青瓷小镇产业园、竹垟畲族乡食用菌加工园"
    assert missing_words(STACKED) == ""


def test_nothing_to_draw_is_seen():
    assert not is_drawable(replace(BARS, series=(Series("本期", (None, None, None, None)),)))
    assert not is_drawable(replace(BARS, categories=(), series=(Series("本期", ()),)))
    assert is_drawable(BARS)


def test_the_target_of_lying_bars_is_a_line_of_the_grid_with_its_name():
    values = drawn(BARS).find(f".//{C}valAx")
    assert values.find(f"{C}majorUnit").get("val") == "0.7"
    assert values.find(f"{C}numFmt").get("formatCode") == '[>0.35]"下限70%";""'


def test_a_scale_with_room_for_two_such_lines_shows_the_target_as_a_series():
    wide = replace(BARS, series=(Series("本期", (0.95, 1.9, None, 0.88)),))
    assert list(cached(wide))[-1] == ("下限70%", (0.7,) * 4)


@pytest.mark.parametrize("form", [ChartForm.COLUMNS, ChartForm.STACKED, ChartForm.LINES])
def test_the_target_of_upright_charts_is_a_line(form):
    lines = drawn(replace(LINES, form=form)).findall(f".//{C}lineChart/{C}ser")
    assert lines[-1].findtext(f"{C}tx//{C}v") == "合格60分"


def test_the_caption_bears_the_unit():
    assert caption(STACKED) == "各月末预警数（单位：条）"
    assert caption(BARS) == "各园区入驻率"


def test_colours_are_those_of_a_light_screen():
    assert look.PRIMARY.light == f"#{PRIMARY}"
    assert tuple(f"#{one}" for one in CATEGORIES) == look.CATEGORIES
    marks = {mark.word: mark.tone.light for mark in [*look.LEVELS.values(), *look.SPACE_STATES.values()]}
    named = {word: f"#{TONES[key]}" for word in marks for key in (word[0], word) if key in TONES}
    assert named == {word: tone for word, tone in marks.items() if word != "利好"}


def test_a_tone_wins_over_the_palette():
    assert series_colours(STACKED.series) == [TONES["红"], TONES["橙"]]
    assert series_colours(BARS.series[:1]) == [PRIMARY]
    assert series_colours(BARS.series) == list(CATEGORIES[:2])

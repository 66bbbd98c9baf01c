"""The drawing of a chart says every known figure, names what is missing, and stays within its picture."""

from dataclasses import replace
from xml.etree import ElementTree

import pytest

from core.paper import MISSING, Chart, ChartForm, Series
from data.documents.drawing import DARK, LIGHT, draw, fitting_height
from data.documents.drawing.svg import shortened, width_of, wrapped
from tests.papers import LONG, PARKS, full_paper

CHARTS = [block for _, block in full_paper().pictures() if isinstance(block, Chart)]
FORMS = [pytest.param(chart, id=chart.form) for chart in CHARTS]
TEXT = "{http://www.w3.org/2000/svg}text"
SIZES = [(450, 210), (1760, 780), (300, 120)]


def texts(svg):
    return [one.text for one in parsed(svg).iter(TEXT)]


def parsed(svg):
    return ElementTree.fromstring(svg)


@pytest.mark.parametrize("chart", FORMS)
def test_every_known_figure_is_written_as_in_all_papers(chart):
    found = texts(draw(chart, 1760, 780))
    wanted = [chart.written(value) for one in chart.series for value in one.values if value is not None]
    assert [text for text in wanted if text not in found] == []


@pytest.mark.parametrize("chart", FORMS)
def test_a_missing_figure_is_named_and_never_drawn_as_zero(chart):
    gaps = sum(value is None for one in chart.series for value in one.values)
    svg = draw(chart, 900, 400)
    assert texts(svg).count(MISSING) == gaps
    assert chart.written(0.0) not in texts(svg) or chart.form in (ChartForm.COLUMNS, ChartForm.STACKED, ChartForm.LINES)


@pytest.mark.parametrize("chart", FORMS)
@pytest.mark.parametrize("size", SIZES, ids=str)
def test_nothing_lies_outside_the_picture(chart, size):
    width, height = size
    for one in parsed(draw(chart, width, height)).iter(TEXT):
        wide = width_of(one.text, float(one.get("font-size")))
        left = float(one.get("x")) - wide * {"start": 0, "middle": 0.5, "end": 1}[one.get("text-anchor")]
        assert left >= -1, one.text
        assert left + wide <= width + 1, one.text
        assert 0 <= float(one.get("y")) <= height + 1, one.text


@pytest.mark.parametrize("form", ChartForm)
def test_a_chart_without_any_figure_says_so(form):
    assert texts(draw(replace(CHARTS[0], form=form, series=(Series("本期", (None,) * 4),)), 450, 210)) == [MISSING]
    assert texts(draw(replace(CHARTS[0], form=form, categories=(), series=()), 450, 210)) == [MISSING]


@pytest.mark.parametrize("form", ChartForm)
def test_one_point_zero_and_negative_values_can_be_drawn(form):
    for values in ((0.0,), (-2.5,), (1e9,), (float("nan"),)):
        chart = Chart("", "一点", form, ("2025",), (Series("本期", values),), decimals=2)
        assert chart.written(values[0]) in texts(draw(chart, 450, 210))


def test_names_come_out_literally():
    chart = replace(CHARTS[0], categories=("<script>&\"'", "a\x00b", "#$*_", LONG))
    found = "".join(texts(draw(chart, 1760, 780)))
    assert "<script>&\"'" in found
    assert "ab" in found
    assert "#$*_" in found


def test_long_names_take_two_lines_and_end_with_dots():
    assert wrapped("安仁竹木产业园", 50, 10) == ["安仁竹木", "产业园"]
    first, last = wrapped(LONG, 100, 10)
    assert last.endswith("…")
    assert max(width_of(first, 10), width_of(last, 10)) <= 100
    assert shortened("园区", 20, 10) == "园区"


def test_a_number_is_not_cut_in_two():
    assert wrapped("承诺每年20000万元", 80, 10)[0] == "承诺每年"


def test_warning_levels_bear_their_marks():
    assert [text for text in texts(draw(CHARTS[1], 900, 400)) if text in "●◆▲■"] == ["●", "◆"]


def test_one_series_is_celadon_and_levels_keep_their_colours():
    one = replace(CHARTS[0], series=CHARTS[0].series[:1])
    assert "#1E6F6B" in draw(one, 450, 210)
    assert "#4FB3AB" in draw(one, 450, 210, theme=DARK)
    assert "#B4232C" in draw(CHARTS[1], 450, 210, theme=LIGHT)


def test_more_names_make_more_height():
    many = replace(CHARTS[0], categories=PARKS * 5, series=(Series("本期", (1.0,) * 20),))
    assert fitting_height(many, 450, 9) > fitting_height(CHARTS[0], 450, 9)
    assert fitting_height(CHARTS[2], 450, 9) < 450


def test_the_same_chart_gives_the_same_picture():
    assert draw(CHARTS[2], 450, 210) == draw(CHARTS[2], 450, 210)


def test_a_pile_bears_every_value_and_too_many_piles_bear_none():
    shares = {"已租": 3.21, "已售": 0.02, "停用": 0.01}
    series = tuple(Series(name, (share,) * 4, name) for name, share in shares.items())
    few = Chart("", "构成", ChartForm.STACKED, PARKS, series, decimals=2)
    many = replace(few, categories=PARKS * 8, series=tuple(replace(one, values=one.values * 8) for one in series))
    for text in ("3.21", "0.02", "0.01", "3.24"):
        assert texts(draw(few, 442, 203, size=9.5)).count(text) == 4
        assert text not in texts(draw(many, 442, 203, size=9.5))

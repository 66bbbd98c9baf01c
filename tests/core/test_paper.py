"""A paper goes into JSON and comes back equal, and prints one figure one way."""

import json
from dataclasses import replace
from datetime import date

import pytest

from core.paper import Chart, Column, Letter, Section, Table, Text, chinese, outline, written
from core.paper_record import as_record, from_record, letter_from, letter_record
from core.slides import MOST_ROWS, slides
from tests.papers import empty_paper, full_paper


@pytest.mark.parametrize("paper", [full_paper(), empty_paper()], ids=["full", "empty"])
def test_it_comes_back_equal_out_of_json(paper):
    assert from_record(json.loads(json.dumps(as_record(paper), allow_nan=False))) == paper


def test_a_missing_number_is_frozen_as_missing_and_never_as_zero():
    chart = next(block for _, block in full_paper().pictures() if isinstance(block, Chart))
    paper = full_paper()
    nan = replace(chart, series=(replace(chart.series[0], values=(float("nan"),) * 4),))
    paper = replace(paper, sections=(Section("one", "一", (nan,)),))
    (_, back), = from_record(as_record(paper)).pictures()
    assert back.series[0].values == (None, None, None, None)


def test_the_letter_comes_back_equal():
    letter = Letter("办公室", "简报〔2026〕1号", date(2026, 1, 2), "各乡镇", "市委办", "张三")
    assert letter_from(json.loads(json.dumps(letter_record(letter)))) == letter


@pytest.mark.parametrize(("value", "kind", "decimals", "unit", "text"), [
    (0.862, "percent", 1, "", "86.2%"), (1234.56, "number", 1, "万元", "1,234.6万元"), (0, "number", 0, "条", "0条"),
    (-0.0004, "percent", 1, "", "0.0%"), (None, "percent", 1, "", "无数据"),
    (float("nan"), "number", 0, "条", "无数据"),
    ("", "text", 0, "", "无数据"), ("2026-06-30", "day", 0, "", "2026-06-30"),
])
def test_a_value_is_written_one_way(value, kind, decimals, unit, text):
    assert written(value, kind, decimals, unit) == text


def test_headings_are_numbered_anew_under_each_section():
    numbers = {
        block.title if isinstance(block, Section) else block.text: number for block, number in outline(full_paper())
        if isinstance(block, Section) or (isinstance(block, Text) and block.level)
    }
    assert numbers == {
        "总体情况": "一、", "预警情况": "二、", "红色预警": "（一）", "违规转租": "1.", "橙色预警": "（二）",
    }


@pytest.mark.parametrize(("number", "word"), [(1, "一"), (10, "十"), (11, "十一"), (20, "二十"), (99, "九十九")])
def test_numbers_in_chinese(number, word):
    assert chinese(number) == word


def test_every_picture_is_a_slide_behind_the_title():
    deck = slides(full_paper())
    assert [one.number for one in deck] == list(range(1, 8))
    assert deck[0].picture is None
    assert [one.picture for one in deck[1:]] == [picture for _, picture in full_paper().pictures()]


@pytest.mark.parametrize(("letters", "pages"), [(53, 1), (54, 1), (55, 2), (109, 2), (112, 3)])
def test_rows_of_several_lines_take_more_slides_of_about_the_same_height(letters, pages):
    """A row of 54 letters and their room fills a line of 56; ten such rows a slide, of two lines six, of three four."""
    table = Table("宽表。", "宽表", (Column("情况"),), (("字" * letters,),) * 10)
    deck = slides(replace(full_paper(), sections=(Section("one", "一", (table,)),)))[1:]
    counts = [len(one.picture.rows) for one in deck]
    assert (len(counts), sum(counts)) == (pages, 10)
    assert max(counts) - min(counts) <= 1


@pytest.mark.parametrize(("rows", "pages"), [(MOST_ROWS, 1), (MOST_ROWS + 1, 2), (3 * MOST_ROWS, 3)])
def test_a_long_table_goes_over_several_slides_and_loses_no_row(rows, pages):
    table = Table("长表。", "长表", (Column("序号", "number"),), tuple((row,) for row in range(rows)))
    deck = slides(replace(full_paper(), sections=(Section("one", "一", (table,)),)))[1:]
    assert len(deck) == pages
    assert [row for one in deck for row in one.picture.rows] == list(table.rows)

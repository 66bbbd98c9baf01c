"""Figures and days as officials write them."""

from datetime import date

import numpy as np
import pandas as pd
import pytest

from pages.parts import words


@pytest.mark.parametrize("value", [None, float("nan"), np.nan, pd.NaT, pd.NA])
def test_missing_is_said_and_never_zero(value):
    assert words.percent(value) == "无数据"
    assert words.area(value) == "无数据"
    assert words.day(value) == "无数据"
    assert words.day_in_words(value) == "无数据"


def test_ratios_areas_and_money_have_unit_and_separators():
    assert words.percent(0.862) == "86.2%"
    assert words.percent(0) == "0.0%"
    assert words.area(12345.6) == "12,345.6 ㎡"
    assert words.land(30.25) == "30.3 亩"
    assert words.money(1234.5) == "1,234.5 万元"
    assert words.number(260) == "260"


def test_what_rounds_to_zero_has_no_minus():
    assert words.percent(-0.0001) == "0.0%"
    assert words.direction(-0.04, "个百分点") == "持平"


def test_days_differ_between_tables_and_sentences():
    assert words.day(date(2026, 6, 30)) == "2026-06-30"
    assert words.day(pd.Timestamp("2026-06-30")) == "2026-06-30"
    assert words.day_in_words(date(2026, 6, 3)) == "2026年6月3日"


def test_changes_are_in_words():
    day = date(2025, 12, 31)
    assert words.change_since(day, words.points(0.862, 0.831)) == "较2025-12-31上升3.1个百分点"
    assert words.change_since(day, words.points(0.80, 0.82)) == "较2025-12-31下降2.0个百分点"
    assert words.change_since(day, words.points(0.8, None)) == "2025-12-31无数据，无法比较"
    assert words.direction(1234, "条", 0) == "上升1,234条"

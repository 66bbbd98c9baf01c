"""The stacking plan as HTML: floors from the top, widths by area, states, flags."""

import re

import pandas as pd
import pytest

from pages.parts.stacking import in_words, plan_html, plan_legend, short_name

BLANK = {"tenant": None, "ends_on": pd.NaT, "alerts": 0, "severity": None, "use": "生产"}


@pytest.fixture
def roll():
    rows = [
        {"space": "101", "floor": 1, "area_m2": 600.0, "state": "已租", "tenant": "龙泉市云栖木门窗有限公司（演示）",
         "ends_on": pd.Timestamp("2027-09-02"), "alerts": 2, "severity": "橙"},
        {"space": "102", "floor": 1, "area_m2": 400.0, "state": "空置"},
        {"space": "201", "floor": 2, "area_m2": 700.0, "state": "已售", "tenant": "<b>甲</b>"},
    ]
    return pd.DataFrame([{**BLANK, **row} for row in rows])


def test_the_highest_floor_comes_first(roll):
    assert re.findall(r'class="level">(\d+)F<', plan_html(roll, "1号楼")) == ["2", "1"]


def test_widths_follow_areas_and_a_smaller_floor_leaves_room(roll):
    html = plan_html(roll, "1号楼")
    assert re.findall(r"flex-grow:([\d.]+)", html) == ["700.0", "300.0", "600.0", "400.0"]
    assert html.count('class="spare"') == 1


def test_a_space_says_all_it_is_in_one_line(roll):
    assert in_words(roll.iloc[0].to_dict()) == (
        "101，已租，龙泉市云栖木门窗有限公司（演示），600.0 ㎡，生产，2027-09-02到期，2条预警，最高橙色预警"
    )
    assert in_words(roll.iloc[1].to_dict()) == "102，空置，400.0 ㎡，生产"


def test_only_alerts_are_flagged_with_the_sign_of_the_worst(roll):
    html = plan_html(roll, "1号楼")
    assert html.count("⚑") == 1
    assert "⚑◆" in html
    assert "有预警" in plan_legend(roll)
    assert "有预警" not in plan_legend(roll.iloc[1:])


def test_names_are_shortened_and_written_as_text(roll):
    assert short_name(roll.iloc[0].to_dict()) == "云栖木门窗"
    assert "&lt;b&gt;甲&lt;/b&gt;" in plan_html(roll, "1号楼")
    assert "<b>甲" not in plan_html(roll, "1号楼")


def test_spaces_are_buttons_only_where_they_can_be_clicked(roll):
    assert "<button" not in plan_html(roll, "1号楼")
    html = plan_html(roll, "1号楼", chosen="102", is_clickable=True)
    assert re.findall(r'aria-pressed="true" data-space="(\d+)"', html) == ["102"]
    assert html.count("<button") == 3

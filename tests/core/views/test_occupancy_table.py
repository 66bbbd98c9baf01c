"""Occupancy by any group adds up to the whole."""

from datetime import date

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings

from core.assessment import assess
from core.occupancy import STATES
from core.policy import load_policy
from core.views.occupancy_table import in_sum, occupancy_table
from tests.core.county import a_county
from tests.strategies import counties_and_days

SPACES = pd.DataFrame({
    "use": ["生产", "生产", "生产", "宿舍", "宿舍"], "state": ["已租", "已售", "空置", "停用", "在建"],
    "area_m2": [500.0, 300.0, 200.0, 40.0, 60.0],
})


def test_a_group_has_its_areas_numbers_and_rate():
    row = occupancy_table(SPACES, ["use"]).loc["生产"]
    assert [row["area_已租"], row["area_已售"], row["area_空置"], row["total_m2"]] == [500, 300, 200, 1000]
    assert [row["occupied_m2"], row["available_m2"], row["occupancy"], row["total_spaces"]] == [800, 1000, 0.8, 3]


def test_a_group_that_offers_nothing_has_no_rate():
    row = occupancy_table(SPACES, ["use"]).loc["宿舍"]
    assert pd.isna(row["occupancy"])
    assert [row["spaces_停用"], row["spaces_在建"], row["total_m2"]] == [1, 1, 100]


def test_the_sum_has_the_rate_of_the_sums():
    whole = in_sum(occupancy_table(SPACES, ["use"]))
    assert [whole["occupancy"], whole["total_m2"], whole["total_spaces"]] == [0.8, 1100, 5]


def test_nothing_sums_up_to_no_rate():
    assert pd.isna(in_sum(occupancy_table(SPACES[:0], ["use"]))["occupancy"])


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(counties_and_days())
def test_every_grouping_comes_to_the_figures_of_the_parks(county_and_day):
    county, day = county_and_day
    assessment = assess(county, load_policy(), day)
    parks = assessment.parks
    for by in (["park"], ["park", "building"], ["use"]):
        whole = in_sum(occupancy_table(assessment.spaces, by))
        for state in STATES:
            assert whole[f"area_{state}"] == pytest.approx(parks[f"area_{state}"].sum())
            assert whole[f"spaces_{state}"] == parks[f"spaces_{state}"].sum()
        assert whole["total_m2"] == pytest.approx(county.spaces.area_m2.sum())


def test_an_early_day_leaves_all_unfinished():
    whole = in_sum(occupancy_table(assess(a_county(), load_policy(), date(2021, 1, 1)).spaces, ["park"]))
    assert [whole["area_在建"], whole["total_m2"]] == [1000, 1000]

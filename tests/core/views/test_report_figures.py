"""What stands beside the figures that are typed, and which of them are asked about."""

import numpy as np
import pandas as pd
import pytest

from core.views.report_figures import FIGURES, FLAGS, compared_with, doubtful, earlier_figures, sum_of_quarters


def reports(*rows):
    """(year, quarter, tax, staff, assets) of one firm."""
    blank = dict.fromkeys([*FIGURES, *FLAGS])
    frame = pd.DataFrame([
        {**blank, "credit_code": "E1", "year": year, "quarter": quarter, "tax_wan_yuan": tax, "staff": staff,
         "fixed_assets_wan_yuan": assets}
        for year, quarter, tax, staff, assets in rows
    ], columns=["credit_code", "year", "quarter", *FIGURES, *FLAGS])
    return frame.astype(dict.fromkeys(FIGURES, float))


def asked(now, before, limit=0.5, figure="tax_wan_yuan"):
    def frame(value):
        return pd.DataFrame({name: [np.nan] for name in FIGURES}, index=["E1"]).assign(**{figure: [value]})
    return doubtful(frame(now), frame(before), limit)


FOUR = [(2025, 1, 1, 10, 100), (2025, 2, 2, 20, 110), (2025, 3, 3, 30, 120), (2025, 4, 4, 40, 130)]


def test_four_quarters_make_a_year():
    whole = sum_of_quarters(reports(*FOUR), 2025).loc["E1"]
    assert (whole["tax_wan_yuan"], whole["staff"], whole["fixed_assets_wan_yuan"]) == (10, 25, 130)
    assert np.isnan(whole["revenue_wan_yuan"])


def test_a_blank_in_a_quarter_makes_the_figure_unknown_and_three_quarters_make_none():
    holed = [*FOUR[:3], (2025, 4, None, None, None)]
    assert sum_of_quarters(reports(*holed), 2025).loc["E1"].isna().all()
    assert sum_of_quarters(reports(*FOUR[:3]), 2025).empty


def test_a_year_stands_beside_the_year_before_or_its_quarters():
    both = earlier_figures(reports((2024, 0, 9, 9, 9), *FOUR), 2025, 0)
    assert both["上年"].loc["E1", "tax_wan_yuan"] == 9
    assert earlier_figures(reports(*FOUR), 2026, 0)["上年"].loc["E1", "tax_wan_yuan"] == 10


def test_a_quarter_stands_beside_the_one_before_and_the_same_of_the_year_before():
    both = earlier_figures(reports((2025, 1, 5, 1, 1), (2025, 4, 6, 1, 1)), 2026, 1)
    assert [frame.loc["E1", "tax_wan_yuan"] for frame in both.values()] == [6, 5]
    assert list(both) == ["上季", "上年同季"]


def test_where_the_last_period_is_unknown_the_year_before_is_compared_with():
    earlier = earlier_figures(reports((2025, 1, 5, 1, 1), (2025, 4, None, 1, 1)), 2026, 1)
    assert compared_with(earlier).loc["E1", "tax_wan_yuan"] == 5


@pytest.mark.parametrize(("now", "before", "is_asked"), [
    (150, 100, False), (150.01, 100, True), (50, 100, False), (49.99, 100, True), (0, 100, True), (1, 0, True),
    (0, 0, False), (float("nan"), 100, False), (100, float("nan"), False), (-60, -100, False), (-40, -100, True),
])
def test_the_limit_itself_passes_and_what_is_unknown_is_not_asked_about(now, before, is_asked):
    assert len(asked(now, before)) == is_asked


def test_the_change_is_a_fraction_of_what_was_and_unknown_from_zero():
    assert asked(160, 100)["change"].item() == pytest.approx(0.6)
    assert asked(-300, -100)["change"].item() == pytest.approx(-2)
    assert np.isnan(asked(1, 0)["change"].item())


def test_what_cannot_be_negative_is_asked_about():
    assert len(asked(-1, float("nan"), figure="staff")) == 1
    assert asked(-1, float("nan"), figure="tax_wan_yuan").empty

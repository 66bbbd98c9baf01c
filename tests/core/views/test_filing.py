"""Punctuality: what was due lately, and whether it came in time, late or not at all."""

from datetime import date

import pandas as pd
import pytest

from core.assessment import assess
from core.policy import load_policy
from core.views.filing import by_period, filings, period_name
from tests.core.county import a_county

D = date(2026, 6, 30)
POLICY = load_policy()


def filed(reports=(), on=D, **tables):
    return filings(assess(a_county(reports=list(reports), **tables), POLICY, on).situation, years=1, quarters=1)


def state_of_annual(filed_on):
    rows = filed([{"year": 2025, "quarter": 0, "filed_on": filed_on}])
    return rows.loc[rows["quarter"] == 0, "state"].item()


@pytest.mark.parametrize(("filed_on", "state"), [
    ("2026-03-31", "按时"), ("2026-04-01", "迟报"), (None, "按时"), ("2026-07-01", "缺报"),
])
def test_the_due_day_itself_is_in_time_and_what_is_filed_after_the_day_is_not_there(filed_on, state):
    assert state_of_annual(filed_on) == state


def test_the_latest_year_and_quarter_that_were_due_are_asked_for():
    rows = filed()
    assert rows[["year", "quarter", "due_on", "state"]].to_numpy().tolist() == [
        [2025, 0, pd.Timestamp("2026-03-31"), "缺报"], [2026, 1, pd.Timestamp("2026-04-20"), "缺报"],
    ]


def test_on_the_due_day_the_period_before_is_the_latest():
    rows = filed(on=date(2026, 3, 31))
    assert rows[["year", "quarter"]].to_numpy().tolist() == [[2024, 0], [2025, 4]]


def test_who_had_no_contract_on_the_periods_last_day_owes_nothing():
    assert filed(contracts=[{"starts_on": "2026-04-01"}]).empty


def test_periods_are_counted_by_state_annual_ones_first():
    counts = by_period(filed([{"year": 2025, "quarter": 0, "filed_on": "2026-04-02"}]))
    assert counts[["period", "due", "按时", "迟报", "缺报"]].to_numpy().tolist() == [
        ["2025年年报", 1, 0, 1, 0], ["2026年1季度", 1, 0, 0, 1],
    ]


def test_nothing_due_gives_an_empty_table_with_its_columns():
    assert list(by_period(filed(contracts=[])).columns) == [
        "is_quarter", "due_on", "period", "due", "按时", "迟报", "缺报",
    ]


def test_periods_have_names():
    assert [period_name(2025, 0), period_name(2026, 1)] == ["2025年年报", "2026年1季度"]

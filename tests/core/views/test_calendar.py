"""The calendar of reports: both sides of each limit, what is counted, and the period that a form opens on."""

from datetime import date
from pathlib import Path

import pytest
import yaml

from core.assessment import assess
from core.policy import load_policy
from core.views.calendar import by_park, calendar_periods, open_periods, owed_reports, to_file_first
from core.views.filing import period_of
from tests.core.county import a_county

POLICY = load_policy()
CASES = yaml.safe_load((Path(__file__).parents[2] / "cases" / "views" / "calendar.yaml").read_text("utf-8"))
EXPECTED = {"case", "as_of", "period", "state", "days", "is_tenant"}
TWO_PARKS = {"parks": [{}, {"code": "P2"}], "contracts": [{}, {"number": "H2", "park_code": "P2", "spaces": []}]}


def situation(on, **tables):
    return assess(a_county(**tables), POLICY, on).situation


def owed_on(on, **tables):
    s = situation(on, **tables)
    return owed_reports(s, calendar_periods(s))


@pytest.mark.parametrize("case", CASES, ids=[one["case"] for one in CASES])
def test_case(case):
    owed = owed_on(case["as_of"], **{name: rows for name, rows in case.items() if name not in EXPECTED})
    rows = owed[owed["period"].eq(case["period"])]
    if case["state"] is None:
        assert rows.empty
    else:
        [row] = rows.to_dict("records")
        found = row["state"], row["days"], row["is_tenant"]
        assert found == (case["state"], case["days"], case.get("is_tenant", True))


@pytest.mark.parametrize(("year", "quarter", "last_day", "due_on"), [
    (2025, 0, date(2025, 12, 31), date(2026, 3, 31)), (2025, 4, date(2025, 12, 31), date(2026, 1, 20)),
    (2026, 1, date(2026, 3, 31), date(2026, 4, 20)), (2026, 2, date(2026, 6, 30), date(2026, 7, 20)),
])
def test_a_period_knows_its_days(year, quarter, last_day, due_on):
    period = period_of(situation(date(2026, 6, 30)), year, quarter)
    assert (period.last_day, period.due_on) == (last_day, due_on)


def test_periods_come_in_the_order_in_which_they_fall_due():
    codes = [one.code for one in calendar_periods(situation(date(2026, 6, 30)), years=2, quarters=3)]
    assert codes == ["2024", "2025Q3", "2025Q4", "2025", "2026Q1", "2026Q2"]


def test_only_what_has_ended_can_be_filed():
    assert [one.code for one in open_periods(situation(date(2026, 6, 29)), 1, 1)] == ["2025", "2026Q1"]
    assert [one.code for one in open_periods(situation(date(2026, 6, 30)), 1, 1)] == ["2025", "2026Q1", "2026Q2"]


def test_counts_add_up_by_park_and_period():
    reports = [{"filed_on": "2026-04-02"}, {"park_code": "P2", "filed_on": "2026-03-02"}]
    counts = by_park(owed_on(date(2026, 6, 30), reports=reports, **TWO_PARKS))
    assert counts.loc[("P1", "2025")].to_dict() == {
        "due": 1, "came": 1, "on_time": 0, "late": 1, "missing": 0, "ahead": 0,
    }
    assert counts.loc[("P2", "2026Q1")].to_dict() == {
        "due": 1, "came": 0, "on_time": 0, "late": 0, "missing": 1, "ahead": 0,
    }
    assert (counts["due"] == counts[["on_time", "late", "missing", "ahead"]].sum(axis=1)).all()


def test_without_tenants_nothing_is_owed():
    owed = owed_on(date(2026, 6, 30), contracts=[])
    assert owed.empty
    assert by_park(owed).empty


@pytest.mark.parametrize(("on", "reports", "code"), [
    (date(2026, 6, 30), [], "2026Q2"),
    (date(2026, 6, 30), [{"year": 2026, "quarter": 2, "filed_on": "2026-06-30"}], "2026Q1"),
    (date(2026, 5, 31), [{"year": 2026, "quarter": 1}], "2025"),
    (date(2026, 4, 10), [], "2026Q1"),
    (date(2026, 3, 20), [], "2025"),
])
def test_a_form_opens_on_what_is_due_next_or_overdue(on, reports, code):
    s = situation(on, reports=reports)
    periods = open_periods(s, 1, 1)
    assert to_file_first(owed_reports(s, periods), periods).code == code


def test_where_all_has_come_a_form_opens_on_the_latest():
    s = situation(date(2026, 5, 31), reports=[{}, {"year": 2026, "quarter": 1, "filed_on": "2026-04-01"}])
    periods = open_periods(s, 1, 1)
    assert to_file_first(owed_reports(s, periods), periods).code == "2026Q1"
    assert to_file_first(owed_reports(s, []), []) is None

"""Quarters and months of the calendar."""

from datetime import date

import pytest

from core.views.periods import month_ends, quarter_end, quarter_ends, quarter_name, quarter_of, quarters_from


def test_a_day_lies_in_its_quarter():
    assert [quarter_of(date(2026, month, 1))[1] for month in range(1, 13)] == [1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4]
    assert quarter_name(quarter_of(date(2026, 6, 30))) == "2026Q2"


@pytest.mark.parametrize(("quarter", "end"), [
    ((2026, 1), date(2026, 3, 31)), ((2026, 2), date(2026, 6, 30)), ((2026, 4), date(2026, 12, 31)),
])
def test_a_quarter_ends_on_its_last_day(quarter, end):
    assert quarter_end(quarter) == end


@pytest.mark.parametrize(("as_of", "last"), [
    (date(2026, 6, 30), date(2026, 6, 30)), (date(2026, 6, 29), date(2026, 3, 31)),
    (date(2026, 1, 1), date(2025, 12, 31)),
])
def test_only_quarters_that_have_ended_count(as_of, last):
    ends = quarter_ends(as_of, 5)
    assert ends[-1] == last
    assert len(ends) == 5
    assert ends == sorted(ends)


def test_the_quarters_ahead_run_over_the_year():
    assert quarters_from(date(2026, 11, 1), 3) == [(2026, 4), (2027, 1), (2027, 2)]


def test_months_end_on_their_last_days():
    assert month_ends(date(2026, 3, 30), 2) == [date(2026, 1, 31), date(2026, 2, 28)]
    assert month_ends(date(2026, 3, 31), 1) == [date(2026, 3, 31)]

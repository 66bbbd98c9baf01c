"""The day is China's, wherever the machine believes to be."""

from datetime import UTC, date, datetime

import pytest

from data import clock


@pytest.mark.parametrize(("moment", "day"), [
    (datetime(2026, 6, 30, 15, 59, tzinfo=UTC), date(2026, 6, 30)),
    (datetime(2026, 6, 30, 16, 0, tzinfo=UTC), date(2026, 7, 1)),
])
def test_a_new_day_begins_at_four_in_the_afternoon_of_greenwich(moment, day, monkeypatch):
    class Stopped(datetime):
        @classmethod
        def now(cls, tz=None):
            return moment.astimezone(tz)

    monkeypatch.setattr(clock, "datetime", Stopped)
    assert clock.today() == day

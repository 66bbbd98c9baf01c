"""Reminders: stored with their act, once a day for each report, by the office alone and within its county."""

from datetime import date

import pytest
from sqlmodel import Session, select

from core.access import EVERYTHING, AccessError, Reach, Role, User
from data import reminders
from data.engine import data_version, writing
from data.reminders import Asked, read_reminders, remind
from data.tables import Act, County, Reminder
from tests.factory import COUNTY, OTHER_PARK, PARK, TENANT, a_county, a_park
from tests.together import in_threads

OFFICE = User("office", "办公室甲", Role.OFFICE, (COUNTY,))
FAR = User("far", "外县甲", Role.OFFICE, ("331102",))
LEADER = User("leader", "领导甲", Role.LEADER, (COUNTY,))
OPERATOR = User("park-a", "填报员甲", Role.OPERATOR, (COUNTY,), (PARK,))
ONE = Asked(PARK, TENANT, "2026Q1", date(2026, 4, 20))
WHOLE = Asked(OTHER_PARK, None, "2025", date(2026, 3, 31))


@pytest.fixture
def county(engine):
    with writing(engine) as session:
        a_county(session)
    return engine


def rows(engine, table):
    with Session(engine) as session:
        return session.exec(select(table)).all()


def test_a_reminder_is_stored_with_its_act(county):
    version = data_version(county)
    done = remind(county, OFFICE, [ONE, WHOLE], key="k", note=" 请本周内补报 ")
    assert (done.count, done.passed_over) == (2, 0)
    [first, second] = rows(county, Reminder)
    assert (first.credit_code, first.period, first.due_on, first.reminded_by, first.note) == (
        TENANT, "2026Q1", date(2026, 4, 20), "办公室甲", "请本周内补报",
    )
    assert (second.park_code, second.credit_code) == (OTHER_PARK, None)
    [act] = rows(county, Act)
    assert (act.sequence, act.kind, act.account, act.subject) == (
        done.act, "催报", "office", "数据填报 2026Q1、2025 2项",
    )
    assert data_version(county) == version


def test_the_same_pressing_twice_makes_one(county):
    first = remind(county, OFFICE, [ONE], key="k")
    again = remind(county, OFFICE, [ONE], key="k")
    assert (again.act, again.count) == (first.act, 0)
    assert (len(rows(county, Reminder)), len(rows(county, Act))) == (1, 1)


def test_ten_pressings_at_once_make_one(county):
    assert in_threads([lambda: remind(county, OFFICE, [ONE, WHOLE], key="k")] * 10) == []
    assert (len(rows(county, Reminder)), len(rows(county, Act))) == (2, 1)


def test_what_was_reminded_of_today_is_passed_over(county):
    remind(county, OFFICE, [ONE, ONE], key="k")
    again = remind(county, OFFICE, [ONE], key="l")
    assert (again.act, again.count, again.passed_over) == (None, 0, 1)
    more = remind(county, OFFICE, [ONE, WHOLE], key="m")
    assert (more.count, more.passed_over) == (1, 1)
    assert len(rows(county, Reminder)) == 2


def test_on_another_day_it_is_reminded_of_again(county, monkeypatch):
    for moment in ("2026-04-21T15:59:59+00:00", "2026-04-21T16:00:00+00:00"):
        monkeypatch.setattr(reminders, "utc_now", lambda moment=moment: moment)
        assert remind(county, OFFICE, [ONE], key=moment).count == 1
    found = read_reminders(county, EVERYTHING)
    assert [f"{one:%Y-%m-%d %H:%M}" for one in found["reminded_at"]] == ["2026-04-22 00:00", "2026-04-21 23:59"]


@pytest.mark.parametrize("user", [LEADER, OPERATOR, FAR])
def test_who_may_not_is_refused_and_the_refusal_recorded(county, user):
    with pytest.raises(AccessError):
        remind(county, user, [ONE], key="k")
    assert rows(county, Reminder) == []
    assert [one.kind for one in rows(county, Act)] == ["拒绝访问"]


def test_a_park_that_is_not_there_is_refused(county):
    with pytest.raises(AccessError):
        remind(county, OFFICE, [Asked("331181-Z", None, "2025", date(2026, 3, 31))], key="k")


def test_reminders_are_read_within_reach(county):
    with writing(county) as session:
        session.add(County(code="331102", name="莲都区"))
        session.flush()
        a_park(session, "331102-A", county_code="331102")
    remind(county, OFFICE, [ONE, WHOLE], key="k")
    remind(county, FAR, [Asked("331102-A", None, "2025", date(2026, 3, 31))], key="l")
    assert list(read_reminders(county, OPERATOR.reach)["park_code"]) == [PARK]
    assert set(read_reminders(county, OFFICE.reach)["park_code"]) == {PARK, OTHER_PARK}
    assert list(read_reminders(county, OFFICE.reach, [OTHER_PARK])["period"]) == ["2025"]
    assert read_reminders(county, Reach((), ())).empty
    assert len(read_reminders(county, EVERYTHING)) == 3

"""Reports filled cell by cell: what was not typed stays as it is stored, what two people typed is told."""

from datetime import date
from uuid import uuid4

import pytest

from core.access import Reach, Role, User
from data.engine import writing
from data.records import save
from data.reporting import as_kept, entry_of, from_kept, stored_reports
from tests.factory import COUNTY, FIRM, OTHER_PARK, PARK, a_county_with_one_firm

OPERATOR = User("park-a", "填报员甲", Role.OPERATOR, (COUNTY,), (PARK,))
OFFICE = User("office", "办公室甲", Role.OFFICE, (COUNTY,))
KEY = (FIRM, PARK, "2026Q1")
FILED = date(2026, 4, 10)


@pytest.fixture
def county(engine):
    with writing(engine) as session:
        a_county_with_one_firm(session)
    return engine


def now(engine):
    return stored_reports(engine, OFFICE.reach, PARK, "2026Q1").get(FIRM)


def fill(engine, user, cells, seen=None, filed_on=FILED):
    entry = entry_of(KEY, cells, seen, now(engine), filed_on)
    return save(engine, user, [entry], key=uuid4().hex)


def test_a_new_report_bears_its_key_and_its_day(county):
    assert fill(county, OPERATOR, {"税收": 12, "营业收入": "1,200"}).is_written
    report = now(county)
    assert (report["税收"], report["营业收入"], report["填报日期"], report["工业总产值"]) == (12.0, 1200.0, FILED, None)


def test_nothing_typed_makes_no_report():
    assert entry_of(KEY, {"税收": None, "营业收入": ""}, None, None, FILED) is None
    assert entry_of(KEY, {"税收": 0}, None, None, FILED) is not None


def test_a_correction_keeps_the_day_of_filing(county):
    fill(county, OPERATOR, {"税收": 12})
    assert fill(county, OPERATOR, {"税收": 13}, now(county), date(2026, 5, 1)).is_written
    assert (now(county)["税收"], now(county)["填报日期"]) == (13.0, FILED)


def test_two_people_on_different_figures_of_one_report_disturb_nobody(county):
    fill(county, OPERATOR, {"税收": 12, "营业收入": 100})
    seen = now(county)
    fill(county, OFFICE, {"税收": 13}, seen)
    assert fill(county, OPERATOR, {"营业收入": 110}, seen).is_written
    assert (now(county)["税收"], now(county)["营业收入"]) == (13.0, 110.0)


def test_two_people_on_one_figure_are_told(county):
    fill(county, OPERATOR, {"税收": 12})
    seen = now(county)
    fill(county, OFFICE, {"税收": 13}, seen)
    [told] = fill(county, OPERATOR, {"税收": 14}, seen).conflicts
    assert (told.header, told.seen, told.theirs, told.mine, told.by) == ("税收", 12.0, 13.0, 14.0, "办公室甲")


def test_two_people_who_both_file_a_missing_report_are_told_of_the_figures_both_typed(county):
    fill(county, OFFICE, {"税收": 12, "营业收入": 100}, filed_on=date(2026, 4, 2))
    outcome = fill(county, OPERATOR, {"税收": 13, "工业总产值": 90})
    assert [(one.header, one.seen, one.theirs, one.mine) for one in outcome.conflicts] == [("税收", None, 12.0, 13.0)]
    assert fill(county, OPERATOR, {"工业总产值": 90}).is_written
    assert (now(county)["营业收入"], now(county)["填报日期"]) == (100.0, date(2026, 4, 2))


def test_reports_out_of_reach_are_not_read(county):
    fill(county, OPERATOR, {"税收": 12})
    assert stored_reports(county, Reach((COUNTY,), (OTHER_PARK,)), PARK, "2026Q1") == {}
    assert stored_reports(county, Reach(), PARK, "2026Q1").keys() == {FIRM}


def test_a_draft_gives_back_what_it_was_given(county):
    fill(county, OPERATOR, {"税收": 12})
    reports = {FIRM: now(county), "OTHER": None}
    assert from_kept(as_kept(reports)) == reports

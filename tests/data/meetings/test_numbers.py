"""Numbers of decisions: by county and year, in agenda order, without gaps, also when many meetings issue at once."""

from datetime import date, datetime

from core.meeting import ItemKind, Proposal
from data.meetings.reading import read_decisions
from data.papers import papers_of
from data.tables import Decision
from tests.data.meetings.scene import (
    AGREED,
    EXIT,
    FAR_COUNTY,
    FAR_LEADER,
    FAR_OFFICE,
    FREE,
    OFFICE,
    REJECTED,
    TO_DO,
    Meeting,
    issued,
    stored,
)
from tests.together import in_threads


def test_numbers_go_on_from_meeting_to_meeting_and_leave_out_what_was_not_decided(county):
    first = Meeting(county, FREE, EXIT, Proposal(ItemKind.FREE, "丙", "研究。")).open()
    first.decide(AGREED, 3)
    first.defer(2)
    first.decide(TO_DO, 1)
    first.to_minutes().confirm().issue()
    second = Meeting(county, FREE).ready(AGREED, REJECTED)
    second.issue()
    assert [one.decision.number if one.decision else None for one in first.now.items] == [
        "决议〔2026〕1号", None, "决议〔2026〕2号"]
    assert [one.decision.number for one in second.now.items] == ["决议〔2026〕3号", "决议〔2026〕4号"]


def test_numbers_begin_anew_each_year_and_in_each_county(county):
    issued(county, (FREE, AGREED))
    issued(county, (FREE, AGREED), starts_at=datetime(2026, 12, 30, 9), on=date(2027, 1, 4))
    issued(county, (FREE, AGREED), by=FAR_OFFICE, leader=FAR_LEADER, county=FAR_COUNTY)
    assert [(one.county_code, one.number) for one in stored(county, Decision)] == [
        ("331181", "决议〔2026〕1号"), ("331181", "决议〔2027〕1号"), ("331102", "决议〔2026〕1号")]


def test_ten_meetings_issued_at_once_leave_no_gap(county):
    meetings = [
        Meeting(county, FREE, Proposal(ItemKind.FREE, "乙", "研究。"), EXIT).ready(AGREED, TO_DO, REJECTED)
        for _ in range(10)
    ]
    assert in_threads([one.issue for one in meetings]) == []
    serials = sorted(one.serial for one in stored(county, Decision))
    assert serials == list(range(1, 31))
    for meeting in meetings:
        first, second, third = (int(one.decision.number[8:-1]) for one in meeting.now.items)
        assert (second, third) == (first + 1, first + 2)
    assert len(read_decisions(county, OFFICE)) == 30
    assert len({one.number for one in papers_of(county, OFFICE)}) == 10


def test_ten_meetings_called_at_once_get_ten_numbers(county):
    assert in_threads([lambda: Meeting(county, FREE)] * 10) == []
    assert {Meeting(county).now.serial} == {11}

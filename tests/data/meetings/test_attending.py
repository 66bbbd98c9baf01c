"""Who was there is amended until the minutes are issued; who confirmed them confirms again."""

import json

import pytest

from core.meeting import Attendee, MeetingState
from data.meetings.attending import amend_attendance
from data.meetings.errors import MeetingError, StaleError
from data.tables import Act
from tests.data.meetings.scene import FREE, OFFICE, Meeting, key, stored

CHIEF, SAFETY = Attendee("市经信局", "局长甲"), Attendee("市应急管理局", "应急乙")


def amend(meeting, *who, seen=None):
    return amend_attendance(
        meeting.engine, OFFICE, meeting.id, who, seen_version=seen or meeting.now.version, key=key())


def test_the_act_says_who_stood_there_before_and_who_does_now(county):
    meeting = Meeting(county, FREE).open()
    assert amend(meeting, CHIEF, SAFETY) == meeting.id
    assert meeting.now.attendance == (CHIEF, SAFETY)
    told = json.loads(stored(county, Act)[-1].detail)
    assert (told["操作"], told["原到会"]) == ("更正到会", [["市经信局", "局长甲"]])
    assert told["到会"] == [["市经信局", "局长甲"], ["市应急管理局", "应急乙"]]


def test_a_name_alone_is_amended(county):
    meeting = Meeting(county, FREE).open()
    amend(meeting, Attendee("市经信局", "副局长丙"))
    assert meeting.now.attendance == (Attendee("市经信局", "副局长丙"),)


def test_minutes_that_were_confirmed_are_confirmed_again(county):
    meeting = Meeting(county, FREE).open()
    meeting.decide()
    meeting.to_minutes().confirm()
    amend(meeting, CHIEF, SAFETY)
    assert meeting.now.confirmed_at is None
    with pytest.raises(MeetingError, match="确认"):
        meeting.issue()
    meeting.confirm().issue()
    assert meeting.now.state is MeetingState.ISSUED
    assert meeting.now.attendance == (CHIEF, SAFETY)


@pytest.mark.parametrize(("who", "why"), [((), "至少勾选一个"), ((CHIEF,), "没有改动")], ids=["nobody", "the-same"])
def test_nobody_and_nothing_new_are_refused(county, who, why):
    meeting = Meeting(county, FREE).open()
    before = meeting.now
    with pytest.raises(MeetingError, match=why):
        amend(meeting, *who)
    assert meeting.now == before


def test_what_was_changed_meanwhile_is_not_overwritten(county):
    meeting = Meeting(county, FREE).open()
    seen = meeting.now.version
    amend(meeting, SAFETY)
    with pytest.raises(StaleError):
        amend(meeting, CHIEF, SAFETY, seen=seen)
    assert meeting.now.attendance == (SAFETY,)

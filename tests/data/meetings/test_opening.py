"""A frozen briefing opens the meeting on the wall: chosen when it is called, and changed while it is in notice."""

import pytest

from core.paper import PaperKind
from data.meetings.calling import change_notice
from data.meetings.errors import MeetingError
from data.presenting import deck_of
from tests.data.meetings.scene import FAR_COUNTY, FAR_OFFICE, FREE, LEADER, OFFICE, Meeting, key, notice
from tests.wall import a_paper


def change(meeting, **facts):
    return change_notice(
        meeting.engine, OFFICE, meeting.id, notice(**facts), seen_version=meeting.now.version, key=key())


def test_it_stands_at_the_head_of_the_deck_for_everybody_who_sees_the_meeting(county):
    briefing = a_paper(county)
    meeting = Meeting(county, FREE, opening=briefing)
    assert meeting.now.deck_id == briefing
    assert deck_of(county, LEADER, meeting.id).slides[0].source.stamp.number == "简报〔2026〕1号"


def test_it_is_chosen_another_and_none_while_the_meeting_is_in_notice(county):
    first, second = a_paper(county), a_paper(county, key="second")
    meeting = Meeting(county, FREE, opening=first)
    change(meeting, opening=second)
    assert meeting.now.deck_id == second
    change(meeting)
    assert meeting.now.deck_id is None
    assert deck_of(county, OFFICE, meeting.id).slides[0].key == "meeting.1"


def test_only_a_briefing_of_the_county_opens_its_meeting(county):
    bulletin = a_paper(county, kind=PaperKind.BULLETIN, key="b")
    far = a_paper(county, by=FAR_OFFICE, county=FAR_COUNTY, key="f")
    meeting = Meeting(county, FREE)
    for wrong in (bulletin, far, 99):
        with pytest.raises(MeetingError, match="不能作为开场"):
            change(meeting, opening=wrong)
        with pytest.raises(MeetingError, match="不能作为开场"):
            Meeting(county, FREE, opening=wrong)
    assert meeting.now.deck_id is None


def test_once_it_is_open_the_briefing_stays(county):
    briefing = a_paper(county)
    meeting = Meeting(county, FREE, opening=briefing).open()
    with pytest.raises(MeetingError, match="不能改通知"):
        change(meeting)
    assert meeting.now.deck_id == briefing

"""The material of an item: frozen for the county alone, made anew as a further version, and only before the end."""

from datetime import date

import pytest

from core.access import AccessError
from core.paper import Paper, PaperKind, Section, Text
from data.meetings.errors import MeetingError, StaleError
from data.meetings.materials import attach
from data.papers import paper_of
from tests.data.meetings.scene import (
    AGREED,
    DEPARTMENT,
    EXIT,
    FAR_OFFICE,
    LEADER,
    OFFICE,
    OPERATOR,
    Meeting,
    key,
)

PAPER = Paper(
    PaperKind.MATERIAL, "关于演示事项议题材料", "龙泉市", date(2026, 6, 30), None,
    (Section("motion", "提请议定事项", (Text("研究。"),)),), (), 7,
)
SIGNED = date(2026, 7, 1)


def attached(meeting, by=OFFICE, version=None, key_=None):
    item = meeting.item()
    return attach(
        meeting.engine, by, item.id, PAPER, signed_on=SIGNED, seen_version=version or item.version, key=key_ or key())


def test_it_is_numbered_and_bound_to_the_item(county):
    meeting = Meeting(county, EXIT)
    assert attached(meeting) == meeting.item().id
    frozen = paper_of(county, OFFICE, meeting.item().paper_id)
    assert (frozen.paper, frozen.stamp.version) == (PAPER, 1)


def test_the_same_pressing_freezes_once_and_the_next_a_further_version(county):
    meeting = Meeting(county, EXIT)
    attached(meeting, version=1, key_="pressed")
    attached(meeting, version=1, key_="pressed")
    first = meeting.item().paper_id
    assert paper_of(county, OFFICE, first).stamp.version == 1
    attached(meeting)
    second = paper_of(county, OFFICE, meeting.item().paper_id)
    assert (second.stamp.number, second.stamp.version) == (paper_of(county, OFFICE, first).stamp.number, 2)


def test_what_somebody_changed_meanwhile_has_to_be_seen_first(county):
    meeting = Meeting(county, EXIT)
    attached(meeting)
    with pytest.raises(StaleError):
        attached(meeting, version=1)


def test_nothing_is_made_once_the_meeting_has_ended(county):
    meeting = Meeting(county, EXIT).ready(AGREED)
    with pytest.raises(MeetingError, match="生成材料"):
        attached(meeting)
    assert meeting.item().paper_id is None


@pytest.mark.parametrize("by", [LEADER, DEPARTMENT, OPERATOR, FAR_OFFICE])
def test_only_the_countys_office_makes_it(county, by):
    meeting = Meeting(county, EXIT)
    with pytest.raises(AccessError):
        attached(meeting, by=by)
    assert meeting.item().paper_id is None


def test_whoever_sees_the_county_reads_it_and_nobody_of_a_park_alone(county):
    meeting = Meeting(county, EXIT)
    attached(meeting)
    for reader in (LEADER, DEPARTMENT):
        assert paper_of(county, reader, meeting.item().paper_id).paper == PAPER
    for stranger in (OPERATOR, FAR_OFFICE):
        with pytest.raises(AccessError):
            paper_of(county, stranger, meeting.item().paper_id)

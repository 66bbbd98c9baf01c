"""What is left over: deferred items go to the next meeting, overdue action items are proposed, units answer."""

from datetime import date

import pytest

from core.access import AccessError
from core.meeting import ActionState, ItemKind, ItemState
from data.meetings.actions import report_done, send_back
from data.meetings.agenda import remove_item
from data.meetings.errors import MeetingError
from data.meetings.proposing import deferred_items, overdue_actions
from data.meetings.reading import read_actions
from data.tables import Act
from tests.data.meetings.deeds import ON_ACTIONS
from tests.data.meetings.scene import (
    AGREED,
    DEPARTMENT,
    DUE_DAY,
    EXIT,
    FAR_COUNTY,
    FAR_LEADER,
    FAR_OFFICE,
    FREE,
    LEADER,
    OFFICE,
    TO_DO,
    Meeting,
    issued,
    key,
    stored,
)

DAY_AFTER = date(2026, 10, 1)


def deferring(engine, *, issue=True, **facts):
    """A meeting that has deferred its one item."""
    meeting = Meeting(engine, EXIT, **facts).open()
    meeting.defer()
    meeting.to_minutes().confirm()
    if issue:
        meeting.issue()
    return meeting


def agenda(meeting):
    return [(one.kind, one.subject, one.state, one.copied_from) for one in meeting.now.items]


def copy_of(meeting):
    return (ItemKind.EXIT, "HT-1", ItemState.OPEN, meeting.item().id)


def test_a_deferred_item_goes_to_the_next_meeting_that_is_called_already(county):
    coming = Meeting(county)
    version = coming.now.version
    old = deferring(county)
    assert agenda(coming) == [copy_of(old)]
    assert coming.now.version == version + 1
    assert old.item().state is ItemState.DEFERRED
    assert (coming.item().title, coming.item().motion) == (EXIT.title, EXIT.motion)


def test_or_waits_until_one_is_called(county):
    old = deferring(county)
    assert deferred_items(county, OFFICE) == [EXIT]
    coming = Meeting(county, FREE)
    assert agenda(coming)[1] == copy_of(old)
    assert deferred_items(county, OFFICE) == []
    assert agenda(Meeting(county)) == []


def test_before_the_minutes_are_issued_nothing_goes_on(county):
    deferring(county, issue=False)
    assert agenda(Meeting(county)) == []
    assert deferred_items(county, OFFICE) == []


def test_it_goes_on_when_the_next_meeting_is_cancelled(county):
    coming, after = Meeting(county), Meeting(county)
    old = deferring(county)
    coming.cancel()
    assert agenda(after) == [copy_of(old)]
    after.cancel()
    assert deferred_items(county, OFFICE) == [EXIT]
    assert agenda(Meeting(county)) == [copy_of(old)]


def test_it_is_not_lost_when_it_is_removed_from_the_next_agenda(county):
    coming = Meeting(county)
    deferring(county)
    remove_item(county, OFFICE, coming.item().id, seen_version=coming.item().version, key=key())
    assert deferred_items(county, OFFICE) == [EXIT]


def test_what_is_proposed_anew_takes_the_deferred_one_up(county):
    old = deferring(county)
    assert agenda(Meeting(county, EXIT)) == [copy_of(old)]


def test_what_stands_on_the_next_agenda_already_is_not_put_there_twice(county):
    coming = Meeting(county, EXIT)
    old = deferring(county)
    assert agenda(coming) == [copy_of(old)]


def test_a_deferred_item_can_be_deferred_again(county):
    deferring(county)
    second = Meeting(county).open()
    second.defer()
    second.to_minutes().confirm().issue()
    assert agenda(Meeting(county)) == [copy_of(second)]


def test_nothing_goes_on_into_another_county(county):
    coming = Meeting(county, by=FAR_OFFICE, county=FAR_COUNTY, leader=FAR_LEADER)
    deferring(county)
    assert agenda(coming) == []
    assert deferred_items(county, FAR_OFFICE) == []


@pytest.mark.parametrize(("as_of", "is_overdue"), [(DUE_DAY, False), (DAY_AFTER, True)])
def test_an_action_item_is_overdue_after_its_day(county, as_of, is_overdue):
    issued(county, (FREE, TO_DO))
    [action] = read_actions(county, OFFICE)
    assert action.is_overdue(as_of) is is_overdue
    assert bool(read_actions(county, OFFICE, as_of=as_of)) is is_overdue
    assert bool(overdue_actions(county, OFFICE, as_of=as_of)) is is_overdue


def test_what_is_reported_in_time_is_not_overdue_and_what_is_sent_back_is(county):
    issued(county, (FREE, TO_DO))
    for deed, is_overdue in (("report_done", False), ("send_back", True), ("report_done", False),
                             ("confirm_done", False)):
        ON_ACTIONS[deed](county, DEPARTMENT if deed == "report_done" else OFFICE, read_actions(county, OFFICE)[0])
        assert read_actions(county, OFFICE)[0].is_overdue(DAY_AFTER) is is_overdue
    [action] = read_actions(county, OFFICE)
    assert [(one.state, one.note, one.by) for one in action.steps] == [
        (ActionState.UNDER_WAY, "决议〔2026〕1号交办", "办公室甲"), (ActionState.REPORTED, "已全部检查。", "应急乙"),
        (ActionState.SENT_BACK, "缺照片", "办公室甲"), (ActionState.REPORTED, "已全部检查。", "应急乙"),
        (ActionState.DONE, "", "办公室甲"),
    ]
    said = [(one.subject, one.account) for one in stored(county, Act) if one.kind == "交办"]
    assert said[0] == ("决议〔2026〕1号 市应急管理局 已报办结", "safety")
    assert len(said) == 4


def test_an_overdue_action_item_is_proposed_until_it_is_on_an_agenda(county):
    issued(county, (FREE, TO_DO))
    [proposal] = overdue_actions(county, OFFICE, as_of=DAY_AFTER)
    [action] = read_actions(county, OFFICE)
    assert (proposal.kind, proposal.title, proposal.subject) == (
        ItemKind.OVERDUE_ACTION, "关于市应急管理局逾期未办结决议〔2026〕1号事项", str(action.id))
    assert proposal.motion == (
        "决议〔2026〕1号要求市应急管理局于2026-09-30前办结的事项至今未报办结：检查全部园区消防通道。"
        "由市应急管理局说明原因，并限期办结。")
    meeting = Meeting(county, proposal)
    assert overdue_actions(county, OFFICE, as_of=DAY_AFTER) == []
    meeting.ready(AGREED).issue()
    assert overdue_actions(county, OFFICE, as_of=DAY_AFTER) == [proposal]


def test_proposals_are_for_the_office_of_the_county(county):
    issued(county, (FREE, TO_DO))
    assert overdue_actions(county, FAR_OFFICE, as_of=DAY_AFTER) == []
    for propose in (lambda: overdue_actions(county, LEADER, as_of=DAY_AFTER), lambda: deferred_items(county, LEADER)):
        with pytest.raises(AccessError):
            propose()
    assert len([one for one in stored(county, Act) if one.kind == "拒绝访问"]) == 2


@pytest.mark.parametrize("deed", ["report_done", "send_back"])
def test_an_answer_has_words(county, deed):
    issued(county, (FREE, TO_DO))
    [action] = read_actions(county, OFFICE)
    if deed == "send_back":
        ON_ACTIONS["report_done"](county, DEPARTMENT, action)
    function, user = (report_done, DEPARTMENT) if deed == "report_done" else (send_back, OFFICE)
    with pytest.raises(MeetingError, match="请填写"):
        function(county, user, action.id, " ", seen_version=read_actions(county, OFFICE)[0].version, key=key())

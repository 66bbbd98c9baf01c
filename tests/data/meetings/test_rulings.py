"""What a decision has to say: both sides of each rule."""

from datetime import date, datetime

import pytest

from core.meeting import ItemKind, ItemState, MeetingState, Proposal, Result, Ruling
from data.meetings.agenda import add_item, edit_item, move_item, remove_item
from data.meetings.calling import call, open_meeting
from data.meetings.deciding import decide, defer, reopen, withdraw
from data.meetings.errors import MeetingError
from data.meetings.rulings import problem_with
from data.tables import Decision
from tests.data.meetings.scene import (
    AGREED,
    COUNTY,
    DAY,
    DUE_DAY,
    EXIT,
    FREE,
    OFFICE,
    PARK,
    RECTIFY,
    TO_DO,
    Meeting,
    a_scene,
    key,
    notice,
    stored,
)

UNIT = ("市经信局",)


@pytest.fixture
def scene(sqlite_engine):
    return a_scene(sqlite_engine)


@pytest.mark.parametrize(("ruling", "problem"), [
    (Ruling(Result.AGREED, ""), ""),
    (Ruling(Result.AMENDED, "改为分两批清退。"), ""),
    (Ruling(Result.AMENDED, " "), "写明决议内容"),
    (Ruling(Result.REJECTED, "不予清退。"), ""),
    (Ruling(Result.REJECTED, ""), "写明决议内容"),
    (Ruling(Result.RECTIFY, "整改。", UNIT, DUE_DAY), ""),
    (Ruling(Result.RECTIFY, "", UNIT, DUE_DAY), "写明决议内容"),
    (Ruling(Result.RECTIFY, "整改。", UNIT), "写明期限"),
    (Ruling(Result.RECTIFY, "整改。", (), DUE_DAY), "由哪个单位"),
    (Ruling(Result.AGREED, "", UNIT, DUE_DAY), ""),
    (Ruling(Result.AGREED, "", UNIT), ""),
    (Ruling(Result.AGREED, "", (" ",), DUE_DAY), "由哪个单位"),
    (Ruling(Result.AGREED, "", UNIT, DAY), ""),
    (Ruling(Result.AGREED, "", UNIT, date(2026, 7, 1)), "早于议定日期2026-07-02"),
])
def test_a_ruling_says_what_it_has_to(scene, ruling, problem):
    assert problem in problem_with(ruling, DAY)
    meeting = Meeting(scene, FREE).open()
    if not problem:
        assert meeting.decide(ruling)
        return
    with pytest.raises(MeetingError, match=problem):
        meeting.decide(ruling)
    assert meeting.item().state is ItemState.OPEN


def test_before_issuing_a_decision_can_be_changed_and_has_no_number(scene):
    meeting = Meeting(scene, FREE).open()
    first = meeting.decide(AGREED)
    assert meeting.decide(TO_DO) == first
    [decision] = meeting.item().decisions
    assert (decision.number, decision.in_force_at, decision.is_in_force) == (None, None, False)
    assert (decision.ruling, decision.decided_on) == (TO_DO, DAY)
    assert stored(scene, Decision)[0].version == 2


def test_texts_are_kept_without_blanks_and_units_once(scene):
    meeting = Meeting(scene, FREE).open()
    meeting.decide(Ruling(Result.AGREED, " 好。 ", (" 市经信局", "市经信局", "")))
    assert meeting.item().decision.ruling == Ruling(Result.AGREED, "好。", UNIT)


def test_what_is_reopened_has_no_decision_any_more(scene):
    meeting = Meeting(scene, FREE).open()
    meeting.decide(TO_DO)
    reopen(scene, OFFICE, meeting.item().id, seen_version=meeting.item().version, key=key())
    assert (meeting.item().state, meeting.item().decisions) == (ItemState.OPEN, ())
    meeting.decide(AGREED)
    assert meeting.item().decision.ruling == AGREED


def test_what_is_deferred_or_withdrawn_says_why_and_can_come_back(scene):
    meeting = Meeting(scene, FREE).open()
    for set_aside in (defer, withdraw):
        with pytest.raises(MeetingError, match="的原因"):
            set_aside(scene, OFFICE, meeting.item().id, "  ", seen_version=meeting.item().version, key=key())
        set_aside(scene, OFFICE, meeting.item().id, " 材料不齐 ", seen_version=meeting.item().version, key=key())
        assert meeting.item().remark == "材料不齐"
        reopen(scene, OFFICE, meeting.item().id, seen_version=meeting.item().version, key=key())
        assert (meeting.item().state, meeting.item().remark) == (ItemState.OPEN, "")


def test_minutes_wait_for_every_item(scene):
    meeting = Meeting(scene, FREE, EXIT).open()
    meeting.decide(AGREED, 1)
    with pytest.raises(MeetingError, match="还有1项议题没有结论：第2项“关于演示甲公司清退事项”"):
        meeting.to_minutes()
    meeting.decide(RECTIFY, 2)
    assert meeting.to_minutes().now.state is MeetingState.MINUTES


def test_whatever_changes_after_the_leader_has_confirmed_is_confirmed_again(scene):
    meeting = Meeting(scene, FREE).ready(AGREED)
    meeting.decide(TO_DO)
    assert meeting.now.confirmed_by is None
    with pytest.raises(MeetingError, match="没有经领导确认"):
        meeting.issue()
    assert meeting.confirm().issue()


def test_minutes_are_confirmed_once_and_with_all_items_settled(scene):
    meeting = Meeting(scene, FREE).ready(AGREED)
    with pytest.raises(MeetingError, match="已由领导甲确认"):
        meeting.confirm()
    reopen(scene, OFFICE, meeting.item().id, seen_version=meeting.item().version, key=key())
    with pytest.raises(MeetingError, match="没有结论"):
        meeting.confirm()


def test_minutes_are_not_issued_before_the_meeting(scene):
    meeting = Meeting(scene, FREE).ready(AGREED)
    with pytest.raises(MeetingError, match="早于会议日期"):
        meeting.issue(on=date(2026, 7, 1))
    assert meeting.issue(on=DAY)


@pytest.mark.parametrize(("facts", "said"), [
    ({"place": " "}, "会议地点"), ({"convener": ""}, "召集人"), ({"units": ("", " ")}, "成员单位"),
    ({"as_of": date(2026, 7, 3)}, "不能晚于会议日期"),
])
def test_a_notice_says_what_it_has_to(scene, facts, said):
    with pytest.raises(MeetingError, match=said):
        call(scene, OFFICE, COUNTY, notice(**facts), key=key())


def test_a_meeting_opens_with_somebody_there(scene):
    meeting = Meeting(scene, FREE)
    with pytest.raises(MeetingError, match="到会人员"):
        open_meeting(scene, OFFICE, meeting.id, [], seen_version=meeting.now.version, key=key())


def test_meetings_are_numbered_by_year(scene):
    meetings = [Meeting(scene), Meeting(scene), Meeting(scene, starts_at=datetime(2027, 1, 5, 9))]
    assert [one.now.title for one in meetings] == [
        "2026年第1次联席会议", "2026年第2次联席会议", "2027年第1次联席会议"]


@pytest.mark.parametrize(("proposal", "said"), [
    (EXIT, "已在本次会议的议程中"),
    (Proposal(EXIT.kind, "清退", "清退。", PARK, "HT-2"), "没有合同HT-2"),
    (Proposal(EXIT.kind, "清退", "清退。", PARK, "HT-0"), "没有合同HT-0"),
    (Proposal(EXIT.kind, "清退", "清退。", None, "HT-1"), "没有写明园区"),
    (Proposal(ItemKind.OVERDUE_ACTION, "逾期", "办结。", None, "7"), "没有这项交办"),
    (Proposal(FREE.kind, " ", "议案。"), "议题名称"),
    (Proposal(FREE.kind, "事项", " "), "议案"),
])
def test_an_item_is_about_something_and_once_on_the_agenda(scene, proposal, said):
    meeting = Meeting(scene, EXIT)
    with pytest.raises(MeetingError, match=said):
        add_item(scene, OFFICE, meeting.id, proposal, key=key())
    assert len(meeting.now.items) == 1


def titles(meeting):
    return [(one.position, one.title) for one in meeting.now.items]


def test_items_are_moved_edited_and_removed(scene):
    a, b, c = (Proposal(FREE.kind, one, "研究。") for one in "甲乙丙")
    meeting = Meeting(scene, a, b, c)
    move_item(scene, OFFICE, meeting.item(3).id, 1, seen_version=meeting.now.version, key=key())
    assert titles(meeting) == [(1, "丙"), (2, "甲"), (3, "乙")]
    move_item(scene, OFFICE, meeting.item(1).id, 99, seen_version=meeting.now.version, key=key())
    assert titles(meeting) == [(1, "甲"), (2, "乙"), (3, "丙")]
    edit_item(scene, OFFICE, meeting.item(2).id, "新乙", "改写。", seen_version=1, key=key())
    remove_item(scene, OFFICE, meeting.item(1).id, seen_version=1, key=key())
    assert titles(meeting) == [(1, "新乙"), (2, "丙")]


def test_a_change_of_an_item_is_a_change_of_its_meeting(scene):
    meeting = Meeting(scene, FREE).open()
    before = meeting.now
    decide(scene, OFFICE, meeting.item().id, AGREED, seen_version=1, key=key())
    assert (meeting.now.version, meeting.item().version) == (before.version + 1, 2)

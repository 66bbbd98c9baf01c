"""Two people on one meeting, and one form sent twice: nothing is overwritten unseen, and nothing is done twice."""

import pytest

from core.access import Role, User
from core.meeting import ItemKind, Proposal
from data.acts import in_china
from data.meetings.actions import report_done
from data.meetings.agenda import add_item, edit_item, move_item
from data.meetings.calling import call, cancel, change_notice, open_meeting
from data.meetings.deciding import decide
from data.meetings.errors import MeetingError, StaleError
from data.meetings.minutes import confirm, issue
from data.meetings.reading import read_actions, read_meetings
from data.tables import Act, AgendaItem, Decision
from data.tables import Meeting as StoredMeeting
from tests.data.meetings.deeds import DEEDS, ON_ACTIONS
from tests.data.meetings.scene import (
    AGREED,
    COUNTY,
    DEPARTMENT,
    EXIT,
    FREE,
    ISSUE_DAY,
    LEADER,
    OFFICE,
    REJECTED,
    TO_DO,
    Meeting,
    issued,
    key,
    minutes_of,
    notice,
    stored,
)
from tests.together import in_threads

COLLEAGUE = User("office-2", "办公室乙", Role.OFFICE, (COUNTY,))


def test_who_has_changed_a_meeting_meanwhile_is_said(county):
    meeting = Meeting(county, FREE)
    change_notice(county, COLLEAGUE, meeting.id, notice(place="一楼"), seen_version=1, key=key())
    with pytest.raises(StaleError, match="这次会议已由办公室乙于.*修改") as stale:
        change_notice(county, OFFICE, meeting.id, notice(place="二楼"), seen_version=1, key=key())
    act = stored(county, Act)[-1]
    assert (stale.value.by, stale.value.at) == ("办公室乙", act.at)
    assert in_china(act.at) in str(stale.value)
    assert meeting.now.place == "一楼"


def test_who_has_decided_an_item_meanwhile_is_said(county):
    meeting = Meeting(county, FREE, EXIT).open()
    decide(county, COLLEAGUE, meeting.item(1).id, AGREED, seen_version=1, key=key())
    decide(county, OFFICE, meeting.item(2).id, AGREED, seen_version=1, key=key())
    with pytest.raises(StaleError, match="这项议题已由办公室乙"):
        decide(county, OFFICE, meeting.item(1).id, REJECTED, seen_version=1, key=key())
    assert meeting.item(1).decision.ruling == AGREED


def test_two_items_are_decided_by_two_people_side_by_side(county):
    meeting = Meeting(county, FREE, EXIT).open()
    tasks = [
        lambda item=item: decide(county, OFFICE, item.id, AGREED, seen_version=1, key=key())
        for item in meeting.now.items
    ]
    assert in_threads(tasks) == []
    assert [one.decision.ruling.result for one in meeting.now.items] == [AGREED.result] * 2


def test_of_ten_who_decide_one_item_at_once_nine_are_told(county):
    meeting = Meeting(county, FREE).open()
    item = meeting.item().id
    failures = in_threads([lambda: decide(county, OFFICE, item, AGREED, seen_version=1, key=key())] * 10)
    assert [type(one) for one in failures] == [StaleError] * 9
    assert len(stored(county, Decision)) == 1


def test_a_leader_confirms_only_what_was_seen(county):
    meeting = Meeting(county, FREE).open()
    meeting.decide()
    meeting.to_minutes()
    seen = meeting.now.version
    meeting.decide(REJECTED)
    with pytest.raises(StaleError):
        confirm(county, LEADER, meeting.id, seen_version=seen, key=key())
    assert meeting.confirm().now.confirmed_by == "领导甲"


def test_a_colleague_cannot_confirm_and_issue_unseen_changes(county):
    meeting = Meeting(county, FREE).ready(AGREED)
    seen = meeting.now.version
    meeting.decide(REJECTED)
    meeting.confirm()
    with pytest.raises(StaleError):
        issue(county, OFFICE, meeting.id, minutes_of, seen_version=seen, on=ISSUE_DAY, key=key())


@pytest.mark.parametrize("seen_version", [0, 2])
def test_a_version_that_never_was_is_stale_too(county, seen_version):
    meeting = Meeting(county, FREE)
    for act in (
        lambda: cancel(county, OFFICE, meeting.id, "改期", seen_version=seen_version, key=key()),
        lambda: open_meeting(county, OFFICE, meeting.id, [], seen_version=seen_version, key=key()),
        lambda: move_item(county, OFFICE, meeting.item().id, 1, seen_version=seen_version, key=key()),
        lambda: edit_item(county, OFFICE, meeting.item().id, "新", "新。", seen_version=seen_version, key=key()),
    ):
        with pytest.raises(StaleError):
            act()


def test_an_action_item_that_has_moved_on_is_stale(county):
    issued(county, (FREE, TO_DO))
    [action] = read_actions(county, OFFICE)
    ON_ACTIONS["report_done"](county, DEPARTMENT, action)
    with pytest.raises(StaleError, match="这项交办已由应急乙"):
        report_done(county, DEPARTMENT, action.id, "再报", seen_version=action.version, key=key())


def test_the_same_calling_twice_makes_one_meeting(county):
    press = lambda: call(county, OFFICE, COUNTY, notice(), [FREE], key="k")  # noqa: E731
    assert in_threads([press] * 10) == []
    assert [one.id for one in read_meetings(county, OFFICE)] == [press()]
    assert (len(stored(county, StoredMeeting)), len(stored(county, AgendaItem)), len(stored(county, Act))) == (1, 1, 1)


def test_the_same_pressing_returns_the_same_and_changes_nothing(county):
    meeting = Meeting(county, EXIT).open()
    another = Proposal(ItemKind.FREE, "另一事项", "研究。")
    presses = [
        lambda: add_item(county, OFFICE, meeting.id, another, key="a"),
        lambda: decide(county, OFFICE, meeting.item(1).id, AGREED, seen_version=1, key="b"),
    ]
    for press in presses:
        first, before = press(), meeting.now
        assert press() == first
        assert meeting.now == before
    assert len(stored(county, Act)) == 4


def test_a_key_of_somebody_else_is_refused_in_words(county):
    call(county, OFFICE, COUNTY, notice(), key="k")
    with pytest.raises(MeetingError, match="已经提交过"):
        call(county, COLLEAGUE, COUNTY, notice(), key="k")


def test_what_is_refused_can_be_mended_with_the_same_key(county):
    meeting = Meeting(county, FREE)
    with pytest.raises(MeetingError):
        open_meeting(county, OFFICE, meeting.id, [], seen_version=1, key="k")
    assert DEEDS["open_meeting"](OFFICE, meeting) == meeting.id

"""Rights × acts × own or another county: what is not one's own is refused, recorded, and changes nothing."""

import pytest

from core.access import AccessError, Action, Role
from core.meeting import MeetingState, Proposal
from data.act_filter import Wanted
from data.engine import writing
from data.history import acts
from data.meetings.agenda import add_item
from data.meetings.reading import read_actions, read_decisions, read_meeting, read_meetings
from data.tables import Account, Act
from tests.data.meetings.deeds import DEEDS, ON_ACTIONS
from tests.data.meetings.scene import (
    ADMINISTRATOR,
    AGREED,
    BY_ROLE,
    COUNTY,
    DEPARTMENT,
    EXIT,
    FAR_COUNTY,
    FAR_LEADER,
    FAR_OFFICE,
    FAR_PARK,
    FREE,
    LEADER,
    OFFICE,
    OPERATOR,
    PROVINCE,
    TO_DO,
    Meeting,
    a_scene,
    issued,
    key,
    stored,
)

NEEDS = dict.fromkeys(DEEDS, Action.MEET) | {"confirm": Action.CONFIRM}
STATES = {
    "decide": MeetingState.OPEN, "defer": MeetingState.OPEN, "withdraw": MeetingState.OPEN, "reopen": MeetingState.OPEN,
    "to_minutes": MeetingState.OPEN, "amend_attendance": MeetingState.OPEN, "confirm": MeetingState.MINUTES,
    "issue": MeetingState.MINUTES, "correct": MeetingState.ISSUED,
}


@pytest.fixture
def scene(sqlite_engine):
    return a_scene(sqlite_engine)


def denials(engine):
    return stored(engine, Act, Act.kind == "拒绝访问")


def ready_for(engine, deed):
    """A meeting to which this act can be done."""
    meeting = Meeting(engine, FREE, EXIT)
    if deed not in STATES:
        return meeting
    meeting.open()
    meeting.decide(AGREED, 2)
    if deed in ("reopen", "to_minutes") or STATES[deed] is not MeetingState.OPEN:
        meeting.decide()
    if STATES[deed] is not MeetingState.OPEN:
        meeting.to_minutes()
    if deed in ("issue", "correct"):
        meeting.confirm()
    if deed == "correct":
        meeting.issue()
    return meeting


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("deed", DEEDS)
def test_a_role_does_what_the_table_of_rights_says(scene, deed, role):
    meeting, user = ready_for(scene, deed), BY_ROLE[role]
    if user.may(NEEDS[deed]):
        assert DEEDS[deed](user, meeting)
        assert denials(scene) == []
        return
    before = meeting.now
    with pytest.raises(AccessError, match=NEEDS[deed]):
        DEEDS[deed](user, meeting)
    assert meeting.now == before
    assert [one.account for one in denials(scene)] == [user.name]


@pytest.mark.parametrize("deed", DEEDS)
def test_another_county_is_out_of_reach(scene, deed):
    meeting, user = ready_for(scene, deed), FAR_LEADER if deed == "confirm" else FAR_OFFICE
    before = meeting.now
    with pytest.raises(AccessError, match="范围内"):
        DEEDS[deed](user, meeting)
    assert meeting.now == before
    assert [one.account for one in denials(scene)] == [user.name]


@pytest.mark.parametrize("role", Role)
@pytest.mark.parametrize("deed", ON_ACTIONS)
def test_action_items_are_answered_by_the_unit_and_judged_by_the_office(scene, deed, role):
    issued(scene, (FREE, TO_DO))
    if deed != "report_done":
        ON_ACTIONS["report_done"](scene, DEPARTMENT, read_actions(scene, OFFICE)[0])
    [action], user = read_actions(scene, OFFICE), BY_ROLE[role]
    if user == (DEPARTMENT if deed == "report_done" else OFFICE):
        assert ON_ACTIONS[deed](scene, user, action) == action.id
        return
    with pytest.raises(AccessError):
        ON_ACTIONS[deed](scene, user, action)
    assert read_actions(scene, OFFICE) == [action]
    assert len(denials(scene)) == 1


@pytest.mark.parametrize("deed", ON_ACTIONS)
def test_action_items_of_another_county_are_out_of_reach(scene, deed):
    issued(scene, (FREE, TO_DO))
    far = FAR_OFFICE.__class__("far-2", "外县乙", Role.OFFICE, (FAR_COUNTY,), unit="市应急管理局")
    with pytest.raises(AccessError, match="没有这项交办"):
        ON_ACTIONS[deed](scene, far, read_actions(scene, OFFICE)[0])
    assert len(denials(scene)) == 1


@pytest.mark.parametrize(("user", "is_seen"), [
    (OFFICE, True), (LEADER, True), (DEPARTMENT, True), (PROVINCE, True), (OPERATOR, False), (ADMINISTRATOR, False),
    (FAR_OFFICE, False),
], ids=lambda one: getattr(one, "name", str(one)))
def test_a_meeting_is_read_by_whoever_sees_the_whole_county(scene, user, is_seen):
    meeting = Meeting(scene, FREE)
    if is_seen:
        assert read_meeting(scene, user, meeting.id) == meeting.now
        assert [one.id for one in read_meetings(scene, user)] == [meeting.id]
        return
    with pytest.raises(AccessError):
        read_meeting(scene, user, meeting.id)
    assert len(denials(scene)) == 1


def test_a_list_of_meetings_is_of_ones_own_counties(scene):
    Meeting(scene, FREE)
    assert read_meetings(scene, FAR_OFFICE) == []
    for user in (OPERATOR, ADMINISTRATOR):
        with pytest.raises(AccessError):
            read_meetings(scene, user)
    assert len(denials(scene)) == 2


def test_an_operator_sees_the_decisions_in_force_about_its_parks(scene):
    issued(scene, (EXIT, AGREED), (FREE, TO_DO))
    Meeting(scene, EXIT).open().decide(TO_DO)
    assert [one.number for one in read_decisions(scene, OPERATOR)] == ["决议〔2026〕1号"]
    assert [one.number for one in read_decisions(scene, LEADER)] == [None, "决议〔2026〕2号", "决议〔2026〕1号"]
    assert read_decisions(scene, FAR_OFFICE) == []


def test_action_items_are_seen_by_the_county_and_otherwise_by_their_unit(scene):
    issued(scene, (FREE, TO_DO.__class__(TO_DO.result, TO_DO.text, ("市应急管理局", "演示园运营公司"), TO_DO.due_on)))
    seen = {user.name: [one.unit for one in read_actions(scene, user)] for user in (
        OFFICE, LEADER, PROVINCE, DEPARTMENT, OPERATOR, FAR_OFFICE)}
    both = ["市应急管理局", "演示园运营公司"]
    assert seen == {
        "office": both, "leader": both, "province": both, "safety": both[:1], "park-a": both[1:], "far": [],
    }
    nobody = DEPARTMENT.__class__("x", "无单位", Role.DEPARTMENT, (COUNTY,))
    assert read_actions(scene, nobody) == []


def test_nothing_of_another_county_comes_onto_the_agenda(scene):
    meeting = Meeting(scene, FREE)
    far = Proposal(EXIT.kind, "关于外县企业清退事项", "予以清退。", FAR_PARK, "HT-9")
    with pytest.raises(AccessError, match="不在本次会议的县"):
        add_item(scene, OFFICE, meeting.id, far, key=key())
    assert len(denials(scene)) == 1


def test_acts_about_a_meeting_are_seen_in_its_county_alone(scene):
    both = OFFICE.__class__("both", "两县甲", Role.OFFICE, (COUNTY, FAR_COUNTY))
    with writing(scene) as session:
        session.add(Account(name="both", full_name="两县甲", role="联席会议办公室", counties=f"{COUNTY}、{FAR_COUNTY}",
                            created_at=""))
    Meeting(scene, FREE, by=both)
    Meeting(scene, FREE, by=both, county=FAR_COUNTY, title="外县会议")
    seen = {user.name: [one.subject for one in acts(scene, user, Wanted())] for user in (OFFICE, FAR_OFFICE, both)}
    assert seen == {
        "office": ["2026年第1次联席会议 通知"], "far": ["外县会议 通知"],
        "both": ["外县会议 通知", "2026年第1次联席会议 通知"],
    }


def test_the_administrator_sees_that_a_meeting_was_called_but_not_which(scene):
    Meeting(scene, FREE)
    [seen] = acts(scene, ADMINISTRATOR, Wanted())
    assert (seen.kind, seen.subject, seen.detail) == ("会议", None, None)

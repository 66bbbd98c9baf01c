"""What stands on the wall: whose it is to see and to move, and which of two presses counts."""

import json

import pytest
from sqlmodel import Session, col, select

from core.access import AccessError, Role, User
from core.deck import Item
from core.meeting import ItemState
from data.engine import writing
from data.presenting import (
    SlideError,
    deck_of,
    deck_of_paper,
    item_on_wall,
    move_to,
    note_meeting,
    note_paper,
    wall_of,
)
from data.tables import Act, Meeting
from tests.factory import COUNTY, PARK, a_county
from tests.together import in_threads
from tests.wall import AGENDA, FIRST_ITEM, LAST, OFFICE, SECOND_ITEM, a_meeting, a_paper, decide, item_of

FAR = "331102"
SEEING = {Role.LEADER, Role.DEPARTMENT, Role.OFFICE, Role.PROVINCE}
USERS = {
    role: User(role.name, role.value, role, (COUNTY,), (PARK,) if role is Role.OPERATOR else ()) for role in Role
}


@pytest.fixture
def county(engine):
    with writing(engine) as session:
        a_county(session)
    return engine


@pytest.fixture
def meeting(county):
    return a_meeting(county)


def acts(engine, kind):
    with Session(engine) as session:
        return session.exec(select(Act).where(Act.kind == kind).order_by(col(Act.sequence))).all()


def test_the_deck_is_the_paper_the_agenda_and_the_items(county, meeting):
    deck = deck_of(county, OFFICE, meeting)
    assert (len(deck.slides), deck.starts[:2]) == (LAST, (FIRST_ITEM, SECOND_ITEM))
    assert deck.slides[AGENDA - 1].statement == "本次会议共4项议题"
    assert deck.slides[FIRST_ITEM].source.stamp.number == "议题材料〔2026〕1号"


@pytest.mark.parametrize("role", list(Role))
def test_a_meeting_is_seen_by_whoever_sees_the_county(county, meeting, role):
    if role in SEEING:
        assert len(deck_of(county, USERS[role], meeting).slides) == LAST
        return
    with pytest.raises(AccessError, match="没有这次会议"):
        deck_of(county, USERS[role], meeting)
    assert [act.subject for act in acts(county, "拒绝访问")] == [f"会议{meeting}的放映"]


@pytest.mark.parametrize("meeting_id", [0, 99])
def test_a_meeting_that_is_not_there_or_elsewhere_looks_the_same(county, meeting, meeting_id):
    far = User("far", "外县甲", Role.OFFICE, (FAR,))
    refusals = set()
    for user, asked in ((far, meeting), (OFFICE, meeting_id)):
        for use in (deck_of, wall_of):
            with pytest.raises(AccessError) as refused:
                use(county, user, asked)
            refusals.add(str(refused.value))
    assert len(refusals) == 1


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.OFFICE])
def test_only_the_office_moves_the_slide(county, meeting, role):
    with pytest.raises(AccessError):
        move_to(county, USERS[role], meeting, 5, 1)
    assert wall_of(county, OFFICE, meeting).slide == 1
    assert len(acts(county, "拒绝访问")) == 1


def test_another_countys_office_moves_nothing(county, meeting):
    with pytest.raises(AccessError):
        move_to(county, User("far", "外县甲", Role.OFFICE, (FAR,)), meeting, 5, 1)
    assert wall_of(county, OFFICE, meeting).slide == 1


def test_moving_stores_the_number_and_is_no_act(county, meeting):
    known = len(acts(county, "放映"))
    assert move_to(county, OFFICE, meeting, 5, 1, "a") == 5
    assert (wall_of(county, OFFICE, meeting).slide, len(acts(county, "放映"))) == (5, known)


@pytest.mark.parametrize("number", [0, -1, LAST + 1])
def test_a_slide_that_is_not_there_is_refused(county, meeting, number):
    with pytest.raises(SlideError, match=f"共{LAST}页"):
        move_to(county, OFFICE, meeting, number, 1, "a")
    assert wall_of(county, OFFICE, meeting).slide == 1


def test_a_press_that_was_overtaken_is_dropped(county, meeting):
    assert move_to(county, OFFICE, meeting, 7, 5, "a") == 7
    assert move_to(county, OFFICE, meeting, 4, 2, "a") == 7
    assert wall_of(county, OFFICE, meeting).slide == 7


def test_the_same_press_once_more_changes_nothing(county, meeting):
    assert [move_to(county, OFFICE, meeting, 7, 5, "a") for _ in range(2)] == [7, 7]


def test_another_screen_counts_for_itself(county, meeting):
    move_to(county, OFFICE, meeting, 7, 5, "a")
    assert move_to(county, OFFICE, meeting, 3, 1, "b") == 3


def test_twenty_presses_at_once_end_at_the_newest(county, meeting):
    def press(count):
        move_to(county, OFFICE, meeting, 1 + count % LAST, count, "a")

    assert in_threads([lambda count=count: press(count) for count in range(20)]) == []
    assert wall_of(county, OFFICE, meeting).slide == 1 + 19 % LAST


def test_moving_leaves_the_version_of_the_meeting_alone(county, meeting):
    move_to(county, OFFICE, meeting, 7, 1, "a")
    with Session(county) as session:
        assert session.get(Meeting, meeting).version == 1


def test_the_deck_is_another_when_an_item_is_decided_but_not_when_the_slide_moves(county, meeting):
    before = wall_of(county, OFFICE, meeting)
    move_to(county, OFFICE, meeting, 7, 1, "a")
    assert wall_of(county, OFFICE, meeting).deck == before.deck
    decide(county, meeting)
    assert wall_of(county, OFFICE, meeting).deck != before.deck


def test_the_latest_decision_stands_on_the_items_slide(county, meeting):
    decide(county, meeting, text="先前的意见。")
    decide(county, meeting)
    item = deck_of(county, OFFICE, meeting).slides[FIRST_ITEM - 1].body
    assert isinstance(item, Item)
    assert item.state_text == "已议定、待纪要"
    assert (item.outcome.result, item.outcome.text) == ("修改后同意", "同意清退，腾空期限延长至九个月。")
    assert item.outcome.units == ("市经信局", "安仁镇")


def test_an_item_that_was_reopened_shows_no_decision(county, meeting):
    decide(county, meeting)
    with writing(county) as session:
        item_of(session, meeting).state = ItemState.DEFERRED
    item = deck_of(county, OFFICE, meeting).slides[FIRST_ITEM - 1].body
    assert (item.state_text, item.outcome) == ("缓议", None)


def test_opening_and_ending_are_acts_each_once_a_showing(county, meeting):
    for what in ("打开", "打开", "结束", "结束"):
        note_meeting(county, OFFICE, meeting, what, "0123456789abcdef")
    note_meeting(county, OFFICE, meeting, "打开", "fedcba9876543210")
    assert [json.loads(act.detail)["放映"] for act in acts(county, "放映")] == ["打开", "结束", "打开"]


def test_whoever_only_follows_opens_nothing(county, meeting):
    with pytest.raises(AccessError):
        note_meeting(county, USERS[Role.LEADER], meeting, "打开", "0123456789abcdef")
    assert acts(county, "放映") == []


def test_a_paper_alone_is_shown_to_whoever_reads_it(county):
    one = a_paper(county)
    assert len(deck_of_paper(county, USERS[Role.LEADER], one).slides) == AGENDA - 1
    note_paper(county, USERS[Role.LEADER], one, "打开", "0123456789abcdef")
    assert [act.subject for act in acts(county, "放映")] == ["简报〔2026〕1号 第1版"]
    for use in (lambda: deck_of_paper(county, USERS[Role.OPERATOR], one),
                lambda: note_paper(county, USERS[Role.OPERATOR], one, "打开", "0")):
        with pytest.raises(AccessError):
            use()


def test_the_item_on_the_wall_is_that_of_the_slide(county, meeting):
    ids = [slide.item for slide in deck_of(county, OFFICE, meeting).slides]
    with Session(county) as session:
        places = [None, *(item_of(session, meeting, place).id for place in range(1, 5))]
    for count, number in enumerate((1, AGENDA, FIRST_ITEM, SECOND_ITEM - 1, SECOND_ITEM, LAST), start=1):
        move_to(county, OFFICE, meeting, number, count, "a")
        assert item_on_wall(county, USERS[Role.LEADER], meeting) == places[ids[number - 1]]


@pytest.mark.parametrize("role", [Role.OPERATOR, Role.ADMINISTRATOR])
def test_who_does_not_see_the_meeting_is_not_told_what_stands_on_the_wall(county, meeting, role):
    with pytest.raises(AccessError):
        item_on_wall(county, USERS[role], meeting)


def test_a_press_decodes_no_paper_whose_slides_were_counted_before(county, meeting, monkeypatch):
    move_to(county, OFFICE, meeting, 2, 1, "a")
    monkeypatch.setattr("data.presenting.frozen_from", lambda _: pytest.fail("a paper was decoded again"))
    decide(county, meeting)
    assert move_to(county, OFFICE, meeting, LAST, 2, "a") == LAST
    with pytest.raises(SlideError):
        move_to(county, OFFICE, meeting, LAST + 1, 3, "a")


def test_another_paper_on_the_wall_is_counted_anew(county, meeting):
    move_to(county, OFFICE, meeting, LAST, 1, "a")
    with writing(county) as session:
        session.get(Meeting, meeting).deck_id = None
    with pytest.raises(SlideError, match=f"共{LAST - AGENDA + 2}页"):
        move_to(county, OFFICE, meeting, LAST, 2, "a")

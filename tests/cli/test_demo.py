"""The demonstration's papers and meetings: in every state, always the same for one seed, and without touching facts."""

import shutil

import pandas as pd
import pytest
from sqlmodel import Session, func, select

from cli.demo.sittings import conduct
from core.access import EVERYTHING, Role, User
from core.assessment import assess
from core.meeting import ActionState, ItemKind, ItemState, MeetingState
from core.paper import PaperKind
from core.policy import load_policy
from data.audit import verify
from data.demo import LAST_DAY, fill
from data.demo.accounts import HOME
from data.dispatches import awaiting_receipt, dispatches_of
from data.engine import data_version, migrate, open_engine, writing
from data.meetings.reading import read_actions, read_meeting, read_meetings
from data.papers import papers_of
from data.presenting import deck_of
from data.snapshot import read_snapshot
from data.tables import Act, County, FrozenPaper, Meeting, Park
from tests.factory import a_county

OFFICE = User("office", "办公室甲", Role.OFFICE, (HOME,))
OPERATOR = User("yuanqu2", "郑填报", Role.OPERATOR, (HOME,), (f"{HOME}002", f"{HOME}003"))
PARKS = 9
"""One of them lies in another county."""


@pytest.fixture(scope="module")
def filled(tmp_path_factory):
    """A database with facts and accounts alone; its directory."""
    place = tmp_path_factory.mktemp("filled")
    engine = open_engine(f"sqlite:///{place / 'parks.db'}")
    migrate(engine)
    fill(engine, parks=PARKS)
    engine.dispose()
    return place


def copy_of(filled, place):
    shutil.copy(filled / "parks.db", place / "parks.db")
    return open_engine(f"sqlite:///{place / 'parks.db'}")


@pytest.fixture(scope="module")
def busy(filled, tmp_path_factory):
    engine = copy_of(filled, tmp_path_factory.mktemp("busy"))
    assert conduct(engine)
    yield engine
    engine.dispose()


def counts(engine):
    with Session(engine) as session:
        return [session.exec(select(func.count()).select_from(one)).one() for one in (Act, Meeting, FrozenPaper)]


def test_one_meeting_is_issued_and_one_is_called(busy):
    coming, held = read_meetings(busy, OFFICE)
    assert (held.state, coming.state) == (MeetingState.ISSUED, MeetingState.NOTICE)
    assert held.starts_at.date() < LAST_DAY < coming.starts_at.date()
    whole = read_meeting(busy, OFFICE, held.id)
    assert {one.state for one in whole.items} == {ItemState.DECIDED, ItemState.DEFERRED}
    assert len(whole.attendance) < len(whole.units)
    assert all(one.paper_id for meeting in (held, coming) for one in read_meeting(busy, OFFICE, meeting.id).items)


def test_what_was_put_off_and_what_is_overdue_comes_before_the_next_meeting(busy):
    coming, held = (read_meeting(busy, OFFICE, one.id) for one in read_meetings(busy, OFFICE))
    [deferred] = held.in_state(ItemState.DEFERRED)
    assert [one.copied_from for one in coming.items if one.copied_from] == [deferred.id]
    assert {one.kind for one in coming.items} >= {ItemKind.EXIT, ItemKind.LOW_CONCENTRATION, ItemKind.OVERDUE_ACTION}


def test_action_items_stand_in_every_state(busy):
    actions = read_actions(busy, OFFICE)
    assert {one.state for one in actions} == set(ActionState)
    assert [one.unit for one in actions if one.is_overdue(LAST_DAY)] == ["经商局"]


def test_a_briefing_opens_the_coming_meeting_and_a_bulletin_waits_for_receipts(busy):
    papers = {one.kind: one for one in papers_of(busy, OFFICE, PaperKind.BRIEFING, PaperKind.BULLETIN)}
    coming = read_meeting(busy, OFFICE, read_meetings(busy, OFFICE)[0].id)
    assert coming.deck_id == papers[PaperKind.BRIEFING].id
    assert deck_of(busy, OFFICE, coming.id).slides[0].key == "deck.1"
    lines = dispatches_of(busy, OFFICE, papers[PaperKind.BULLETIN].id)
    assert {one.park_code for one in lines} == {f"{HOME}00{place}" for place in range(1, 9)}
    assert [one.received_by for one in lines if one.received_at] == ["吴填报"]
    assert [one.paper_id for one in awaiting_receipt(busy, OPERATOR)] == [papers[PaperKind.BULLETIN].id]


def test_only_the_first_county_has_any(busy):
    with Session(busy) as session:
        assert session.exec(select(func.count()).select_from(Park).where(Park.county_code != HOME)).one() == 1
        assert set(session.exec(select(FrozenPaper.counties))) == {HOME}
        assert set(session.exec(select(Meeting.county_code))) == {HOME}


def test_no_figure_differs_from_the_facts_alone(busy, filled, tmp_path):
    alone = copy_of(filled, tmp_path)
    before, after = (assess(read_snapshot(one, EVERYTHING), load_policy(), LAST_DAY) for one in (alone, busy))
    pd.testing.assert_frame_equal(before.findings, after.findings)
    pd.testing.assert_frame_equal(before.parks, after.parks)
    pd.testing.assert_frame_equal(before.contracts, after.contracts)
    assert data_version(alone) == data_version(busy)
    alone.dispose()


def test_a_second_run_changes_nothing(busy):
    before = counts(busy)
    assert not conduct(busy)
    assert counts(busy) == before


def test_the_same_facts_give_the_same_papers(busy, filled, tmp_path):
    again = copy_of(filled, tmp_path)
    assert conduct(again)
    assert hashes(again) == hashes(busy)
    again.dispose()


def hashes(engine):
    with Session(engine) as session:
        wanted = select(FrozenPaper.kind, FrozenPaper.number, FrozenPaper.hash)
        return session.exec(wanted.order_by(FrozenPaper.id)).all()


def test_every_act_is_in_the_record(busy):
    assert verify(busy).is_clean


def test_a_county_that_is_no_demonstration_is_left_alone(sqlite_engine):
    with writing(sqlite_engine) as session:
        a_county(session)
    assert not conduct(sqlite_engine)
    assert counts(sqlite_engine) == [0, 0, 0]


def test_without_its_people_nothing_is_done(sqlite_engine):
    with writing(sqlite_engine) as session:
        session.add(County(code=HOME, name="龙泉市（演示）"))
    assert not conduct(sqlite_engine)


def test_one_park_on_either_database_is_enough(engine):
    fill(engine, parks=1)
    assert conduct(engine)
    assert [one.state for one in read_meetings(engine, OFFICE)] == [MeetingState.NOTICE, MeetingState.ISSUED]

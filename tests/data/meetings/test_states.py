"""Every state × every act: done where the table allows it, else refused with a sentence and nothing changed."""

from pathlib import Path

import pytest
import yaml

from core.meeting import ActionState, ItemState, MeetingState
from data.meetings.errors import MeetingError
from data.meetings.reading import read_actions
from data.tables import Act, ActionItem, AgendaItem, Decision
from data.tables import Meeting as StoredMeeting
from tests.data.meetings.deeds import DEEDS, ON_ACTIONS
from tests.data.meetings.scene import (
    AGREED,
    DEPARTMENT,
    EXIT,
    FREE,
    LEADER,
    OFFICE,
    TO_DO,
    Meeting,
    a_scene,
    issued,
    stored,
)

TABLE = yaml.safe_load((Path(__file__).parent / "acts.yaml").read_text())
TABLES = (StoredMeeting, AgendaItem, Decision, ActionItem, Act)


@pytest.fixture
def scene(sqlite_engine):
    return a_scene(sqlite_engine)


def everything(engine):
    return [one.model_dump() for table in TABLES for one in stored(engine, table)]


def is_done(engine, deed, *arguments):
    """Whether it was done; where not, nothing has changed."""
    before = everything(engine)
    try:
        deed(*arguments)
    except MeetingError as refusal:
        assert str(refusal).endswith("。") or "；" in str(refusal)
        assert everything(engine) == before
        return False
    assert everything(engine) != before
    return True


def in_state(engine, state, deed):
    """A meeting with two items, of which the second is decided as soon as it can be, and the first as the act needs."""
    meeting = Meeting(engine, FREE, EXIT)
    match state:
        case MeetingState.NOTICE:
            return meeting
        case MeetingState.CANCELLED:
            return meeting.cancel()
    meeting.open()
    meeting.decide(AGREED, 2)
    if state is not MeetingState.OPEN or deed in ("reopen", "to_minutes"):
        meeting.decide()
    if state is not MeetingState.OPEN:
        meeting.to_minutes()
    if state is MeetingState.ISSUED or deed == "issue" and state is MeetingState.MINUTES:
        meeting.confirm()
    if state is MeetingState.ISSUED:
        meeting.issue()
    elif state is MeetingState.MINUTES and deed in ("defer", "withdraw"):
        DEEDS["reopen"](OFFICE, meeting)
    return meeting


UNDECIDED = (MeetingState.NOTICE, MeetingState.CANCELLED)
"""Nothing is decided, so that there is nothing to correct."""


@pytest.mark.parametrize(("state", "deed"), [
    (state, deed) for state in MeetingState for deed in TABLE["meeting"] if deed != "correct" or state not in UNDECIDED
])
def test_an_act_is_done_in_the_states_that_the_table_names(scene, state, deed):
    meeting = in_state(scene, state, deed)
    user = LEADER if deed == "confirm" else OFFICE
    assert is_done(scene, DEEDS[deed], user, meeting) == (state in TABLE["meeting"][deed])


@pytest.mark.parametrize("deed", TABLE["item"])
@pytest.mark.parametrize("state", ItemState)
def test_an_item_is_dealt_with_in_the_states_that_the_table_names(scene, state, deed):
    meeting = Meeting(scene, FREE, EXIT).open()
    by = {ItemState.DECIDED: "decide", ItemState.DEFERRED: "defer", ItemState.WITHDRAWN: "withdraw"}
    if state in by:
        DEEDS[by[state]](OFFICE, meeting)
    assert meeting.item().state is state
    assert is_done(scene, DEEDS[deed], OFFICE, meeting) == (state in TABLE["item"][deed])


@pytest.mark.parametrize("deed", TABLE["action"])
@pytest.mark.parametrize("state", ActionState)
def test_an_action_item_moves_as_the_table_says(scene, state, deed):
    issued(scene, (FREE, TO_DO))
    ways = {
        ActionState.UNDER_WAY: [], ActionState.REPORTED: ["report_done"],
        ActionState.SENT_BACK: ["report_done", "send_back"], ActionState.DONE: ["report_done", "confirm_done"],
    }
    for one in ways[state]:
        ON_ACTIONS[one](scene, DEPARTMENT if one == "report_done" else OFFICE, read_actions(scene, OFFICE)[0])
    [action] = read_actions(scene, OFFICE)
    assert action.state is state
    user = DEPARTMENT if deed == "report_done" else OFFICE
    assert is_done(scene, ON_ACTIONS[deed], scene, user, action) == (state in TABLE["action"][deed])


def test_the_table_names_every_act_but_calling():
    assert set(TABLE["meeting"]) == set(DEEDS) - {"call"}
    assert set(TABLE["action"]) == set(ON_ACTIONS)

"""From stored rows to a meeting, its decisions and action items as they are read; within a session at hand."""

import json
from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import date, datetime

from sqlalchemy import ColumnElement
from sqlmodel import Session, col, select

from core.meeting import ActionState, Attendee, ItemKind, ItemState, MeetingState, Result, Ruling
from data.meetings.views import SeenAction, SeenDecision, SeenItem, SeenStep, WholeMeeting
from data.tables import ActionItem, ActionStep, AgendaItem, Decision, Meeting

MOMENT = "%Y-%m-%d %H:%M"


def items_of(session: Session, meeting: Meeting) -> list[AgendaItem]:
    """In the order of the agenda."""
    wanted = select(AgendaItem).where(AgendaItem.meeting_id == meeting.id)
    return list(session.exec(wanted.order_by(col(AgendaItem.position), col(AgendaItem.id))))


def whole_meeting(session: Session, meeting: Meeting) -> WholeMeeting:
    """The meeting with its agenda and decisions."""
    decisions: dict[int, list[SeenDecision]] = defaultdict(list)
    for one in decisions_where(session, col(AgendaItem.meeting_id) == meeting.id):
        decisions[one.item_id].append(one)
    items = tuple(_item(one, decisions[one.id or 0]) for one in items_of(session, meeting))
    return WholeMeeting(
        meeting.id or 0, meeting.county_code, meeting.year, meeting.serial, meeting.title, MeetingState(meeting.state),
        starts_at(meeting), meeting.place, meeting.convener, units_of(meeting.units),
        tuple(Attendee(**one) for one in json.loads(meeting.attendance)), meeting.as_of, meeting.deck_id,
        meeting.slide, meeting.minutes_id, meeting.confirmed_at, meeting.confirmed_by, meeting.issued_on,
        meeting.cancelled_why, meeting.version, items,
    )


def starts_at(meeting: Meeting) -> datetime:
    """In China, without a zone."""
    return datetime.strptime(meeting.starts_at, MOMENT)


def units_of(stored: str) -> tuple[str, ...]:
    """From the JSON list."""
    return tuple(json.loads(stored))


def ruling_of(decision: Decision) -> Ruling:
    """What was decided, as the minutes say it."""
    return Ruling(
        Result(decision.result), decision.text, units_of(decision.units), decision.due_on, decision.number,
    )


def decisions_where(session: Session, *wanted: ColumnElement[bool]) -> list[SeenDecision]:
    """In the order in which they were entered; conditions on Decision, AgendaItem and Meeting."""
    joined = select(Decision, AgendaItem, Meeting).join(AgendaItem, col(Decision.item_id) == AgendaItem.id)
    found = session.exec(
        joined.join(Meeting, col(AgendaItem.meeting_id) == Meeting.id).where(*wanted).order_by(col(Decision.id))).all()
    corrected = _corrected(session, [one.id for one, _, _ in found])
    return [_decision(decision, item, meeting, corrected.get(decision.id)) for decision, item, meeting in found]


def _corrected(session: Session, ids: Sequence[int | None]) -> dict[int | None, int | None]:
    """Decision -> the one that replaces it."""
    wanted = select(Decision.corrects, Decision.id).where(col(Decision.corrects).in_(ids))
    return dict(iter(session.exec(wanted)))


def _decision(decision: Decision, item: AgendaItem, meeting: Meeting, corrected_by: int | None) -> SeenDecision:
    return SeenDecision(
        decision.id or 0, decision.item_id, item.meeting_id, meeting.county_code, ItemKind(item.kind), item.title,
        item.park_code, item.subject, ruling_of(decision), decision.decided_on, decision.entered_at,
        decision.entered_by, decision.in_force_at, decision.corrects, corrected_by, decision.why,
    )


def _item(item: AgendaItem, decisions: Iterable[SeenDecision]) -> SeenItem:
    return SeenItem(
        item.id or 0, item.position, ItemKind(item.kind), item.title, item.motion, item.park_code, item.subject,
        ItemState(item.state), item.remark, item.paper_id, item.copied_from, item.version, tuple(decisions),
    )


def actions_where(session: Session, *wanted: ColumnElement[bool]) -> list[SeenAction]:
    """By deadline, those without one last; conditions on ActionItem."""
    joined = select(ActionItem, Decision, AgendaItem).join(Decision, col(ActionItem.decision_id) == Decision.id)
    found = session.exec(
        joined.join(AgendaItem, col(Decision.item_id) == AgendaItem.id).where(*wanted).order_by(col(ActionItem.id)),
    ).all()
    steps = _steps(session, [action.id for action, _, _ in found])
    seen = [_action(action, decision, item, steps[action.id]) for action, decision, item in found]
    return sorted(seen, key=lambda one: (one.due_on is None, one.due_on or date.max, one.id))


def _steps(session: Session, ids: Sequence[int | None]) -> dict[int | None, list[SeenStep]]:
    found: dict[int | None, list[SeenStep]] = defaultdict(list)
    for one in session.exec(
        select(ActionStep).where(col(ActionStep.action_id).in_(ids)).order_by(col(ActionStep.id))
    ):
        found[one.action_id].append(SeenStep(ActionState(one.state), one.note, one.at, one.by))
    return found


def _action(action: ActionItem, decision: Decision, item: AgendaItem, steps: Iterable[SeenStep]) -> SeenAction:
    return SeenAction(
        action.id or 0, action.decision_id, decision.number or "", item.meeting_id, action.county_code, item.title,
        item.park_code, item.subject, action.unit, action.task, action.due_on, ActionState(action.state),
        action.version, tuple(steps),
    )

"""Giving action items out of a decision in force, and each step that one makes."""

from sqlmodel import Session, col, select

from core.access import User
from core.meeting import ActionState, Ruling
from data.acts import utc_now
from data.meetings.assembling import ruling_of
from data.tables import ActionItem, ActionStep, AgendaItem, Decision


def give(session: Session, user: User, item: AgendaItem, decision: Decision) -> list[int]:
    """One for each unit; their ids. What is agreed without words of its own is the motion."""
    ruling: Ruling = ruling_of(decision)
    found = []
    for unit in ruling.units:
        action = ActionItem(
            decision_id=decision.id or 0, county_code=decision.county_code, unit=unit,
            task=ruling.text or item.motion, due_on=ruling.due_on,
        )
        session.add(action)
        session.flush()
        step(session, user, action, ActionState.UNDER_WAY, f"{decision.number}交办")
        found.append(action.id or 0)
    return found


def close_open(session: Session, user: User, decision: Decision, note: str) -> list[int]:
    """Those of a decision that are not done, closed with a step that says why; their ids."""
    wanted = select(ActionItem).where(ActionItem.decision_id == decision.id, ActionItem.state != ActionState.DONE)
    closed = list(session.exec(wanted.order_by(col(ActionItem.id))))
    for action in closed:
        step(session, user, action, ActionState.DONE, note)
        action.version += 1
    return [one.id or 0 for one in closed]


def step(session: Session, user: User, action: ActionItem, state: ActionState, note: str) -> None:
    """Into a state, with its words."""
    action.state = state
    session.add(ActionStep(action_id=action.id or 0, state=state, note=note, at=utc_now(), by=user.full_name))

"""What a unit was given to do: reported done by the unit, then confirmed or sent back by the office."""

from collections.abc import Callable

from sqlalchemy import Engine
from sqlmodel import Session

from core.access import AccessError, Action, User
from core.meeting import ANSWERABLE, ActionState
from data.acts import ActKind
from data.meetings.errors import MeetingError
from data.meetings.ground import Kept, carry_out, ensure_seen, said, sees_meetings_of
from data.meetings.tasks import step
from data.tables import ActionItem, Decision


def report_done(engine: Engine, user: User, action_id: int, note: str, *, seen_version: int, key: str) -> int:
    """By an account of the responsible unit; the action item's id."""
    def work(session: Session) -> Kept:
        action = _within(session, user, action_id, _answers_for)
        return _step(session, user, action, seen_version, ActionState.REPORTED, said(note, "办理情况"), *ANSWERABLE)

    return carry_out(engine, user, Action.ANSWER, f"交办{action_id} 报办结", work, key=key)


def confirm_done(
    engine: Engine, user: User, action_id: int, note: str = "", *, seen_version: int, key: str,
) -> int:
    """By the office; the action item's id."""
    def work(session: Session) -> Kept:
        action = _within(session, user, action_id, sees_meetings_of)
        return _step(session, user, action, seen_version, ActionState.DONE, note.strip(), ActionState.REPORTED)

    return carry_out(engine, user, Action.MEET, f"交办{action_id} 确认办结", work, key=key)


def send_back(engine: Engine, user: User, action_id: int, why: str, *, seen_version: int, key: str) -> int:
    """By the office, with what is still missing; the action item's id."""
    def work(session: Session) -> Kept:
        action = _within(session, user, action_id, sees_meetings_of)
        why_ = said(why, "退回的原因")
        return _step(session, user, action, seen_version, ActionState.SENT_BACK, why_, ActionState.REPORTED)

    return carry_out(engine, user, Action.MEET, f"交办{action_id} 退回补办", work, key=key)


def _within(
    session: Session, user: User, action_id: int, is_within: Callable[[User, str], bool],
) -> ActionItem:
    action = session.get(ActionItem, action_id)
    if action is None or not is_within(user, action.county_code):
        raise AccessError("没有这项交办，或它不在本账号的范围内。")
    if is_within is _answers_for and action.unit != user.unit:
        raise AccessError(f"这项交办由{action.unit}办理，请由该单位的账号反馈。")
    return action


def _answers_for(user: User, county: str) -> bool:
    """Of the account's county, whatever else it sees there."""
    return user.counties is None or county in user.counties


def _step(
    session: Session, user: User, action: ActionItem, seen_version: int, state: ActionState, note: str,
    *states: ActionState,
) -> Kept:
    ensure_seen(session, action, seen_version)
    if action.state not in states:
        raise MeetingError(f"这项交办现在是“{ActionState(action.state)}”，不能转为“{state}”。请刷新后核对。")
    step(session, user, action, state, note)
    action.version += 1
    decision = session.get(Decision, action.decision_id)
    number = (decision.number if decision else None) or ""
    detail = {"操作": state, "交办": action.id, "县": action.county_code, "单位": action.unit, "说明": note}
    return Kept(action.id or 0, f"{number} {action.unit} {state}", detail, ActKind.ACTION)

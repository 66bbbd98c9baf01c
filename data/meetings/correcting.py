"""After the minutes are issued a decision is only corrected: by another decision, with its own number."""

from collections.abc import Sequence
from datetime import date

from sqlalchemy import Engine
from sqlmodel import Session, select

from core.access import AccessError, Action, User
from core.meeting import ItemKind, Result, Ruling
from data.acts import Change, append, utc_now
from data.engine import alone
from data.meetings.effects import (
    EXITS,
    change_deadline,
    clear,
    order_rectification,
    undo_clearing,
    undo_rectification,
)
from data.meetings.errors import MeetingError
from data.meetings.ground import Kept, carry_out, item_within, of_item, said
from data.meetings.issuing import decided, number
from data.meetings.rulings import problem_with, tidied, write_ruling
from data.meetings.tasks import close_open, give
from data.records import IMPORT_LOCK
from data.tables import AgendaItem, Decision, Meeting


def correct(
    engine: Engine, user: User, decision_id: int, ruling: Ruling, *, why: str, on: date, key: str,
) -> int:
    """Replace a decision in force; the new one's id. The first stays as it is.

    Its open action items are closed with a step that says so, new ones are given, and the fact follows where it may.
    """
    def work(session: Session) -> Kept:
        alone(session, IMPORT_LOCK)
        meeting, item, old = _in_force(session, user, decision_id)
        new = _another(user, old, tidied(ruling), said(why, "更正的原因"), on)
        changes = _follow(session, user, meeting, item, old, new, on)
        number(session, new, on)
        closed = close_open(session, user, old, f"{old.number}已由{new.number}更正，不再按原决议办理：{new.why}")
        given = give(session, user, item, new)
        append(session, user, decided(
            meeting, item, new, changes, 更正=old.number, 更正原因=new.why, 不再办理=closed, 交办=given))
        kept = of_item(meeting, item, "更正决议", 原=old.number, 决议=new.number, 事由=new.why)
        return Kept(new.id or 0, kept.subject, kept.detail)

    return carry_out(engine, user, Action.MEET, f"决议{decision_id} 更正", work, key=key)


def _in_force(session: Session, user: User, decision_id: int) -> tuple[Meeting, AgendaItem, Decision]:
    """The decision that holds. Raises AccessError out of reach, MeetingError where it is not in force (any more)."""
    decision = session.get(Decision, decision_id)
    if decision is None:
        raise AccessError("没有这项决议，或它不在本账号的范围内。")
    meeting, item = item_within(session, user, decision.item_id)
    if decision.in_force_at is None:
        raise MeetingError("纪要还没有印发，决议可以直接修改，不必更正。")
    later = session.exec(select(Decision).where(Decision.corrects == decision_id)).first()
    if later is not None:
        raise MeetingError(f"{decision.number}已由{later.number}更正。需要再改的，请更正{later.number}。")
    return meeting, item, decision


def _another(user: User, old: Decision, ruling: Ruling, why: str, on: date) -> Decision:
    if problem := problem_with(ruling, on):
        raise MeetingError(problem)
    if on < old.decided_on:
        raise MeetingError(f"更正日期{on}早于原决议日期{old.decided_on}，请核对。")
    new = Decision(
        item_id=old.item_id, county_code=old.county_code, year=on.year, result=ruling.result, text="",
        decided_on=on, entered_at=utc_now(), entered_by=user.full_name, corrects=old.id, why=why,
    )
    write_ruling(new, ruling)
    return new


def _follow(
    session: Session, user: User, meeting: Meeting, item: AgendaItem, old: Decision, new: Decision, on: date,
) -> Sequence[Change]:
    """The facts from what was decided to what is: nothing is done to what both say."""
    if item.kind != ItemKind.EXIT:
        return ()
    changes: list[Change] = []
    if old.rectification and new.result == Result.RECTIFY:
        new.rectification = old.rectification
        return change_deadline(session, user, item, old.rectification, new.due_on)
    if old.rectification:
        changes += undo_rectification(session, user, item, old.rectification)
    if old.result in EXITS and new.result not in EXITS:
        changes += undo_clearing(session, user, item)
    if new.result in EXITS and old.result not in EXITS:
        changes += clear(session, user, item, new)
    if new.result == Result.RECTIFY:
        changes += order_rectification(session, user, meeting, item, new, on)
    return changes

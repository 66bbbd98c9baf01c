"""What becomes of an item while the meeting is open or its minutes are drawn up."""

from sqlalchemy import Engine
from sqlmodel import Session, col, select

from core.access import Action, User
from core.meeting import ItemState, MeetingState, Ruling
from data.acts import utc_now
from data.meetings.assembling import ruling_of, starts_at
from data.meetings.errors import MeetingError
from data.meetings.ground import Kept, carry_out, ensure_seen, item_within, of_item, require_state, said, touch
from data.meetings.rulings import in_words, problem_with, tidied, write_ruling
from data.tables import AgendaItem, Decision, Meeting

BEFORE_ISSUE = (MeetingState.OPEN, MeetingState.MINUTES)
DECIDABLE = (ItemState.OPEN, ItemState.DECIDED)


def decide(
    engine: Engine, user: User, item_id: int, ruling: Ruling, *, seen_version: int, key: str,
) -> int:
    """Decide an open item, or change what was decided; the decision's id. It comes into force with the minutes.

    seen_version: of the item. Raises MeetingError with what is missing: text, deadline or unit.
    """
    def work(session: Session) -> Kept:
        meeting, item = _at_hand(session, user, item_id, seen_version, "作出决议", *DECIDABLE)
        wanted, held_on = tidied(ruling), starts_at(meeting).date()
        if problem := problem_with(wanted, held_on):
            raise MeetingError(problem)
        decision = pending(session, item)
        before = in_words(ruling_of(decision)) if decision else None
        if decision is None:
            decision = Decision(
                item_id=item_id, county_code=meeting.county_code, year=held_on.year, result=wanted.result, text="",
                decided_on=held_on, entered_at="", entered_by="",
            )
        else:
            decision.version += 1
        write_ruling(decision, wanted)
        decision.decided_on, decision.entered_at, decision.entered_by = held_on, utc_now(), user.full_name
        item.state = ItemState.DECIDED
        touch(meeting, item)
        session.add(decision)
        session.flush()
        kept = of_item(meeting, item, "作出决议", 决议=decision.id, 原=before, **in_words(wanted))
        return Kept(decision.id or 0, kept.subject, kept.detail)

    return carry_out(engine, user, Action.MEET, f"议题{item_id} 作出决议", work, key=key)


def defer(engine: Engine, user: User, item_id: int, why: str, *, seen_version: int, key: str) -> int:
    """To the next meeting; the item's id."""
    return _set_aside(engine, user, item_id, ItemState.DEFERRED, why, seen_version, key)


def withdraw(engine: Engine, user: User, item_id: int, why: str, *, seen_version: int, key: str) -> int:
    """The item stays in sight with the reason; its id."""
    return _set_aside(engine, user, item_id, ItemState.WITHDRAWN, why, seen_version, key)


def reopen(engine: Engine, user: User, item_id: int, *, seen_version: int, key: str) -> int:
    """Back to 待议, while the minutes are not issued; the item's id. What was decided stays in the record of acts."""
    def work(session: Session) -> Kept:
        ended = [one for one in ItemState if one is not ItemState.OPEN]
        meeting, item = _at_hand(session, user, item_id, seen_version, "恢复待议", *ended)
        decision = pending(session, item)
        before: dict[str, object] = {"状态": ItemState(item.state).value, "说明": item.remark}
        if decision is not None:
            before |= in_words(ruling_of(decision))
            session.delete(decision)
        item.state, item.remark = ItemState.OPEN, ""
        touch(meeting, item)
        return of_item(meeting, item, "恢复待议", 原=before)

    return carry_out(engine, user, Action.MEET, f"议题{item_id} 恢复待议", work, key=key)


def pending(session: Session, item: AgendaItem) -> Decision | None:
    """What was decided on an item and is not in force yet."""
    wanted = select(Decision).where(Decision.item_id == item.id, col(Decision.in_force_at).is_(None))
    return session.exec(wanted).first()


def _set_aside(
    engine: Engine, user: User, item_id: int, state: ItemState, why: str, seen_version: int, key: str,
) -> int:
    def work(session: Session) -> Kept:
        meeting, item = _at_hand(session, user, item_id, seen_version, state, ItemState.OPEN)
        item.state, item.remark = state, said(why, f"{state}的原因")
        touch(meeting, item)
        return of_item(meeting, item, state, 事由=item.remark)

    return carry_out(engine, user, Action.MEET, f"议题{item_id} {state}", work, key=key)


def _at_hand(
    session: Session, user: User, item_id: int, seen_version: int, what: str, *states: ItemState,
) -> tuple[Meeting, AgendaItem]:
    """The item as it was seen, in one of these states, of a meeting that is not issued."""
    meeting, item = item_within(session, user, item_id)
    ensure_seen(session, item, seen_version)
    require_state(meeting, what, *BEFORE_ISSUE)
    if item.state not in states:
        raise MeetingError(f"这项议题现在是“{ItemState(item.state)}”，不能{what}。请刷新后核对。")
    return meeting, item

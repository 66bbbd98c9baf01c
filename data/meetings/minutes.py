"""From the end of a meeting to its minutes in force: drawn up, confirmed by a leader, issued by the office."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import Engine
from sqlmodel import Session

from core.access import Action, User
from core.meeting import ItemState, MeetingState
from core.paper import Paper
from data.acts import utc_now
from data.meetings.assembling import items_of, starts_at
from data.meetings.errors import MeetingError
from data.meetings.ground import (
    Kept,
    carry_out,
    ensure_seen,
    meeting_within,
    move_on,
    of_meeting,
    require_state,
    touch,
)
from data.meetings.issuing import bring_into_force, freeze_minutes, keep_others_out
from data.meetings.placing import hand_on
from data.meetings.views import WholeMeeting
from data.tables import Meeting


def to_minutes(engine: Engine, user: User, meeting_id: int, *, seen_version: int, key: str) -> int:
    """End the meeting; its id. Raises MeetingError while an item is still open."""
    def work(session: Session) -> Kept:
        meeting = meeting_within(session, user, meeting_id)
        ensure_seen(session, meeting, seen_version)
        move_on(meeting, MeetingState.MINUTES)
        _ensure_none_open(session, meeting)
        touch(meeting)
        return of_meeting(meeting, "散会拟纪要")

    return carry_out(engine, user, Action.MEET, f"会议{meeting_id} 散会拟纪要", work, key=key)


def confirm(engine: Engine, user: User, meeting_id: int, *, seen_version: int, key: str) -> int:
    """By a leader, of what was seen: whatever changes afterwards has to be confirmed again. The meeting's id."""
    def work(session: Session) -> Kept:
        meeting = meeting_within(session, user, meeting_id)
        ensure_seen(session, meeting, seen_version)
        require_state(meeting, "确认纪要", MeetingState.MINUTES)
        _ensure_none_open(session, meeting)
        if meeting.confirmed_at is not None:
            raise MeetingError(f"纪要已由{meeting.confirmed_by}确认。")
        touch(meeting)
        meeting.confirmed_at, meeting.confirmed_by = utc_now(), user.full_name
        return of_meeting(meeting, "确认纪要")

    return carry_out(engine, user, Action.CONFIRM, f"会议{meeting_id} 确认纪要", work, key=key)


def issue(
    engine: Engine, user: User, meeting_id: int, minutes: Callable[[WholeMeeting], Paper], *, seen_version: int,
    on: date, key: str,
) -> int:
    """Bring the decisions into force; the id of the minutes' frozen paper. All of it or nothing.

    minutes: makes their paper of the meeting with the numbers of its decisions. on: the day of issue. Raises
    MeetingError where a fact has made an effect impossible meanwhile.
    """
    def work(session: Session) -> Kept:
        keep_others_out(session)
        meeting = meeting_within(session, user, meeting_id)
        ensure_seen(session, meeting, seen_version)
        _ensure_issuable(session, meeting, on)
        numbers = bring_into_force(session, user, meeting, on)
        move_on(meeting, MeetingState.ISSUED)
        meeting.issued_on, meeting.version = on, meeting.version + 1
        session.flush()
        hand_on(session, meeting.county_code)
        paper = freeze_minutes(session, user, meeting, minutes, on)
        kept = of_meeting(meeting, "印发纪要", 印发日期=on, 决议=numbers, 纪要=paper)
        return Kept(paper, kept.subject, kept.detail)

    return carry_out(engine, user, Action.MEET, f"会议{meeting_id} 印发纪要", work, key=key)


def _ensure_none_open(session: Session, meeting: Meeting) -> None:
    left = [one for one in items_of(session, meeting) if one.state == ItemState.OPEN]
    if left:
        which = "、".join(f"第{one.position}项“{one.title}”" for one in left[:3]) + ("等" if len(left) > 3 else "")
        raise MeetingError(f"还有{len(left)}项议题没有结论：{which}。请先议定、缓议或撤回。")


def _ensure_issuable(session: Session, meeting: Meeting, on: date) -> None:
    require_state(meeting, "印发纪要", MeetingState.MINUTES)
    _ensure_none_open(session, meeting)
    if meeting.confirmed_at is None:
        raise MeetingError("纪要还没有经领导确认，不能印发；确认后又改动的，要重新确认。")
    if on < starts_at(meeting).date():
        raise MeetingError(f"印发日期{on}早于会议日期{starts_at(meeting).date()}，请核对。")

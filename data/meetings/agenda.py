"""The agenda while a meeting is called or open. Once it is open nothing is removed from sight: see ``deciding``."""

from sqlalchemy import Engine
from sqlmodel import Session

from core.access import Action, User
from core.meeting import ItemState, MeetingState, Proposal
from data.meetings.assembling import items_of
from data.meetings.errors import MeetingError
from data.meetings.ground import (
    Kept,
    carry_out,
    ensure_seen,
    item_within,
    meeting_within,
    of_item,
    require_state,
    said,
    touch,
)
from data.meetings.placing import place, renumber

BEFORE_ITS_END = (MeetingState.NOTICE, MeetingState.OPEN)


def add_item(engine: Engine, user: User, meeting_id: int, proposal: Proposal, *, key: str) -> int:
    """At the end of the agenda; the item's id. It overwrites nothing, so that no version has to be seen."""
    def work(session: Session) -> Kept:
        meeting = meeting_within(session, user, meeting_id)
        require_state(meeting, "增加议题", *BEFORE_ITS_END)
        item = place(session, meeting, proposal)
        touch(meeting)
        return of_item(meeting, item, "增加议题", 类别=proposal.kind, 议案=item.motion, 对象=item.subject)

    return carry_out(engine, user, Action.MEET, f"会议{meeting_id} 增加议题", work, key=key)


def edit_item(
    engine: Engine, user: User, item_id: int, title: str, motion: str, *, seen_version: int, key: str,
) -> int:
    """An item that is not decided yet; its id. seen_version: of the item."""
    def work(session: Session) -> Kept:
        meeting, item = item_within(session, user, item_id)
        ensure_seen(session, item, seen_version)
        require_state(meeting, "修改议题", *BEFORE_ITS_END)
        if item.state != ItemState.OPEN:
            raise MeetingError(f"这项议题已“{ItemState(item.state)}”，不能修改。请先恢复为“{ItemState.OPEN}”。")
        before = {"标题": item.title, "议案": item.motion}
        item.title, item.motion = said(title, "议题名称"), said(motion, "议案")
        touch(meeting, item)
        return of_item(meeting, item, "修改议题", 原=before, 议案=item.motion)

    return carry_out(engine, user, Action.MEET, f"议题{item_id} 修改", work, key=key)


def move_item(engine: Engine, user: User, item_id: int, position: int, *, seen_version: int, key: str) -> int:
    """To a place from 1; the item's id. seen_version: of the meeting."""
    def work(session: Session) -> Kept:
        meeting, item = item_within(session, user, item_id)
        ensure_seen(session, meeting, seen_version)
        require_state(meeting, "调整议题次序", *BEFORE_ITS_END)
        before, others = item.position, [one for one in items_of(session, meeting) if one.id != item_id]
        others.insert(max(position, 1) - 1, item)
        renumber(others)
        touch(meeting)
        return of_item(meeting, item, "调整次序", 原次序=before)

    return carry_out(engine, user, Action.MEET, f"议题{item_id} 调整次序", work, key=key)


def remove_item(engine: Engine, user: User, item_id: int, *, seen_version: int, key: str) -> int:
    """Before the meeting has opened; the item's id. seen_version: of the item."""
    def work(session: Session) -> Kept:
        meeting, item = item_within(session, user, item_id)
        ensure_seen(session, item, seen_version)
        require_state(meeting, "删去议题", MeetingState.NOTICE)
        kept = of_item(meeting, item, "删去议题", 类别=item.kind, 议案=item.motion, 对象=item.subject)
        session.delete(item)
        session.flush()
        renumber(items_of(session, meeting))
        touch(meeting)
        return kept

    return carry_out(engine, user, Action.MEET, f"议题{item_id} 删去", work, key=key)

"""What every act of a meeting stands on: right, reach, version, key, one transaction, and its record."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import ColumnElement, Engine, or_, select
from sqlmodel import Session

from core.access import AccessError, Action, User
from core.meeting import FOLLOWS, MeetingState
from data.acts import ActKind, Done, append, as_json, denying, in_china
from data.engine import alone, writing
from data.intake.schema import table_of
from data.meetings.errors import MeetingError, StaleError
from data.tables import Act, ActionItem, AgendaItem, Meeting, Submission

MEETING_LOCK = 2022_48
"""Whoever also needs the lock of the records or of the papers takes this one first, and that of the acts last."""
OUT_OF_REACH = "没有这次会议，或它不在本账号的范围内。请联系联席会议办公室。"


@dataclass(frozen=True)
class Kept:
    """What a use case has written: the id that it returns, and its act."""

    id: int
    subject: str
    detail: Mapping[str, Any] = field(default_factory=dict)
    kind: ActKind = ActKind.MEET


def carry_out(
    engine: Engine, user: User, action: Action, subject: str, work: Callable[[Session], Kept], *, key: str,
) -> int:
    """Do a use case alone and whole, or not at all; the same key again returns what the first has returned.

    Raises AccessError, and records the refusal, where the right is lacking or the work finds itself out of reach.
    """
    with denying(engine, user, subject):
        user.require(action)
        with writing(engine) as session:
            alone(session, MEETING_LOCK)
            if (earlier := _earlier(session, user, key)) is not None:
                return earlier
            kept = work(session)
            session.flush()
            act = append(session, user, Done(kept.kind, kept.subject, {**kept.detail, "编号": kept.id}))
            session.add(Submission(key=key, account=user.name, act_sequence=act))
            return kept.id


def _earlier(session: Session, user: User, key: str) -> int | None:
    submitted = session.get(Submission, key)
    if submitted is None:
        return None
    act = session.get(Act, submitted.act_sequence)
    detail = json.loads(act.detail) if act else {}
    if submitted.account != user.name or "编号" not in detail:
        raise MeetingError("这张表单已经提交过。请刷新后重新办理。")
    return int(detail["编号"])


def sees_meetings_of(user: User, county: str) -> bool:
    """Whoever sees facts of the whole county: office, leaders, member units, province."""
    reach = user.reach
    return user.may(Action.SEE) and reach.parks is None and (reach.counties is None or county in reach.counties)


def meeting_within(session: Session, user: User, meeting_id: int) -> Meeting:
    """Raises AccessError where it is of another county, or is not there."""
    meeting = session.get(Meeting, meeting_id)
    if meeting is None or not sees_meetings_of(user, meeting.county_code):
        raise AccessError(OUT_OF_REACH)
    return meeting


def item_within(session: Session, user: User, item_id: int) -> tuple[Meeting, AgendaItem]:
    """An item with its meeting. Raises AccessError."""
    item = session.get(AgendaItem, item_id)
    if item is None:
        raise AccessError("没有这项议题，或它不在本账号的范围内。请刷新会议页面。")
    return meeting_within(session, user, item.meeting_id), item


def move_on(meeting: Meeting, state: MeetingState) -> None:
    """Raises MeetingError where the state does not follow."""
    if state not in FOLLOWS[MeetingState(meeting.state)]:
        raise MeetingError(f"会议现在是“{MeetingState(meeting.state)}”，不能转为“{state}”。请刷新后核对。")
    meeting.state = state


def require_state(meeting: Meeting, what: str, *states: MeetingState) -> None:
    """Raises MeetingError where this cannot be done now."""
    if meeting.state not in states:
        when = "、".join(f"“{one}”" for one in states)
        raise MeetingError(f"会议现在是“{MeetingState(meeting.state)}”，不能{what}；{when}时才能办理。")


def touch(meeting: Meeting, item: AgendaItem | None = None) -> None:
    """It has changed: whoever saw it before has to look again, and so has the leader who confirmed it."""
    meeting.version += 1
    if item is not None:
        item.version += 1
    meeting.confirmed_at = meeting.confirmed_by = None


def ensure_seen(session: Session, record_: Meeting | AgendaItem | ActionItem, seen_version: int) -> None:
    """Raises StaleError, which says who, where the record has changed since it was seen."""
    if record_.version == seen_version:
        return
    name, word = {Meeting: ("会议", "这次会议"), AgendaItem: ("议题", "这项议题"), ActionItem: ("交办", "这项交办")}[
        type(record_)]
    by, at = _last_change(session, name, record_.id or 0)
    who = f"已由{by}于{in_china(at)}修改" if by else "已被他人修改"
    raise StaleError(f"{word}{who}。请刷新，看过最新内容后再办理；您填写的内容没有保存。", by, at)


def _last_change(session: Session, name: str, id_: int) -> tuple[str, str]:
    act = table_of(Act).c
    wanted = select(act.full_name, act.at).where(act.kind.in_(ABOUT_MEETINGS), names(name, id_))
    last = session.connection().execute(wanted.order_by(act.sequence.desc()).limit(1)).first()
    return (last.full_name, last.at) if last else ("", "")


ABOUT_MEETINGS = (ActKind.MEET, ActKind.ACTION, ActKind.DECIDE)


def names(name: str, id_: int) -> ColumnElement[bool]:
    """The act's detail names this id under this name; the detail is compact JSON."""
    start = as_json({name: id_})[1:-1]
    detail = table_of(Act).c.detail
    return or_(*(detail.contains(start + end, autoescape=True) for end in ",}"))


def of_meeting(meeting: Meeting, what: str, **more: Any) -> Kept:
    """An act about a meeting."""
    detail = {"操作": what, "会议": meeting.id, "县": meeting.county_code, **more}
    return Kept(meeting.id or 0, f"{meeting.title} {what}", detail)


def of_item(meeting: Meeting, item: AgendaItem, what: str, **more: Any) -> Kept:
    """An act about an item of a meeting."""
    detail = {"操作": what, "会议": meeting.id, "县": meeting.county_code, "议题": item.id, "标题": item.title, **more}
    return Kept(item.id or 0, f"{meeting.title} 第{item.position}项 {what}", detail)


def said(text: str, what: str) -> str:
    """The text without blanks around it. Raises MeetingError where nothing is left."""
    if not text.strip():
        raise MeetingError(f"请填写{what}。")
    return text.strip()

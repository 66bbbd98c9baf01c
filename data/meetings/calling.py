"""Calling a meeting: notice, changes of the notice, opening, cancelling."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, func, select

from core.access import AccessError, Action, User
from core.meeting import Attendee, MeetingState, Proposal
from core.paper import PaperKind
from data.acts import as_json
from data.meetings.assembling import MOMENT
from data.meetings.attending import names_of, write_attendance
from data.meetings.errors import MeetingError
from data.meetings.ground import (
    Kept,
    carry_out,
    ensure_seen,
    meeting_within,
    move_on,
    of_meeting,
    require_state,
    said,
    sees_meetings_of,
    touch,
)
from data.meetings.placing import hand_on, place, take_up
from data.tables import County, FrozenPaper, Meeting


@dataclass(frozen=True)
class Notice:
    """title: blank = 2026年第3次联席会议. starts_at: in China. as_of: the day whose figures are looked at.

    opening: id of the frozen briefing that stands on the wall first, None = without one.
    """

    starts_at: datetime
    place: str
    convener: str
    units: tuple[str, ...]
    as_of: date
    title: str = ""
    opening: int | None = None


def call(
    engine: Engine, user: User, county: str, notice: Notice, items: Sequence[Proposal] = (), *, key: str,
) -> int:
    """Call a meeting of a county with its first items; its id. What earlier meetings deferred is put on its agenda."""
    def work(session: Session) -> Kept:
        if not sees_meetings_of(user, county) or session.get(County, county) is None:
            raise AccessError("这个县（市、区）不在本账号的范围内，不能召集它的联席会议。")
        meeting = _new(session, county, notice)
        placed = [place(session, meeting, one).id for one in items]
        return of_meeting(meeting, "通知", 通知=_detail(notice), 议题数=len(placed), 续议=take_up(session, meeting))

    return carry_out(engine, user, Action.MEET, "召集联席会议", work, key=key)


def change_notice(
    engine: Engine, user: User, meeting_id: int, notice: Notice, *, seen_version: int, key: str,
) -> int:
    """While it has not opened; the meeting's id."""
    def work(session: Session) -> Kept:
        meeting = meeting_within(session, user, meeting_id)
        ensure_seen(session, meeting, seen_version)
        require_state(meeting, "改通知", MeetingState.NOTICE)
        _write(session, meeting, notice)
        touch(meeting)
        return of_meeting(meeting, "改通知", 通知=_detail(notice))

    return carry_out(engine, user, Action.MEET, f"会议{meeting_id} 改通知", work, key=key)


def open_meeting(
    engine: Engine, user: User, meeting_id: int, attendance: Sequence[Attendee], *, seen_version: int, key: str,
) -> int:
    """With those who came; the meeting's id."""
    def work(session: Session) -> Kept:
        meeting = meeting_within(session, user, meeting_id)
        ensure_seen(session, meeting, seen_version)
        move_on(meeting, MeetingState.OPEN)
        write_attendance(meeting, attendance)
        touch(meeting)
        return of_meeting(meeting, "开会", 到会=names_of(meeting))

    return carry_out(engine, user, Action.MEET, f"会议{meeting_id} 开会", work, key=key)


def cancel(engine: Engine, user: User, meeting_id: int, why: str, *, seen_version: int, key: str) -> int:
    """Before it has opened; what earlier meetings deferred goes on to the next one. The meeting's id."""
    def work(session: Session) -> Kept:
        meeting = meeting_within(session, user, meeting_id)
        ensure_seen(session, meeting, seen_version)
        move_on(meeting, MeetingState.CANCELLED)
        meeting.cancelled_why = said(why, "取消的原因")
        touch(meeting)
        session.flush()
        hand_on(session, meeting.county_code)
        return of_meeting(meeting, "取消", 事由=meeting.cancelled_why)

    return carry_out(engine, user, Action.MEET, f"会议{meeting_id} 取消", work, key=key)


def _new(session: Session, county: str, notice: Notice) -> Meeting:
    year = notice.starts_at.year
    last = session.exec(select(func.max(Meeting.serial)).where(Meeting.county_code == county, Meeting.year == year))
    meeting = Meeting(
        county_code=county, year=year, serial=(last.one() or 0) + 1, title="", starts_at="", place="", convener="",
        as_of=notice.as_of,
    )
    _write(session, meeting, notice)
    session.add(meeting)
    session.flush()
    return meeting


def _write(session: Session, meeting: Meeting, notice: Notice) -> None:
    """What the notice says. Raises MeetingError with what is missing."""
    meeting.title = notice.title.strip() or f"{meeting.year}年第{meeting.serial}次联席会议"
    meeting.starts_at = notice.starts_at.strftime(MOMENT)
    meeting.place = said(notice.place, "会议地点")
    meeting.convener = said(notice.convener, "召集人")
    meeting.units = as_json(distinct(notice.units))
    meeting.as_of = notice.as_of
    if not distinct(notice.units):
        raise MeetingError("请至少通知一个成员单位。")
    if notice.as_of > notice.starts_at.date():
        raise MeetingError("数据截止日期不能晚于会议日期。")
    meeting.deck_id = _opening(session, meeting.county_code, notice.opening)


def _opening(session: Session, county: str, paper_id: int | None) -> int | None:
    """Of this county alone, so that everybody who sees the meeting may read it. Raises MeetingError."""
    if paper_id is None:
        return None
    with session.no_autoflush:
        paper = session.get(FrozenPaper, paper_id)
    if paper is None or (paper.kind, paper.counties) != (PaperKind.BRIEFING.value, county):
        raise MeetingError("所选的文件不是本县（市、区）已定稿的简报，不能作为开场。请到“简报通报”定稿后再选。")
    return paper_id


def distinct(units: Iterable[str]) -> list[str]:
    """Without blanks, each once."""
    return list(dict.fromkeys(one.strip() for one in units if one.strip()))


def _detail(notice: Notice) -> dict[str, Any]:
    return {
        "时间": notice.starts_at.strftime(MOMENT), "地点": notice.place, "召集人": notice.convener,
        "成员单位": distinct(notice.units), "数据截止": notice.as_of, "开场简报": notice.opening,
    }

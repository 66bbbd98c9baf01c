"""The parts of issuing: numbers without gaps, effects on the facts, action items, the frozen minutes."""

from collections.abc import Callable
from datetime import date
from typing import Any

from sqlmodel import Session, func, select

from core.access import User
from core.meeting import ItemState
from core.paper import Coverage, Paper, PaperKind
from data.acts import ActKind, Done, append, utc_now
from data.engine import alone
from data.freezing import PAPERS_LOCK, freeze_within
from data.meetings.assembling import items_of, ruling_of, whole_meeting
from data.meetings.deciding import pending
from data.meetings.effects import carry_into_facts
from data.meetings.errors import MeetingError
from data.meetings.rulings import in_words
from data.meetings.tasks import give
from data.meetings.views import WholeMeeting
from data.records import IMPORT_LOCK
from data.tables import AgendaItem, Decision, Meeting


def keep_others_out(session: Session) -> None:
    """All that issuing needs alone, before the first act is recorded: whoever waits for a lock holds none that others
    wait for."""
    alone(session, IMPORT_LOCK)
    alone(session, PAPERS_LOCK)


def bring_into_force(session: Session, user: User, meeting: Meeting, on: date) -> list[str]:
    """Every decision of the meeting in the order of the agenda, each with its effects and its act; their numbers."""
    found = []
    for item in items_of(session, meeting):
        if item.state == ItemState.DECIDED and (decision := pending(session, item)) is not None:
            changes = carry_into_facts(session, user, meeting, item, decision, on)
            number(session, decision, on)
            given = give(session, user, item, decision)
            append(session, user, decided(meeting, item, decision, changes, 交办=given))
            found.append(str(decision.number))
    return found


def number(session: Session, decision: Decision, on: date) -> None:
    """决议〔2026〕1号, by the county and the year of issue; it is in force from now on, and never changes."""
    of_year = select(func.max(Decision.serial)).where(
        Decision.county_code == decision.county_code, Decision.year == on.year)
    with session.no_autoflush:
        last = session.exec(of_year).one()
    decision.year, decision.serial = on.year, (last or 0) + 1
    decision.number = f"决议〔{on.year}〕{decision.serial}号"
    decision.in_force_at = utc_now()
    session.add(decision)
    session.flush()


def decided(
    meeting: Meeting, item: AgendaItem, decision: Decision, changes: Any, **more: Any,
) -> Done:
    """The act of a decision, filed under the records that it changes. 事由 is what their history shows."""
    ruling = ruling_of(decision)
    said = f"{decision.number} {item.title}：{ruling.result}" + (f"，{ruling.text}" if ruling.text else "")
    return Done(ActKind.DECIDE, f"{decision.number} {item.title}", {
        "事由": said, "会议": meeting.id, "县": meeting.county_code, "议题": item.id, "决议": decision.id,
        "议定日期": decision.decided_on, **in_words(ruling), **more,
    }, changes)


def freeze_minutes(
    session: Session, user: User, meeting: Meeting, minutes: Callable[[WholeMeeting], Paper], on: date,
) -> int:
    """Make and freeze their paper; its id."""
    paper = minutes(whole_meeting(session, meeting))
    if paper.kind is not PaperKind.MINUTES:
        raise MeetingError(f"这份文件是{paper.kind}，不是会议纪要，不能作为纪要印发。")
    stored, _ = freeze_within(session, user, paper, Coverage((meeting.county_code,)), signed_on=on)
    meeting.minutes_id = stored.id
    return stored.id or 0

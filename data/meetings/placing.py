"""Putting items on an agenda: what may stand there, in which order, and what earlier meetings have deferred."""

from collections.abc import Iterable

from sqlmodel import Session, col, select

from core.access import AccessError
from core.meeting import ItemKind, ItemState, MeetingState, Proposal
from data.meetings.assembling import items_of
from data.meetings.errors import MeetingError
from data.meetings.ground import said, touch
from data.tables import ActionItem, AgendaItem, Contract, Meeting, Park


def place(session: Session, meeting: Meeting, proposal: Proposal) -> AgendaItem:
    """At the end. What says the same as a deferred item takes it up. Raises MeetingError and AccessError."""
    _ensure_sound(session, meeting, proposal)
    there = items_of(session, meeting)
    if any(_matter_of(one) == _matter(proposal) and one.state != ItemState.WITHDRAWN for one in there):
        raise MeetingError(f"“{proposal.title}”已在本次会议的议程中。")
    deferred = {_matter_of(one): one.id for one in waiting(session, meeting.county_code)}
    item = AgendaItem(
        meeting_id=meeting.id or 0, position=len(there) + 1, kind=proposal.kind, title=said(proposal.title, "议题名称"),
        motion=said(proposal.motion, "议案"), park_code=proposal.park, subject=proposal.subject,
        copied_from=deferred.get(_matter(proposal)),
    )
    session.add(item)
    session.flush()
    return item


def renumber(items: Iterable[AgendaItem]) -> None:
    """Positions 1, 2, 3 … in this order."""
    for position, item in enumerate(items, 1):
        item.position = position


def waiting(session: Session, county: str) -> list[AgendaItem]:
    """Deferred by a meeting whose minutes are issued, and on no agenda since, the oldest first."""
    copied = select(AgendaItem.copied_from).join(Meeting, col(AgendaItem.meeting_id) == Meeting.id).where(
        col(AgendaItem.copied_from).is_not(None), Meeting.state != MeetingState.CANCELLED)
    wanted = select(AgendaItem).join(Meeting, col(AgendaItem.meeting_id) == Meeting.id).where(
        Meeting.county_code == county, Meeting.state == MeetingState.ISSUED, AgendaItem.state == ItemState.DEFERRED,
        col(AgendaItem.id).not_in(copied),
    )
    return list(session.exec(wanted.order_by(col(AgendaItem.id))))


def take_up(session: Session, meeting: Meeting) -> list[int]:
    """Copy to a meeting's agenda all that is waiting in its county; the ids of the copies."""
    found = []
    for old in waiting(session, meeting.county_code):
        there = items_of(session, meeting)
        item = next((one for one in there if _matter_of(one) == _matter_of(old)), None) or AgendaItem(
            meeting_id=meeting.id or 0, position=len(there) + 1, kind=old.kind, title=old.title, motion=old.motion,
            park_code=old.park_code, subject=old.subject,
        )
        item.copied_from = old.id
        session.add(item)
        session.flush()
        found.append(item.id or 0)
    return found


def hand_on(session: Session, county: str) -> None:
    """What is waiting goes to the next meeting that has been called and not opened; without one it goes on waiting."""
    called = select(Meeting).where(Meeting.county_code == county, Meeting.state == MeetingState.NOTICE)
    meeting = session.exec(called.order_by(col(Meeting.starts_at), col(Meeting.id))).first()
    if meeting is not None and take_up(session, meeting):
        touch(meeting)


def _ensure_sound(session: Session, meeting: Meeting, proposal: Proposal) -> None:
    """It is about something of the meeting's own county."""
    if proposal.park is not None:
        park = session.get(Park, proposal.park)
        if park is None or park.county_code != meeting.county_code:
            raise AccessError(f"园区{proposal.park}不在本次会议的县（市、区），不能列入议程。")
    elif proposal.kind not in (ItemKind.FREE, ItemKind.OVERDUE_ACTION):
        raise MeetingError(f"“{proposal.title}”没有写明园区，不能列入议程。")
    if proposal.kind is ItemKind.EXIT:
        contract = session.get(Contract, proposal.subject)
        if contract is None or contract.park_code != proposal.park:
            raise MeetingError(f"“{proposal.title}”：{proposal.park}没有合同{proposal.subject}，不能列入议程。")
    if proposal.kind is ItemKind.OVERDUE_ACTION:
        action = session.get(ActionItem, int(proposal.subject)) if proposal.subject.isdecimal() else None
        if action is None or action.county_code != meeting.county_code:
            raise MeetingError(f"“{proposal.title}”：没有这项交办，不能列入议程。")


Matter = tuple[str, str]


def _matter(proposal: Proposal) -> Matter:
    """What makes two items the same: the subject, or the title of what has none."""
    return ItemKind(proposal.kind).value, proposal.subject or proposal.title.strip()


def _matter_of(item: AgendaItem) -> Matter:
    return ItemKind(item.kind).value, item.subject or item.title

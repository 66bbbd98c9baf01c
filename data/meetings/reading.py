"""Reading meetings, decisions and action items, always within what an account may see."""

from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Engine, case, true
from sqlmodel import Session, col, func, select

from core.access import AccessError, Action, User
from core.meeting import ItemState, MeetingState
from data.acts import denying
from data.engine import reading
from data.meetings.assembling import actions_where, decisions_where, starts_at, whole_meeting
from data.meetings.ground import meeting_within
from data.meetings.views import MeetingSummary, SeenAction, SeenDecision, WholeMeeting
from data.tables import ActionItem, AgendaItem, Decision, Meeting


def read_meetings(engine: Engine, user: User) -> list[MeetingSummary]:
    """Of the account's counties, the latest first. Raises AccessError, recorded, for whoever has no part in them."""
    with denying(engine, user, "联席会议"), reading(engine) as session:
        user.require(Action.SEE)
        if user.reach.parks is not None:
            raise AccessError(f"{user.role}账号不能查看联席会议。需要了解决议的，请看交办事项和已印发的决议。")
        counts = _counts(session)
        wanted = select(Meeting).where(of_counties(user, col(Meeting.county_code)))
        found = session.exec(wanted.order_by(col(Meeting.starts_at).desc(), col(Meeting.id).desc()))
        return [_summary(one, *counts.get(one.id or 0, (0, 0))) for one in found]


def read_meeting(engine: Engine, user: User, meeting_id: int) -> WholeMeeting:
    """Raises AccessError, recorded, where it is not of the account's counties."""
    with denying(engine, user, f"会议{meeting_id}"), reading(engine) as session:
        return whole_meeting(session, meeting_within(session, user, meeting_id))


def read_decisions(engine: Engine, user: User, *, subject: str | None = None) -> list[SeenDecision]:
    """The latest first; those without a number are decided, and wait for the minutes.

    An operator sees those in force about its parks. subject: only those about this contract, park or action item.
    """
    wanted = [of_counties(user, col(Decision.county_code))]
    if user.reach.parks is not None:
        wanted += [col(AgendaItem.park_code).in_(user.reach.parks), col(Decision.in_force_at).is_not(None)]
    if subject is not None:
        wanted.append(col(AgendaItem.subject) == subject)
    with denying(engine, user, "决议"), reading(engine) as session:
        user.require(Action.SEE)
        return decisions_where(session, *wanted)[::-1]


def read_actions(engine: Engine, user: User, *, as_of: date | None = None) -> list[SeenAction]:
    """By deadline: office, leaders and province see the county's, others those of their own unit.

    as_of: only those overdue on that day.
    """
    wanted = [of_counties(user, col(ActionItem.county_code))]
    if user.may(Action.ANSWER) and not user.may(Action.MEET):
        wanted += [col(ActionItem.unit) == user.unit, col(ActionItem.unit) != ""]
    with denying(engine, user, "交办事项"), reading(engine) as session:
        user.require(Action.SEE)
        found = actions_where(session, *wanted)
    return [one for one in found if as_of is None or one.is_overdue(as_of)]


def of_counties(user: User, county: Any) -> ColumnElement[bool]:
    """Within the counties that the account sees."""
    counties = user.reach.counties
    within: ColumnElement[bool] = true() if counties is None else county.in_(counties)
    return within


def _counts(session: Session) -> dict[int, tuple[int, int]]:
    """Meeting -> how many items, and how many of them are open."""
    is_open = func.sum(case((col(AgendaItem.state) == ItemState.OPEN, 1), else_=0))
    rows = session.exec(select(AgendaItem.meeting_id, func.count(), is_open).group_by(col(AgendaItem.meeting_id)))
    return {meeting: (int(count), int(open_ or 0)) for meeting, count, open_ in rows}


def _summary(meeting: Meeting, items: int, waiting: int) -> MeetingSummary:
    return MeetingSummary(
        meeting.id or 0, meeting.county_code, meeting.year, meeting.serial, meeting.title, MeetingState(meeting.state),
        starts_at(meeting), meeting.place, items, waiting, meeting.issued_on, meeting.minutes_id, meeting.version,
    )

"""Reading meetings, decisions and action items, always within what an account may see."""

from datetime import date

from sqlalchemy import Engine

from core.access import User
from data.meetings.views import MeetingSummary, SeenAction, SeenDecision, WholeMeeting


def read_meetings(engine: Engine, user: User) -> list[MeetingSummary]:
    """Of the account's counties, the latest first. Raises AccessError, recorded, for whoever has no part in them."""
    raise NotImplementedError


def read_meeting(engine: Engine, user: User, meeting_id: int) -> WholeMeeting:
    """Raises AccessError, recorded, where it is not of the account's counties."""
    raise NotImplementedError


def read_decisions(engine: Engine, user: User, *, subject: str | None = None) -> list[SeenDecision]:
    """The latest first; those without a number are decided, and wait for the minutes.

    An operator sees those in force about its parks. subject: only those about this contract, park or action item.
    """
    raise NotImplementedError


def read_actions(engine: Engine, user: User, *, as_of: date | None = None) -> list[SeenAction]:
    """By deadline: office, leaders and province see the county's, others those of their own unit.

    as_of: only those overdue on that day.
    """
    raise NotImplementedError

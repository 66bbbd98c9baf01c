"""What the meeting's own records suggest for the next agenda."""

from datetime import date

from sqlalchemy import Engine

from core.access import User
from core.meeting import Proposal


def overdue_actions(engine: Engine, user: User, *, as_of: date) -> list[Proposal]:
    """One for each overdue action item of the account's counties that is on no coming agenda; the oldest first."""
    raise NotImplementedError


def deferred_items(engine: Engine, user: User) -> list[Proposal]:
    """What earlier meetings deferred and no meeting has taken up; a meeting that is called takes them up by itself."""
    raise NotImplementedError

"""From the end of a meeting to its minutes in force: drawn up, confirmed by a leader, issued by the office."""

from collections.abc import Callable
from datetime import date

from sqlalchemy import Engine

from core.access import User
from core.paper import Paper
from data.meetings.views import WholeMeeting


def to_minutes(engine: Engine, user: User, meeting_id: int, *, seen_version: int, key: str) -> int:
    """End the meeting; its id. Raises MeetingError while an item is still open."""
    raise NotImplementedError


def confirm(engine: Engine, user: User, meeting_id: int, *, seen_version: int, key: str) -> int:
    """By a leader, of what was seen: whatever changes afterwards has to be confirmed again. The meeting's id."""
    raise NotImplementedError


def issue(
    engine: Engine, user: User, meeting_id: int, minutes: Callable[[WholeMeeting], Paper], *, seen_version: int,
    on: date, key: str,
) -> int:
    """Bring the decisions into force; the id of the minutes' frozen paper. All of it or nothing.

    minutes: makes their paper of the meeting with the numbers of its decisions. on: the day of issue. Raises
    MeetingError where a fact has made an effect impossible meanwhile.
    """
    raise NotImplementedError

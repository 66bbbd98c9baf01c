"""Calling a meeting: notice, changes of the notice, opening, cancelling."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine

from core.access import User
from core.meeting import Attendee, Proposal


@dataclass(frozen=True)
class Notice:
    """title: blank = 2026年第3次联席会议. starts_at: in China. as_of: the day whose figures are looked at."""

    starts_at: datetime
    place: str
    convener: str
    units: tuple[str, ...]
    as_of: date
    title: str = ""


def call(
    engine: Engine, user: User, county: str, notice: Notice, items: Sequence[Proposal] = (), *, key: str,
) -> int:
    """Call a meeting of a county with its first items; its id. What earlier meetings deferred is put on its agenda."""
    raise NotImplementedError


def change_notice(
    engine: Engine, user: User, meeting_id: int, notice: Notice, *, seen_version: int, key: str,
) -> int:
    """While it has not opened; the meeting's id."""
    raise NotImplementedError


def open_meeting(
    engine: Engine, user: User, meeting_id: int, attendance: Sequence[Attendee], *, seen_version: int, key: str,
) -> int:
    """With those who came; the meeting's id."""
    raise NotImplementedError


def cancel(engine: Engine, user: User, meeting_id: int, why: str, *, seen_version: int, key: str) -> int:
    """Before it has opened; what earlier meetings deferred goes on to the next one. The meeting's id."""
    raise NotImplementedError

"""After the minutes are issued a decision is only corrected: by another decision, with its own number."""

from datetime import date

from sqlalchemy import Engine

from core.access import User
from core.meeting import Ruling


def correct(
    engine: Engine, user: User, decision_id: int, ruling: Ruling, *, why: str, on: date, key: str,
) -> int:
    """Replace a decision in force; the new one's id. The first stays as it is.

    Its open action items are closed with a step that says so, new ones are given, and the fact follows where it may.
    """
    raise NotImplementedError

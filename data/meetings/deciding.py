"""What becomes of an item while the meeting is open or its minutes are drawn up."""

from sqlalchemy import Engine

from core.access import User
from core.meeting import Ruling


def decide(
    engine: Engine, user: User, item_id: int, ruling: Ruling, *, seen_version: int, key: str,
) -> int:
    """Decide an open item, or change what was decided; the decision's id. It comes into force with the minutes.

    seen_version: of the item. Raises MeetingError with what is missing: text, deadline or unit.
    """
    raise NotImplementedError


def defer(engine: Engine, user: User, item_id: int, why: str, *, seen_version: int, key: str) -> int:
    """To the next meeting; the item's id."""
    raise NotImplementedError


def withdraw(engine: Engine, user: User, item_id: int, why: str, *, seen_version: int, key: str) -> int:
    """The item stays in sight with the reason; its id."""
    raise NotImplementedError


def reopen(engine: Engine, user: User, item_id: int, *, seen_version: int, key: str) -> int:
    """Back to 待议, while the minutes are not issued; the item's id. What was decided stays in the record of acts."""
    raise NotImplementedError

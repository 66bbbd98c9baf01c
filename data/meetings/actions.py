"""What a unit was given to do: reported done by the unit, then confirmed or sent back by the office."""

from sqlalchemy import Engine

from core.access import User


def report_done(engine: Engine, user: User, action_id: int, note: str, *, seen_version: int, key: str) -> int:
    """By an account of the responsible unit; the action item's id."""
    raise NotImplementedError


def confirm_done(
    engine: Engine, user: User, action_id: int, note: str = "", *, seen_version: int, key: str,
) -> int:
    """By the office; the action item's id."""
    raise NotImplementedError


def send_back(engine: Engine, user: User, action_id: int, why: str, *, seen_version: int, key: str) -> int:
    """By the office, with what is still missing; the action item's id."""
    raise NotImplementedError

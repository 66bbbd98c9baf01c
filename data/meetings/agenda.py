"""The agenda while a meeting is called or open. Once it is open nothing is removed from sight: see ``deciding``."""

from sqlalchemy import Engine

from core.access import User
from core.meeting import Proposal


def add_item(engine: Engine, user: User, meeting_id: int, proposal: Proposal, *, key: str) -> int:
    """At the end of the agenda; the item's id. It overwrites nothing, so that no version has to be seen."""
    raise NotImplementedError


def edit_item(
    engine: Engine, user: User, item_id: int, title: str, motion: str, *, seen_version: int, key: str,
) -> int:
    """An item that is not decided yet; its id. seen_version: of the item."""
    raise NotImplementedError


def move_item(engine: Engine, user: User, item_id: int, position: int, *, seen_version: int, key: str) -> int:
    """To a place from 1; the item's id. seen_version: of the meeting."""
    raise NotImplementedError


def remove_item(engine: Engine, user: User, item_id: int, *, seen_version: int, key: str) -> int:
    """Before the meeting has opened; the item's id. seen_version: of the item."""
    raise NotImplementedError

"""What an account did lately."""

from collections.abc import Iterable

from sqlalchemy import Engine
from sqlmodel import col, select

from core.access import User
from data.acts import ActKind
from data.engine import reading
from data.tables import Act

WRITTEN = (
    ActKind.SAVE, ActKind.IMPORT, ActKind.VOID, ActKind.RESTORE, ActKind.DECIDE, ActKind.REMIND,
    ActKind.MEET, ActKind.ACTION,
)
"""What changed something."""


def recent_acts(engine: Engine, user: User, count: int, kinds: Iterable[ActKind] = WRITTEN) -> list[Act]:
    """The account's last acts of these kinds, the latest first; they belong to no session any more."""
    query = select(Act).where(Act.account == user.name, col(Act.kind).in_([one.value for one in kinds]))
    with reading(engine) as session:
        found = list(session.exec(query.order_by(col(Act.sequence).desc()).limit(count)))
        session.expunge_all()
        return found

"""What happened to a record, and which records were voided: read from the record of acts, within an account's reach."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Engine, and_, func, select

from core.access import User
from data.acts import as_json
from data.engine import reading_connection
from data.intake.schema import table_of
from data.intake.values import shown
from data.reach import parks_within
from data.tables import Act, ActChange

MOST = 200


@dataclass(frozen=True)
class Happening:
    """One act on one record. old, new: header -> value, None = the record was not there. at: UTC, ISO 8601."""

    record: str
    at: str
    by: str
    kind: str
    reason: str
    old: dict[str, Any] | None
    new: dict[str, Any] | None


def history_of(engine: Engine, user: User, sheet: str, key: Iterable[object]) -> list[Happening]:
    """What happened to the record with these key values, the latest first."""
    change = table_of(ActChange).c
    return list(_happened(engine, user, change.sheet == sheet, change.record_key == as_json([*map(shown, key)])))


def voided_records(engine: Engine, user: User, sheet: str) -> list[Happening]:
    """The records of a sheet that were voided and not brought back, each as it was; the latest first."""
    change = table_of(ActChange).c
    last = (
        select(change.record_key, func.max(change.sequence).label("sequence"))
        .where(change.sheet == sheet).group_by(change.record_key).subquery()
    )
    is_last = and_(change.record_key == last.c.record_key, change.sequence == last.c.sequence)
    still = select(1).where(is_last).exists()
    return list(_happened(engine, user, change.sheet == sheet, change.new.is_(None), still))


def _happened(engine: Engine, user: User, *conditions: Any) -> Iterator[Happening]:
    act, change = table_of(Act).c, table_of(ActChange).c
    with reading_connection(engine) as connection:
        parks = parks_within(connection, user.reach)
        query = (
            select(change.record_key, change.park_code, act.at, act.account, act.full_name, act.kind, act.detail,
                   change.old, change.new)
            .join_from(table_of(ActChange), table_of(Act)).where(*conditions)
            .order_by(change.sequence.desc()).limit(MOST)
        )
        rows = connection.execute(query).all()
    for row in rows:
        if _is_within(user, parks, row):
            reason = str(json.loads(row.detail).get("事由") or "")
            yield Happening(row.record_key, row.at, row.full_name, row.kind, reason, _read(row.old), _read(row.new))


def _is_within(user: User, parks: list[str] | None, row: Any) -> bool:
    """An enterprise lies in no park: of it a park's own account sees what it did itself."""
    if row.park_code is None:
        return user.reach.parks is None or row.account == user.name
    return parks is None or row.park_code in parks


def _read(text: str | None) -> dict[str, Any] | None:
    return None if text is None else json.loads(text)

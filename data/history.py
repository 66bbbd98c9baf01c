"""Reading the record of acts, always within what an account may see: the acts, their changes, a record's history."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Engine, and_, func, select

from core.access import Action, User
from data.act_filter import Wanted, conditions
from data.acts import as_json
from data.engine import reading_connection
from data.intake.schema import table_of, workbook_schema
from data.intake.values import shown
from data.sight import ACT, CHANGE, Sight, sight_of
from data.tables import Act, ActChange

PAGE = 50
MOST = 500
"""Of the changes of one act, and of what happened to one record."""


@dataclass(frozen=True)
class SeenAct:
    """An act as an account may see it. at: UTC. subject, detail: None where they are withheld."""

    sequence: int
    at: str
    account: str
    full_name: str
    role: str
    kind: str
    subject: str | None
    detail: dict[str, Any] | None
    hash: str
    previous_hash: str


@dataclass(frozen=True)
class Happening:
    """One change of one record. record: its key values as a JSON list. at: UTC. old, new: header -> value, None = the
    record was not there."""

    sequence: int
    sheet: str
    record: str
    at: str
    by: str
    kind: str
    reason: str
    old: dict[str, Any] | None
    new: dict[str, Any] | None

    @property
    def key(self) -> tuple[str, ...]:
        return tuple(map(str, json.loads(self.record)))

    @property
    def lines(self) -> list[tuple[str, str, str]]:
        """(header, value before, value after), blank as "", in the order of the sheet."""
        old, new = self.old or {}, self.new or {}
        sheet = workbook_schema().get(self.sheet)
        known = [one.header for one in sheet.columns] if sheet else []
        headers = sorted({*old, *new}, key=lambda one: (known.index(one) if one in known else len(known), one))
        return [(header, shown(old.get(header)), shown(new.get(header))) for header in headers]


def acts(
    engine: Engine, user: User, wanted: Wanted, *, before: int | None = None, after: int | None = None,
    limit: int = PAGE,
) -> list[SeenAct]:
    """The newest ones that are wanted, newest first: before a sequence, or the next ones after it. Raises AccessError.
    """
    user.require(Action.READ_ACTS)
    with reading_connection(engine) as connection:
        sight = sight_of(connection, user)
        query = select(table_of(Act)).where(sight.act(), *conditions(connection, sight, wanted)).limit(limit)
        if after is not None:
            rows = connection.execute(query.where(ACT.sequence > after).order_by(ACT.sequence)).all()[::-1]
        else:
            bound = [ACT.sequence < before] if before is not None else []
            rows = list(connection.execute(query.where(*bound).order_by(ACT.sequence.desc())))
    return [_seen(sight, row) for row in rows]


def changes_of(engine: Engine, user: User, sequence: int, limit: int = MOST) -> tuple[list[Happening], int]:
    """(the first changes of an act that the account may see, how many it may see)."""
    user.require(Action.READ_ACTS)
    return _happened(engine, user, CHANGE.sequence == sequence, newest_first=False, limit=limit)


def changes_in(engine: Engine, user: User, sequences: Iterable[int], limit: int) -> list[Happening]:
    """Of several acts, for an export."""
    user.require(Action.READ_ACTS)
    return _happened(engine, user, CHANGE.sequence.in_([*sequences]), limit=limit)[0]


def history_of(engine: Engine, user: User, sheet: str, key: Iterable[object]) -> list[Happening]:
    """What happened to the record with these key values, the latest first. Raises AccessError."""
    user.require(Action.SEE)
    record = as_json([*map(shown, key)])
    return _happened(engine, user, CHANGE.sheet == sheet, CHANGE.record_key == record)[0]


def voided_records(engine: Engine, user: User, sheet: str) -> list[Happening]:
    """The records of a sheet that were voided and not brought back, each as it was; the latest first."""
    user.require(Action.SEE)
    later = table_of(ActChange).alias("later")
    is_later = and_(
        later.c.sheet == CHANGE.sheet, later.c.record_key == CHANGE.record_key, later.c.sequence > CHANGE.sequence)
    came_back = select(1).select_from(later).where(is_later).exists()
    return _happened(engine, user, CHANGE.sheet == sheet, CHANGE.new.is_(None), ~came_back)[0]


def _happened(
    engine: Engine, user: User, *wanted: ColumnElement[bool], newest_first: bool = True, limit: int = MOST,
) -> tuple[list[Happening], int]:
    order = [CHANGE.sequence.desc(), CHANGE.number.desc()] if newest_first else [CHANGE.sequence, CHANGE.number]
    with reading_connection(engine) as connection:
        sight = sight_of(connection, user)
        joined = table_of(ActChange).join(table_of(Act))
        seen = [*wanted, sight.change()]
        columns = (CHANGE.sequence, CHANGE.sheet, CHANGE.record_key, CHANGE.old, CHANGE.new, ACT.at, ACT.full_name,
                   ACT.account, ACT.kind, ACT.detail)
        rows = connection.execute(select(*columns).select_from(joined).where(*seen).order_by(*order).limit(limit)).all()
        count = len(rows)
        if count == limit:
            count = int(connection.scalar(select(func.count()).select_from(joined).where(*seen)) or 0)
    return list(_happenings(rows)), count


def _happenings(rows: Iterable[Any]) -> Iterator[Happening]:
    for row in rows:
        reason = str(json.loads(row.detail).get("事由") or "")
        yield Happening(
            row.sequence, row.sheet, row.record_key, row.at, row.full_name or row.account, row.kind, reason,
            _read(row.old), _read(row.new),
        )


def _seen(sight: Sight, row: Any) -> SeenAct:
    hidden = sight.hides(row.kind)
    return SeenAct(
        row.sequence, row.at, row.account, row.full_name, row.role, row.kind, None if hidden else row.subject,
        None if hidden else _read(row.detail), row.hash, row.previous_hash,
    )


def _read(text: str | None) -> dict[str, Any] | None:
    return None if text is None else dict(json.loads(text))

"""When an account was here before, and what others have done since; always within what it may see."""

import json
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Engine, and_, func, select

from core.access import Action, User
from data.acts import ActKind
from data.engine import reading_connection
from data.intake.schema import table_of
from data.sight import ACT, CHANGE, sight_of
from data.tables import Act, ActChange, Hazard

HAZARDS, CLOSED = "检查隐患", "销号日期"


@dataclass(frozen=True)
class Visit:
    """A sign-in. at: UTC; sequence: of its act."""

    at: str
    sequence: int


@dataclass(frozen=True)
class Changed:
    """How many records of a sheet and a park (None = of enterprises) a person changed in one way.

    role: of the person then; kind: of the acts.
    """

    park: str | None
    sheet: str
    role: str
    person: str
    kind: str
    count: int


def visits(engine: Engine, user: User, count: int = 2) -> list[Visit]:
    """The account's last sign-ins, this one first."""
    wanted = select(ACT.at, ACT.sequence).where(ACT.account == user.name, ACT.kind == ActKind.SIGN_IN.value)
    with reading_connection(engine) as connection:
        return [Visit(*row) for row in connection.execute(wanted.order_by(ACT.sequence.desc()).limit(count))]


def last_sequence(engine: Engine) -> int:
    """Of the record of acts: what was read of it holds until there is another."""
    with reading_connection(engine) as connection:
        return int(connection.scalar(select(func.max(ACT.sequence))) or 0)


def changed_since(engine: Engine, user: User, sequence: int) -> list[Changed]:
    """What others changed in the records that the account may see, after that act; the most first."""
    user.require(Action.SEE)
    by = (CHANGE.park_code, CHANGE.sheet, ACT.role, ACT.full_name, ACT.kind)
    with reading_connection(engine) as connection:
        count = func.count().label("count")
        wanted = select(*by, count).select_from(table_of(ActChange).join(table_of(Act))).where(
            *_by_others(user, sequence), sight_of(connection, user).change())
        return [Changed(*row) for row in connection.execute(wanted.group_by(*by).order_by(count.desc(), *by))]


def hazards_since(engine: Engine, user: User, sequence: int) -> tuple[int, int]:
    """How many hazards of the department's line others (registered, closed) after that act."""
    user.require(Action.SEE)
    hazard = table_of(Hazard)
    is_own = and_('["' + hazard.c.number + '"]' == CHANGE.record_key, hazard.c.line == user.line)
    joined = table_of(ActChange).join(table_of(Act)).join(hazard, is_own)
    with reading_connection(engine) as connection:
        wanted = select(CHANGE.record_key, CHANGE.old, CHANGE.new).select_from(joined).where(
            *_by_others(user, sequence), CHANGE.sheet == HAZARDS, CHANGE.new.is_not(None),
            sight_of(connection, user).change())
        rows = connection.execute(wanted).all()
    new = {row.record_key for row in rows if row.old is None}
    closed = {row.record_key for row in rows if json.loads(row.new).get(CLOSED)}
    return len(new), len(closed)


def counted_since(engine: Engine, user: User, sequence: int, kinds: Sequence[ActKind]) -> dict[ActKind, int]:
    """How many acts of each of these kinds the account sees after that act. Raises AccessError."""
    user.require(Action.READ_ACTS)
    with reading_connection(engine) as connection:
        wanted = select(ACT.kind, func.count()).where(
            ACT.sequence > sequence, ACT.kind.in_([one.value for one in kinds]), sight_of(connection, user).act())
        counts = {ActKind(kind): int(count) for kind, count in connection.execute(wanted.group_by(ACT.kind))}
    return {kind: counts[kind] for kind in kinds if kind in counts}


def _by_others(user: User, sequence: int) -> tuple[ColumnElement[bool], ...]:
    return CHANGE.sequence > sequence, ACT.account != user.name

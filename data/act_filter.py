"""Which acts somebody looks for, as conditions of a query."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, cast, func, or_, select, union
from sqlalchemy.dialects.postgresql import JSONB

from core.access import AccessError
from data.clock import CHINA
from data.intake.schema import table_of
from data.sight import ACT, CHANGE, Sight
from data.tables import ActChange, Contract, Enterprise, Park

LONGEST_KEY = 4
MOST_NAMED = 200


@dataclass(frozen=True)
class Wanted:
    """person: account or part of a name. kinds: none = all. sheet, record: of what was changed; record is part of a
    key, or of the name of a park or an enterprise. first, last: days in China."""

    person: str = ""
    kinds: tuple[str, ...] = ()
    sheet: str | None = None
    record: str = ""
    first: date | None = None
    last: date | None = None

    def in_words(self) -> str:
        """For the record: 类别登录、退出；自2026-06-30."""
        said = {"人员": self.person, "类别": "、".join(self.kinds), "台账": self.sheet, "记录": self.record,
                "自": self.first, "至": self.last}
        return "；".join(f"{name}{value}" for name, value in said.items() if value) or "全部"

    @property
    def asks_for_facts(self) -> bool:
        return bool(self.sheet or self.record)


def conditions(connection: Connection, sight: Sight, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    """Beside what may be seen at all. Raises AccessError where an account without facts looks for them."""
    if wanted.asks_for_facts and not sight.sees_facts:
        raise AccessError("管理员账号不能按业务记录查找操作。")
    if wanted.person:
        yield or_(ACT.account == wanted.person, ACT.full_name.contains(wanted.person, autoescape=True))
    if wanted.kinds:
        yield ACT.kind.in_(wanted.kinds)
    if wanted.first:
        yield ACT.at >= _start_of(wanted.first)
    if wanted.last:
        yield ACT.at < _start_of(wanted.last + timedelta(days=1))
    if wanted.asks_for_facts:
        changed = select(1).select_from(table_of(ActChange)).where(CHANGE.sequence == ACT.sequence, sight.change())
        yield changed.where(*_record(connection, wanted)).exists()


def _start_of(day: date) -> str:
    return datetime.combine(day, time(), CHINA).astimezone(UTC).isoformat(timespec="microseconds")


def _record(connection: Connection, wanted: Wanted) -> Iterator[ColumnElement[bool]]:
    if wanted.sheet:
        yield CHANGE.sheet == wanted.sheet
    if wanted.record:
        parks, keys = _named(connection, wanted.record)
        is_key = [_part(connection, place).in_(keys) for place in range(LONGEST_KEY)] if keys else []
        yield or_(
            CHANGE.record_key.contains(wanted.record, autoescape=True),
            *([CHANGE.park_code.in_(parks)] if parks else []), *is_key,
        )


def _named(connection: Connection, words: str) -> tuple[list[str], list[str]]:
    """(parks of that name, codes of enterprises of that name with the numbers of their contracts)."""
    park, firm, contract = table_of(Park).c, table_of(Enterprise).c, table_of(Contract).c
    parks = select(park.code).where(park.name.contains(words, autoescape=True)).limit(MOST_NAMED)
    firms = select(firm.credit_code).where(
        or_(firm.name.contains(words, autoescape=True), firm.credit_code == words)).limit(MOST_NAMED)
    numbers = select(contract.number).where(contract.credit_code.in_(firms))
    found: Any = union(firms.subquery().select(), numbers)
    return list(connection.scalars(parks)), list(connection.scalars(found))


def _part(connection: Connection, place: int) -> Any:
    """One value of a record's key."""
    if connection.dialect.name == "postgresql":
        return cast(CHANGE.record_key, JSONB)[place].astext
    return func.json_extract(CHANGE.record_key, f"$[{place}]")

"""What a form offers to choose from: buildings, spaces, contracts and enterprises, within an account's reach."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Connection, Engine, or_, select

from core.access import Reach, User
from data.engine import reading_connection
from data.intake.schema import CONTRACT_SPACE, table_of, workbook_schema
from data.intake.stored import within_parks
from data.reach import parks_within
from data.tables import Building, Contract, Enterprise, Space

MOST = 2000
"""Enterprises and contracts that a box lists; a code can be typed all the same."""


@dataclass(frozen=True)
class Place:
    """A space on a contract's days. taken_by, taken_until: who holds it on any of them, and up to, not with, which day;
    None: without end. contract: the number of theirs, "" = it is free."""

    code: str
    building: str
    floor: int
    area_m2: float
    use: str
    is_disused: bool
    contract: str = ""
    taken_by: str = ""
    taken_until: date | None = None

    @property
    def is_free(self) -> bool:
        return not self.contract and not self.is_disused


@dataclass(frozen=True)
class Registered:
    """What anybody who writes contracts is told of an enterprise whose code he knows."""

    code: str
    name: str
    industry_code: str
    is_within: bool


def buildings(engine: Engine, reach: Reach, park: str) -> dict[str, str]:
    """Code -> name."""
    table = table_of(Building)
    with reading_connection(engine) as connection:
        if not _is_within(connection, reach, park):
            return {}
        rows = connection.execute(select(table.c.code, table.c.name).where(table.c.park_code == park))
        return dict(sorted(((code, name or code) for code, name in rows), key=lambda one: _in_order(one[0])))


def places(
    engine: Engine, reach: Reach, park: str, days: tuple[date, date | None] | None = None, *, but: str = "",
) -> list[Place]:
    """The spaces of a park by building, floor and code.

    days: from the first up to, not with, the last (None = without end); who holds a space on any of them is said.
    but: the number of the contract that the form is about.
    """
    space = table_of(Space).c
    with reading_connection(engine) as connection:
        if not _is_within(connection, reach, park):
            return []
        rows = connection.execute(select(table_of(Space)).where(space.park_code == park)).all()
        held = _held(connection, park, days, but) if days else {}
    found = [
        Place(one.code, one.building_code, one.floor, one.area_m2, one.use, bool(one.is_disused),
              *held.get(one.code, ()))
        for one in rows
    ]
    return sorted(found, key=lambda one: (_in_order(one.building), one.floor, one.code))


def _held(
    connection: Connection, park: str, days: tuple[date, date | None], but: str,
) -> dict[str, tuple[str, str, date | None]]:
    """Space -> (contract, who, until): of several the one that holds it longest."""
    held, contract, firm = CONTRACT_SPACE.c, table_of(Contract).c, table_of(Enterprise).c
    first_on, until = days
    meets: list[ColumnElement[bool]] = [or_(held.held_until.is_(None), held.held_until > first_on)]
    if until is not None:
        meets.append(held.held_from < until)
    query = (
        select(held.space_code, held.contract_number, firm.name, held.held_until)
        .join(table_of(Contract), contract.number == held.contract_number)
        .join(table_of(Enterprise), firm.credit_code == contract.credit_code)
        .where(held.park_code == park, held.contract_number != but, *meets)
        .where(or_(held.held_until.is_(None), held.held_from < held.held_until))
    )
    found: dict[str, tuple[str, str, date | None]] = {}
    for row in connection.execute(query):
        known = found.get(row.space_code)
        if known is None or (known[2] is not None and (row.held_until is None or row.held_until > known[2])):
            found[row.space_code] = (row.contract_number, row.name, row.held_until)
    return found


def contracts(engine: Engine, reach: Reach, park: str) -> dict[str, str]:
    """Number -> 企业，起始至终止; the latest first."""
    contract, firm = table_of(Contract).c, table_of(Enterprise).c
    with reading_connection(engine) as connection:
        if not _is_within(connection, reach, park):
            return {}
        rows = connection.execute(
            select(contract.number, firm.name, contract.starts_on, contract.ends_on)
            .join(table_of(Enterprise), firm.credit_code == contract.credit_code)
            .where(contract.park_code == park).order_by(contract.starts_on.desc(), contract.number).limit(MOST),
        )
        return {row.number: f"{row.name}，{row.starts_on}起{row.ends_on or '长期'}" for row in rows}


def park_of_contract(engine: Engine, reach: Reach, number: str) -> str | None:
    """Where a contract lies; None where it is not within reach."""
    contract = table_of(Contract).c
    with reading_connection(engine) as connection:
        park = connection.scalar(select(contract.park_code).where(contract.number == number))
        return park if park and _is_within(connection, reach, park) else None


def enterprises(engine: Engine, reach: Reach) -> dict[str, str]:
    """Credit code -> name of those within reach, by name."""
    with reading_connection(engine) as connection:
        firm = table_of(Enterprise).c
        query = select(firm.credit_code, firm.name).where(*_of_reach(connection, reach))
        return dict(iter(connection.execute(query.order_by(firm.name).limit(MOST))))


def registered(engine: Engine, user: User, code: str) -> Registered | None:
    """The enterprise of exactly this code, wherever it sits: its name and industry, and nothing else of it."""
    firm = table_of(Enterprise).c
    with reading_connection(engine) as connection:
        query = select(firm.credit_code, firm.name, firm.industry_code).where(firm.credit_code == code)
        if (row := connection.execute(query).first()) is None:
            return None
        is_within = connection.execute(query.where(*_of_reach(connection, user.reach))).first() is not None
        return Registered(row.credit_code, row.name, row.industry_code, is_within)


def _of_reach(connection: Connection, reach: Reach) -> list[Any]:
    parks = parks_within(connection, reach)
    return [] if parks is None else [within_parks(workbook_schema()["企业"], parks)]


def _is_within(connection: Connection, reach: Reach, park: str) -> bool:
    parks = parks_within(connection, reach, parks=[park])
    return parks is None or park in parks


def _in_order(code: str) -> tuple[int, str]:
    """2 before 10."""
    digits = "".join(one for one in code if one.isdigit())
    return int(digits or 0), code

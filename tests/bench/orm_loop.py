"""The plain way: objects loaded park by park through the mapper, and judged one after the other."""

from datetime import date
from types import SimpleNamespace as Row
from typing import Any

from sqlalchemy import Engine
from sqlmodel import Session, select

from data.selection import STORED
from data.tables import Park
from tests.reference.evaluate import answer
from tests.reference.facts import LISTS, linked

OF_CONTRACT = ("commitments", "sublet_approvals", "rectifications", "exit_cases")


def judge_park_by_park(engine: Engine, as_of: date) -> int:
    """Number of findings of all parks."""
    with Session(engine) as session:
        codes = list(session.exec(select(Park.code)))
        return sum(len(answer(linked(_tables(session, code)), as_of)["findings"]) for code in codes)


def load_park_by_park(engine: Engine) -> int:
    """Number of objects loaded: the loop without the judging."""
    with Session(engine) as session:
        codes = list(session.exec(select(Park.code)))
        return sum(len(rows) for code in codes for rows in _tables(session, code).values())


def _tables(session: Session, park: str) -> dict[str, list[Row]]:
    contracts = _objects(session, "contracts", park_code=park)
    tables = {"parks": _objects(session, "parks", code=park), "contracts": contracts}
    for name in ("buildings", "spaces", "contract_spaces", "reports", "occupancy_checks", "hazards"):
        tables[name] = _objects(session, name, park_code=park)
    for name in OF_CONTRACT:
        tables[name] = [row for one in contracts for row in _objects(session, name, contract_number=one.number)]
    codes = dict.fromkeys(row.credit_code for name in ("contracts", "reports") for row in tables[name])
    tables["enterprises"] = [row for code in codes for row in _objects(session, "enterprises", credit_code=code)]
    return tables


def _objects(session: Session, name: str, **where: Any) -> list[Row]:
    stored = STORED[name]
    conditions = [getattr(stored, column) == value for column, value in where.items()]
    return [_row(one) for one in session.exec(select(stored).where(*conditions))]


def _row(one: Any) -> Row:
    values = one.model_dump()
    return Row(**{name: _split(value) if name in LISTS else value for name, value in values.items()})


def _split(value: str | None) -> list[str]:
    return value.split("、") if value else []

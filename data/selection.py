"""What is read of each table: the columns that judging needs, and the rows that belong to a choice of parks."""

from dataclasses import dataclass
from functools import cache
from typing import get_type_hints

from sqlalchemy import inspect

from core.facts import Snapshot, Table, column_types
from data.tables import (
    Building,
    Commitment,
    Contract,
    ContractSpace,
    Enterprise,
    ExitCase,
    Hazard,
    OccupancyCheck,
    Park,
    Record,
    Rectification,
    Report,
    Space,
    SubletApproval,
)

STORED: dict[str, type[Record]] = {
    "parks": Park,
    "buildings": Building,
    "spaces": Space,
    "enterprises": Enterprise,
    "contracts": Contract,
    "contract_spaces": ContractSpace,
    "commitments": Commitment,
    "reports": Report,
    "occupancy_checks": OccupancyCheck,
    "sublet_approvals": SubletApproval,
    "rectifications": Rectification,
    "exit_cases": ExitCase,
    "hazards": Hazard,
}
"""Field of the snapshot -> the table it is read from."""

_HERE = "park_code IN {parks}"
_BY_CONTRACT = f"contract_number IN (SELECT number FROM contract WHERE {_HERE})"
_ROWS = {
    "county": "code IN (SELECT county_code FROM park WHERE code IN {parks})",
    "park": "code IN {parks}",
    "enterprise": (
        f"credit_code IN (SELECT credit_code FROM contract WHERE {_HERE}"
        f" UNION ALL SELECT DISTINCT credit_code FROM report WHERE {_HERE}"
        f" UNION ALL SELECT occupant_code FROM occupancy_check WHERE {_HERE})"
    ),
    "commitment": _BY_CONTRACT,
    "sublet_approval": _BY_CONTRACT,
    "rectification": _BY_CONTRACT,
    "exit_case": _BY_CONTRACT,
}
_ORDER = {"occupancy_check": "park_code, space_code, checked_on, coalesce(occupant_code, '')"}
"""Where the primary key is only a number that the database gave."""
_LISTED = {
    "sqlite": "(SELECT value FROM json_each({parameter}))",
    "postgresql": "(SELECT jsonb_array_elements_text(CAST({parameter} AS jsonb)))",
}
_ONE = "({parameter})"
_PARAMETER = {"sqlite": ":parks", "postgresql": "%(parks)s"}


@dataclass(frozen=True)
class Selection:
    """One table's statement, and the columns it gives: name -> NumPy type.

    Rows come in the order of their keys, so that the same facts give the same answer to the last digit, however they
    came into the database.
    """

    table: str
    sql: str
    kinds: dict[str, str]


@cache
def selections(dialect: str, *, is_scoped: bool, is_one: bool = False) -> dict[str, Selection]:
    """Field of the snapshot -> what to select for it.

    Scoped, the driver wants a JSON list of park codes as ``parks``, or the one code: a list costs the database a
    lookup and a sort more in every statement.
    """
    listed = (_ONE if is_one else _LISTED[dialect]).format(parameter=_PARAMETER[dialect]) if is_scoped else None
    return {
        name: _selection(STORED[name], column_types(table), listed) for name, table in snapshot_tables().items()
    }


@cache
def snapshot_tables() -> dict[str, type[Table]]:
    """Field of the snapshot -> its table of facts."""
    return get_type_hints(Snapshot)


def in_parks(table: str, dialect: str, parameter: str) -> str:
    """The condition for a table's rows to belong to the parks that the parameter lists as JSON."""
    return _rows(table, _LISTED[dialect].format(parameter=parameter))


def _rows(table: str, listed: str) -> str:
    return _ROWS.get(table, _HERE).replace("{parks}", listed)


def _selection(stored: type[Record], kinds: dict[str, str], listed: str | None) -> Selection:
    table = table_name(stored)
    where = f" WHERE {_rows(table, listed)}" if listed else ""
    order = _ORDER.get(table) or ", ".join(column.name for column in inspect(stored).primary_key)
    return Selection(table, f"SELECT {', '.join(kinds)} FROM {table}{where} ORDER BY {order}", kinds)


def table_name(stored: type[Record]) -> str:
    return str(inspect(stored).local_table.name)

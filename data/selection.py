"""What is read of each table: the columns that judging needs, and the rows that belong to a choice of parks."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, get_type_hints

import numpy as np
import numpy.typing as npt
from sqlalchemy import Enum, inspect

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

SHARED = "park_code"
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
    came into the database. words: of a column that comes as whole numbers, the text that each one stands for; the last
    one, None, is -1.
    """

    table: str
    sql: str
    kinds: dict[str, str]
    words: dict[str, npt.NDArray[Any]] = field(default_factory=dict)


@cache
def selections(dialect: str, *, is_scoped: bool, is_one: bool = False, is_coded: bool = False) -> dict[str, Selection]:
    """Field of the snapshot -> what to select for it.

    Scoped, the driver wants a JSON list of park codes as ``parks``, or the one code: a list costs the database a
    lookup and a sort more in every statement. The code of the one park is not selected: all rows share it. Coded,
    words of a closed list come as numbers: a cursor takes several times as long over a Chinese word.
    """
    listed = (_ONE if is_one else _LISTED[dialect]).format(parameter=_PARAMETER[dialect]) if is_scoped else None
    shared = {SHARED} if is_one else set()
    return {
        name: _selection(STORED[name], _without(shared, column_types(table)), listed, is_coded=is_coded)
        for name, table in snapshot_tables().items()
    }


def _without(names: set[str], kinds: dict[str, str]) -> dict[str, str]:
    return {name: kind for name, kind in kinds.items() if name not in names}


@cache
def snapshot_tables() -> dict[str, type[Table]]:
    """Field of the snapshot -> its table of facts."""
    return get_type_hints(Snapshot)


def in_parks(table: str, dialect: str, parameter: str) -> str:
    """The condition for a table's rows to belong to the parks that the parameter lists as JSON."""
    return _rows(table, _LISTED[dialect].format(parameter=parameter))


def _rows(table: str, listed: str) -> str:
    return _ROWS.get(table, _HERE).replace("{parks}", listed)


def _selection(stored: type[Record], kinds: dict[str, str], listed: str | None, *, is_coded: bool) -> Selection:
    table, types = table_name(stored), {column.name: column.type for column in inspect(stored).columns}
    lists = {name: types[name].enums for name in kinds if is_coded and isinstance(types[name], Enum)}
    columns = ", ".join(_coded(name, lists[name]) if name in lists else name for name in kinds)
    where = f" WHERE {_rows(table, listed)}" if listed else ""
    order = _ORDER.get(table) or ", ".join(column.name for column in inspect(stored).primary_key)
    words = {name: np.array([*one, None], dtype=object) for name, one in lists.items()}
    return Selection(table, f"SELECT {columns} FROM {table}{where} ORDER BY {order}", kinds, words)


def _coded(name: str, words: Sequence[str]) -> str:
    cases = " ".join(f"WHEN '{word}' THEN {place}" for place, word in enumerate(words))
    return f"CASE {name} {cases} ELSE -1 END"


def table_name(stored: type[Record]) -> str:
    return str(inspect(stored).local_table.name)

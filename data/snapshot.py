"""The facts of a choice of parks, as the columns that judging needs."""

import json
from collections.abc import Sequence
from typing import Any

import numpy as np
from sqlalchemy import Connection, Engine, text

from core.access import Reach
from core.facts import Snapshot, Table, column_types
from data.apart import read_apart
from data.columns import Columns, from_rows
from data.engine import reading_connection
from data.reach import parks_within
from data.selection import SHARED, Selection, selections, snapshot_tables

FEW_PARKS = 40
"""Up to so many parks the driver's plain cursor is faster than asking the reading process."""


def read_snapshot(
    engine: Engine, reach: Reach, *, parks: Sequence[str] | None = None, county: str | None = None,
) -> Snapshot:
    """All facts within reach of these parks, of the parks of a county, or of all parks; read from one moment.

    Of enterprises those with a contract, a report or a check in one of the parks. Unknown parks are passed over.
    """
    with reading_connection(engine) as connection:
        parks = parks_within(connection, reach, county=county, parks=parks)
        if parks is not None or _count_parks(connection) <= FEW_PARKS:
            return _read_here(connection, parks)
    wanted = selections(engine.dialect.name, is_scoped=False)
    return _snapshot(wanted, read_apart(engine.url, list(wanted.values())))


def _count_parks(connection: Connection) -> int:
    return int(connection.scalar(text("SELECT count(*) FROM park")) or 0)


def _read_here(connection: Connection, parks: list[str] | None) -> Snapshot:
    """parks: None = all."""
    only = parks[0] if parks is not None and len(parks) == 1 else None
    parameters = {} if parks is None else {"parks": only or json.dumps(parks)}
    wanted = selections(connection.dialect.name, is_scoped=parks is not None, is_one=only is not None, is_coded=True)
    cursor: Any = connection.connection.cursor()
    try:
        columns = [
            from_rows(cursor.execute(one.sql, parameters).fetchall(), one.kinds, one.words) for one in wanted.values()
        ]
    finally:
        cursor.close()
    return _snapshot(wanted, columns, only)


def _snapshot(wanted: dict[str, Selection], columns: Sequence[Columns], only: str | None = None) -> Snapshot:
    """only: the one park that all rows belong to."""
    tables: dict[str, Any] = {
        name: _table(snapshot_tables()[name], of_one, only) for name, of_one in zip(wanted, columns, strict=True)
    }
    return Snapshot(**tables)


def _table(table: type[Table], columns: Columns, only: str | None) -> Table:
    if only is not None and SHARED in column_types(table):
        columns[SHARED] = np.full(len(next(iter(columns.values()))), only, dtype=object)
    return table(**columns)

"""The facts of a choice of parks, as the columns that judging needs."""

import json
from collections.abc import Sequence
from typing import Any

from sqlalchemy import Connection, Engine, text

from core.access import Reach
from core.facts import Snapshot
from data.apart import read_apart
from data.columns import Columns, from_rows
from data.engine import reading_connection
from data.reach import parks_within
from data.selection import Selection, selections, snapshot_tables

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
        is_one = parks is not None and len(parks) == 1
        wanted = selections(engine.dialect.name, is_scoped=parks is not None, is_one=is_one)
        if parks is not None:
            asked = parks[0] if is_one else json.dumps(list(parks))
            return _snapshot(wanted, _read_here(connection, wanted, {"parks": asked}))
        if _count_parks(connection) <= FEW_PARKS:
            return _snapshot(wanted, _read_here(connection, wanted, {}))
    return _snapshot(wanted, read_apart(engine.url, list(wanted.values())))


def _count_parks(connection: Connection) -> int:
    return int(connection.scalar(text("SELECT count(*) FROM park")) or 0)


def _read_here(connection: Connection, wanted: dict[str, Selection], parameters: dict[str, str]) -> list[Columns]:
    cursor: Any = connection.connection.cursor()
    try:
        return [from_rows(cursor.execute(one.sql, parameters).fetchall(), one.kinds) for one in wanted.values()]
    finally:
        cursor.close()


def _snapshot(wanted: dict[str, Selection], columns: Sequence[Columns]) -> Snapshot:
    tables: dict[str, Any] = {
        name: snapshot_tables()[name](**of_one) for name, of_one in zip(wanted, columns, strict=True)
    }
    return Snapshot(**tables)

"""Whole tables for pages: names, outlines, tags and whatever else judging does not need."""

import json
from collections.abc import Sequence

import pandas as pd
from sqlalchemy import Boolean, Date, Engine, inspect, select, text

from core.access import Reach
from data.engine import reading_connection
from data.reach import parks_within
from data.selection import in_parks
from data.tables import Record


def register(
    engine: Engine, reach: Reach, table: type[Record], parks: Sequence[str] | None = None,
) -> pd.DataFrame:
    """All columns of a table, of these parks or of all, within reach, in the order of its key.

    Dates are datetime64[s], flags nullable booleans, missing texts None.
    """
    stored = inspect(table).local_table
    query = select(stored).order_by(*stored.primary_key.columns)
    parameters = {}
    with reading_connection(engine) as connection:
        within = parks_within(connection, reach, parks=parks)
        if within is not None:
            query = query.where(text(in_parks(stored.name, engine.dialect.name, ":parks")))
            parameters["parks"] = json.dumps(within)
        rows = connection.execute(query, parameters).all()
    frame = pd.DataFrame.from_records([tuple(row) for row in rows], columns=list(stored.columns.keys()))
    return frame.astype({
        column.name: "datetime64[s]" if isinstance(column.type, Date) else "boolean"
        for column in stored.columns if isinstance(column.type, (Date, Boolean))
    })

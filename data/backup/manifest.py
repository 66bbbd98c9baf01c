"""What a database holds, table by table: how many rows, and a hash over all of them in the order of their keys."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from typing import Any

from sqlalchemy import Connection, Table, inspect, select

from data.tables import Record

BATCH = 5_000


@dataclass(frozen=True)
class Manifest:
    """tables: name -> (rows, SHA-256). revision: of the migrations. last_act: sequence and hash."""

    dialect: str
    revision: str
    made_at: str
    tables: dict[str, tuple[int, str]]
    last_act: tuple[int, str] | None = field(default=None)

    def as_json(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)

    @classmethod
    def from_json(cls, text: str) -> "Manifest":
        """Raises ValueError or TypeError where the text is none."""
        read = json.loads(text)
        tables = {name: (int(rows), str(digest)) for name, (rows, digest) in read["tables"].items()}
        last = read.get("last_act")
        return cls(read["dialect"], read["revision"], read["made_at"], tables, (last[0], last[1]) if last else None)


def tables_of(connection: Connection, advance: Callable[[str], None]) -> dict[str, tuple[int, str]]:
    """Of every table of ours that is there; ``advance`` is told each name."""
    there = set(inspect(connection).get_table_names())
    found = {}
    for table in Record.metadata.sorted_tables:
        if table.name in there:
            found[table.name] = _hash(connection, table)
            advance(table.name)
    return found


def _hash(connection: Connection, table: Table) -> tuple[int, str]:
    """Only the columns that are there: a backup may be of an earlier revision."""
    there = {one["name"] for one in inspect(connection).get_columns(table.name)}
    columns = [one for one in table.columns if one.name in there]
    query = select(*columns).order_by(*table.primary_key.columns)
    running, rows = hashlib.sha256(), 0
    for row in connection.execution_options(yield_per=BATCH).execute(query):
        running.update(json.dumps([_plain(value) for value in row], ensure_ascii=False).encode() + b"\n")
        rows += 1
    return rows, running.hexdigest()


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, (str, int, float)) else str(value)

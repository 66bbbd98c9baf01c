"""What a database holds, in figures: rows and a hash per table, so that a copy can be held against the original."""

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any

from sqlalchemy import Connection, String, collate, column, inspect, select, table, text
from sqlalchemy.engine.interfaces import ReflectedColumn
from sqlalchemy.engine.reflection import Inspector

from data.acts import as_json, utc_now

BATCH = 1000
COLLATION = {"sqlite": "BINARY", "postgresql": "C"}
Advance = Callable[[str], None]


@dataclass(frozen=True)
class Sum:
    """Of a table: over its rows in the order of its key."""

    rows: int
    sha256: str


@dataclass(frozen=True)
class Manifest:
    """database: sqlite or postgresql. revision: of the tables. made_at: UTC. act, act_hash: of the last act."""

    database: str
    revision: str
    made_at: str
    act: int
    act_hash: str
    tables: dict[str, Sum]

    @property
    def rows(self) -> int:
        return sum(one.rows for one in self.tables.values())

    def differences(self, other: "Manifest") -> list[str]:
        """What the other holds otherwise, in sentences; the time of the two does not count."""
        found = [f"多出了表 {name}" for name in other.tables.keys() - self.tables.keys()]
        for name, own in self.tables.items():
            theirs = other.tables.get(name)
            if theirs is None:
                found.append(f"缺少表 {name}")
            elif theirs.rows != own.rows:
                found.append(f"表 {name} 应有{own.rows:,}行，实有{theirs.rows:,}行")
            elif theirs != own:
                found.append(f"表 {name} 的内容不同")
        if (self.revision, self.act, self.act_hash) != (other.revision, other.act, other.act_hash):
            found.append(f"版本或最后一条操作记录不同（应为{self.revision}、第{self.act}条）")
        return found

    def as_text(self) -> str:
        return json.dumps(asdict(self), ensure_ascii=False, indent=1)


def manifest_from(written: str) -> Manifest:
    """Raises ValueError, KeyError or TypeError where the text is no manifest."""
    said: dict[str, Any] = json.loads(written)
    tables = {str(name): Sum(int(one["rows"]), str(one["sha256"])) for name, one in said["tables"].items()}
    return Manifest(
        str(said["database"]), str(said["revision"]), str(said["made_at"]), int(said["act"]), str(said["act_hash"]),
        tables,
    )


def table_names(connection: Connection) -> list[str]:
    return sorted(inspect(connection).get_table_names())


def read_manifest(connection: Connection, advance: Advance = lambda _: None) -> Manifest:
    """Of all tables as they are in this transaction; ``advance`` is told the name of each that is done."""
    inspector, sums = inspect(connection), {}
    for name in table_names(connection):
        sums[name] = _sum_of(connection, inspector, name)
        advance(name)
    last = None
    if "act" in sums:
        last = connection.execute(text("SELECT sequence, hash FROM act ORDER BY sequence DESC LIMIT 1")).first()
    revision = connection.scalar(text("SELECT version_num FROM alembic_version")) if "alembic_version" in sums else ""
    act, act_hash = (last.sequence, last.hash) if last else (0, "")
    return Manifest(connection.dialect.name, str(revision), utc_now(), act, act_hash, sums)


def _sum_of(connection: Connection, inspector: Inspector, name: str) -> Sum:
    """The values as the driver gives them, whatever shape the table had in the version at hand."""
    found = inspector.get_columns(name)
    names = [one["name"] for one in found]
    key = set(inspector.get_pk_constraint(name)["constrained_columns"] or names)
    order = [_sorted_by_bytes(connection, one) for one in found if one["name"] in key]
    query: Any = select(*map(column, names)).select_from(table(name)).order_by(*order)
    running, rows = hashlib.sha256(as_json(names).encode()), 0
    for row in connection.execution_options(yield_per=BATCH).execute(query):
        rows += 1
        running.update(as_json(list(row)).encode() + b"\n")
    return Sum(rows, running.hexdigest())


def _sorted_by_bytes(connection: Connection, found: ReflectedColumn) -> Any:
    """Not by the rules of a language, which may differ from server to server."""
    is_text = isinstance(found["type"], String)
    return collate(column(found["name"]), COLLATION[connection.dialect.name]) if is_text else column(found["name"])

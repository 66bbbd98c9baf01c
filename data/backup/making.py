"""Making a backup of a database that is in use."""

import sqlite3
import tempfile
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from sqlalchemy import Connection, Engine, text

from core.access import COMMAND_LINE
from data.acts import ActKind, Done, record, utc_now
from data.backup.archive import BackupError, pack, run
from data.backup.manifest import Manifest, tables_of
from data.engine import open_engine, reading_connection


def make_backup(engine: Engine, target: Path, advance: Callable[[str], None] = lambda _: None) -> Manifest:
    """Write the database as it is at one moment into a new file; the making is an act of its own, after that moment.

    Raises BackupError where the file is there already.
    """
    if target.exists():
        raise BackupError(f"已经有文件 {target}，没有备份。请换一个文件名，或先把它移走。")
    with tempfile.TemporaryDirectory(dir=target.parent, prefix=".backup-") as directory:
        database = Path(directory) / "database"
        write = _of_sqlite if engine.dialect.name == "sqlite" else _of_postgresql
        manifest = write(engine, database, advance)
        pack(target, database, manifest)
    detail = {"文件": target.name, "最后一条": manifest.last_act}
    record(engine, COMMAND_LINE, Done(ActKind.BACKUP, target.name, detail))
    return manifest


def _of_sqlite(engine: Engine, database: Path, advance: Callable[[str], None]) -> Manifest:
    copy_sqlite(Path(engine.url.database or ""), database)
    copied = open_engine(f"sqlite:///{database}")
    try:
        with reading_connection(copied) as connection:
            return manifest_of(connection, advance)
    finally:
        copied.dispose()


def copy_sqlite(source: Path, target: Path) -> None:
    """By SQLite's own online backup: whole, whoever writes meanwhile, and over what the target holds."""
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        new.execute("PRAGMA busy_timeout = 60000")
        old.backup(new)


def _of_postgresql(engine: Engine, database: Path, advance: Callable[[str], None]) -> Manifest:
    """pg_dump sees the very moment that the manifest is taken of."""
    with reading_connection(engine) as connection:
        snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
        run("pg_dump", engine.url, "--format=custom", "--no-owner", f"--snapshot={snapshot}", f"--file={database}")
        return manifest_of(connection, advance)


def manifest_of(connection: Connection, advance: Callable[[str], None]) -> Manifest:
    """What the database at the connection holds."""
    revision = str(connection.scalar(text("SELECT version_num FROM alembic_version")))
    tables = tables_of(connection, advance)
    return Manifest(connection.dialect.name, revision, utc_now(), tables, _last_act(connection, tables))


def _last_act(connection: Connection, tables: dict[str, tuple[int, str]]) -> tuple[int, str] | None:
    if "act" not in tables:
        return None
    last = connection.execute(text("SELECT sequence, hash FROM act ORDER BY sequence DESC LIMIT 1")).first()
    return (last.sequence, last.hash) if last else None

"""Restoring a backup: into a database beside the one in use, checked table by table, and only then in its place."""

import re
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path

from sqlalchemy import Engine, text

from core.access import COMMAND_LINE
from data.acts import ActKind, Done, record
from data.backup.archive import BackupError, run, unpack
from data.backup.making import copy_sqlite, manifest_of
from data.backup.manifest import Manifest
from data.engine import migrate, open_engine, reading_connection


def restore_backup(engine: Engine, source: Path, advance: Callable[[str], None] = lambda _: None) -> str:
    """Put the backup in the place of what is in use; returns where the old database was put aside.

    ``advance`` is told each table that was checked. Raises BackupError, and then nothing was changed.
    """
    home = Path(engine.url.database or "").parent if engine.dialect.name == "sqlite" else None
    with tempfile.TemporaryDirectory(dir=home, prefix=".restore-") as directory:
        database = Path(directory) / "database"
        manifest = unpack(source, database)
        if manifest.dialect != engine.dialect.name:
            raise BackupError(
                f"这是 {manifest.dialect} 的备份，现在用的是 {engine.dialect.name}，不能直接恢复。"
                "请在同一种数据库上恢复，再用导出、导入转换。"
            )
        place = _into_sqlite if home else _into_postgresql
        aside = place(engine, database, manifest, advance)
    detail = {"文件": source.name, "备份时间": manifest.made_at, "原数据库": aside}
    record(engine, COMMAND_LINE, Done(ActKind.RESTORE_BACKUP, source.name, detail))
    return aside


def _into_sqlite(engine: Engine, database: Path, manifest: Manifest, advance: Callable[[str], None]) -> str:
    with _opened(open_engine(f"sqlite:///{database}")) as beside:
        _require_equal(beside, manifest, advance)
        migrate(beside)
    target = Path(engine.url.database or "")
    aside = target.with_name(f"{target.stem}-{_moment()}{target.suffix}")
    if target.exists():
        copy_sqlite(target, aside)
    engine.dispose()
    copy_sqlite(database, target)
    return str(aside)


def _into_postgresql(engine: Engine, database: Path, manifest: Manifest, advance: Callable[[str], None]) -> str:
    name = engine.url.database or ""
    beside_name, aside = f"{name}_restore_{_moment()}", f"{name}_{_moment()}"
    _administer(engine, f"CREATE DATABASE {_quoted(beside_name)} TEMPLATE template0")
    url = engine.url.set(database=beside_name)
    try:
        run("pg_restore", url, "--no-owner", "--exit-on-error", str(database))
        with _opened(open_engine(url.render_as_string(hide_password=False))) as beside:
            _require_equal(beside, manifest, advance)
            migrate(beside)
    except BaseException:
        _administer(engine, f"DROP DATABASE {_quoted(beside_name)} WITH (FORCE)")
        raise
    engine.dispose()
    _administer(
        engine,
        f"SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '{name}' AND pid <> pg_backend_pid()",
        f"ALTER DATABASE {_quoted(name)} RENAME TO {_quoted(aside)}",
        f"ALTER DATABASE {_quoted(beside_name)} RENAME TO {_quoted(name)}",
    )
    return aside


def _require_equal(beside: Engine, manifest: Manifest, advance: Callable[[str], None]) -> None:
    try:
        with reading_connection(beside) as connection:
            found = manifest_of(connection, advance)
    except Exception as error:
        raise BackupError("备份里的数据库打不开，没有恢复。请换一份备份。") from error
    wrong = [name for name in manifest.tables.keys() | found.tables.keys()
             if manifest.tables.get(name) != found.tables.get(name)]
    if wrong:
        raise BackupError(f"备份与它的清单不符（{'、'.join(sorted(wrong))}），没有恢复。请换一份备份。")


def _administer(engine: Engine, *statements: str) -> None:
    """On the server's own database, outside of any transaction."""
    url = engine.url.set(database="postgres").render_as_string(hide_password=False)
    with (
        _opened(open_engine(url)) as server,
        server.connect().execution_options(isolation_level="AUTOCOMMIT") as connection,
    ):
        for statement in statements:
            connection.execute(text(statement))


@contextmanager
def _opened(engine: Engine) -> Iterator[Engine]:
    yield engine
    engine.dispose()


def _quoted(name: str) -> str:
    if not re.fullmatch(r"\w+", name):
        raise BackupError(f"数据库名“{name}”含有字母、数字、下划线以外的字符，请由数据库管理员用 pg_restore 恢复。")
    return f'"{name}"'


def _moment() -> str:
    return f"{datetime.now():%Y%m%d_%H%M%S}"

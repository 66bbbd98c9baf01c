"""Dumping a PostgreSQL database, and putting a restored one in its place, with the server's own programs."""

import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from time import monotonic, sleep

from sqlalchemy import URL, Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from data.archive import BackupError, aside
from data.engine import open_engine
from data.settings import environment_with, settings

IN_USE = "数据库正在被使用。请先停止服务，再恢复备份。"
NOT_ALLOWED = "不能建立新的数据库来恢复备份：请让数据库管理员给这个账号 CREATEDB 权限，或由他恢复。"
LEAVING_S = 5
PRIVILEGE, OBJECT_IN_USE = "42501", "55006"


def dump(connection: Connection, target: Path) -> None:
    """Dump what the transaction sees, in pg_dump's custom format."""
    snapshot = connection.scalar(text("SELECT pg_export_snapshot()"))
    _run("pg_dump", connection.engine.url, "--format=custom", "--no-owner", "--no-privileges",
         f"--snapshot={snapshot}", f"--file={target}")


@dataclass(frozen=True)
class PostgresPlace:
    """The database that a backup is restored to. Others of the server are made and renamed from ``postgres``."""

    url: URL

    @property
    def name(self) -> str:
        return str(self.url.database)

    @property
    def fresh(self) -> str:
        return f"{self.name}_restoring"

    @property
    def fresh_url(self) -> str:
        return self.url.set(database=self.fresh).render_as_string(hide_password=False)

    @property
    def near(self) -> None:
        """Anywhere."""

    def is_occupied(self) -> bool:
        server = self._server()
        try:
            with server.connect() as connection:
                return bool(_exists(connection, self.name))
        finally:
            server.dispose()

    def make_ready(self) -> None:
        """Raises BackupError while anybody is connected."""
        _find("pg_restore")
        server = self._server()
        try:
            with server.connect() as connection:
                _wait_until_alone(connection, self.name)
        finally:
            server.dispose()
        self.discard()

    def fill(self, copy: Path) -> None:
        self._alone(f'CREATE DATABASE "{self.fresh}" TEMPLATE template0')
        _run("pg_restore", self.url.set(database=self.fresh), "--no-owner", "--no-privileges", "--exit-on-error",
             "--single-transaction", str(copy))

    def swap(self) -> str | None:
        """Put the fresh database in the place of the old one, both names at once; returns the old one's new name."""
        kept, server = aside(self.name), self._server()
        try:
            with server.begin() as connection:
                is_there = _exists(connection, self.name)
                if is_there:
                    connection.exec_driver_sql(f'ALTER DATABASE "{self.name}" RENAME TO "{kept}"')
                connection.exec_driver_sql(f'ALTER DATABASE "{self.fresh}" RENAME TO "{self.name}"')
        except DBAPIError as error:
            raise _explained(error) from error
        finally:
            server.dispose()
        return kept if is_there else None

    def discard(self) -> None:
        self._alone(f'DROP DATABASE IF EXISTS "{self.fresh}"')

    def _alone(self, statement: str) -> None:
        """What no transaction may hold."""
        server = self._server()
        try:
            with server.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
                connection.exec_driver_sql(statement)
        except DBAPIError as error:
            raise _explained(error) from error
        finally:
            server.dispose()

    def _server(self) -> Engine:
        return open_engine(self.url.set(database="postgres").render_as_string(hide_password=False))


def _exists(connection: Connection, name: str) -> bool:
    return bool(connection.scalar(text("SELECT 1 FROM pg_database WHERE datname = :name"), {"name": name}))


def _wait_until_alone(connection: Connection, name: str) -> None:
    """Somebody who has just left is still listed for a moment. Raises BackupError."""
    query = text("SELECT count(*) FROM pg_stat_activity WHERE datname = :name AND backend_type = 'client backend'")
    end = monotonic() + LEAVING_S
    while connection.scalar(query, {"name": name}):
        if monotonic() > end:
            raise BackupError(IN_USE)
        connection.rollback()  # The list is kept for a transaction.
        sleep(0.1)


def _explained(error: DBAPIError) -> Exception:
    sentences = {PRIVILEGE: NOT_ALLOWED, OBJECT_IN_USE: IN_USE}
    code = getattr(error.orig, "sqlstate", None)
    return BackupError(sentences[code]) if code in sentences else error


def _find(program: str) -> str:
    """In the directory that PG_BIN names, else on PATH."""
    found = shutil.which(program, path=settings().pg_bin)
    if found is None:
        raise BackupError(
            f"找不到 {program}。请安装与服务器同版本的 PostgreSQL 客户端程序，或用环境变量 PG_BIN 指明它所在的目录。"
        )
    return found


def _run(program: str, url: URL, *options: str) -> None:
    """Without the password on the command line, where others could read it."""
    bare = url.set(drivername="postgresql", password=None).render_as_string(hide_password=False)
    environment = environment_with(PGPASSWORD=str(url.password)) if url.password else None
    done = subprocess.run(
        [_find(program), f"--dbname={bare}", *options], env=environment, capture_output=True, text=True, check=False,
    )
    if done.returncode:
        why = (done.stderr.strip().splitlines() or ["没有说明"])[-1]
        raise BackupError(f"{program} 没有成功（{why}）。现有数据库未动。")

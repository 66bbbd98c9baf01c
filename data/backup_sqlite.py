"""Copying a SQLite file while it is written to, and putting a restored one in its place."""

import shutil
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection

from data.archive import BackupError, aside
from data.engine import open_engine, reading_connection
from data.manifest import Advance, Manifest, read_manifest

COMPANIONS = ("-wal", "-shm")
IN_USE = "数据库正在被使用。请先停止服务，再恢复备份。"


def copy_of(connection: Connection, manifest: Manifest, target: Path, advance: Advance) -> None:
    """Copy what the transaction sees; the copy is read again and held against the manifest."""
    source = connection.connection.driver_connection
    assert isinstance(source, sqlite3.Connection)
    with closing(sqlite3.connect(target)) as copy:
        source.backup(copy)
        copy.execute("PRAGMA journal_mode = DELETE")
    engine = open_engine(f"sqlite:///{target}")
    try:
        with reading_connection(engine) as copied:
            if found := manifest.differences(read_manifest(copied, advance)):
                raise BackupError(f"备份与数据库不一致，没有保存：{'；'.join(found)}。请再试一次。")
    finally:
        engine.dispose()


@dataclass(frozen=True)
class SqlitePlace:
    """The file that a backup is restored to."""

    path: Path

    @property
    def fresh(self) -> Path:
        return self.path.with_name(self.path.name + ".restoring")

    @property
    def fresh_url(self) -> str:
        return f"sqlite:///{self.fresh}"

    @property
    def near(self) -> Path:
        """Where to unpack, so that nothing has to be copied twice."""
        return self.path.parent

    def is_occupied(self) -> bool:
        return self.path.exists() and self.path.stat().st_size > 0

    def make_ready(self) -> None:
        """Raises BackupError while anybody has the file open."""
        self.path.parent.mkdir(parents=True, exist_ok=True)
        self.discard()
        if self.is_occupied():
            _settle(self.path)

    def fill(self, copy: Path) -> None:
        shutil.move(copy, self.fresh)

    def swap(self) -> str | None:
        """Put the fresh file in the place of the old one; returns where that is kept."""
        _settle(self.fresh)
        kept = None
        if self.path.exists():
            _settle(self.path)
            kept = self.path.with_name(aside(self.path.name))
            for end in ("", *COMPANIONS):
                if (one := Path(f"{self.path}{end}")).exists():
                    one.rename(f"{kept}{end}")
        self.fresh.rename(self.path)
        return str(kept) if kept else None

    def discard(self) -> None:
        for end in ("", *COMPANIONS):
            Path(f"{self.fresh}{end}").unlink(missing_ok=True)


def _settle(path: Path) -> None:
    """Bring all into the one file. Only whoever has the file alone can; what is no database is left as it is."""
    with closing(sqlite3.connect(path, timeout=1)) as connection:
        try:
            connection.execute("PRAGMA journal_mode = DELETE")
        except sqlite3.OperationalError as error:
            raise BackupError(IN_USE) from error
        except sqlite3.DatabaseError:
            return

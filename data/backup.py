"""Backups: one file with all of the database and a manifest, restored only if every table is again what it was."""

import tempfile
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Engine, make_url
from sqlalchemy.exc import DatabaseError

from core.access import User
from data.acts import ActKind, Done, record
from data.anchors import anchor_now
from data.archive import BackupError, manifest_of, pack, unpack
from data.backup_postgres import PostgresPlace, dump
from data.backup_sqlite import SqlitePlace, copy_of
from data.engine import database_url, migrate, newest_revision, open_engine, reading_connection
from data.manifest import Advance, Manifest, read_manifest, table_names

NO_ACTS_BEFORE = "0003"


@dataclass(frozen=True)
class Result:
    """kept: where what was there before is kept, None where there was nothing."""

    manifest: Manifest
    kept: str | None


def backup(
    engine: Engine, user: User, file: Path, *, may_replace: bool = False, advance: Advance = lambda _: None,
) -> Result:
    """Write the database as it is at this moment, while others go on writing, and record that. Raises BackupError."""
    if file.exists() and not may_replace:
        raise BackupError(f"已有文件 {file}。请换一个文件名，或加 --yes（原文件改名保留）。")
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as directory:
        copy = Path(directory) / "copy"
        with reading_connection(engine) as connection:
            manifest = read_manifest(connection, advance)
            if connection.dialect.name == "sqlite":
                copy_of(connection, manifest, copy, advance)
            else:
                dump(connection, copy)
        kept = pack(file, copy, manifest)
    advance("打包")
    if manifest.revision >= NO_ACTS_BEFORE:
        record(engine, user, Done(ActKind.BACKUP, file.name, _detail(manifest)))
    return Result(manifest, str(kept) if kept else None)


def backup_steps(engine: Engine) -> int:
    """How often ``backup`` will call ``advance``."""
    with reading_connection(engine) as connection:
        number = len(table_names(connection))
    return (2 * number if engine.dialect.name == "sqlite" else number) + 1


def restore(
    user: User, file: Path, *, url: str | None = None, may_replace: bool = False, advance: Advance = lambda _: None,
) -> Result:
    """Bring a backup into a database of its own, check it, bring it to the present version, then swap the two.

    url: of the database, default ``database_url()``. Nothing is changed unless all is right. Raises BackupError.
    """
    manifest, place = manifest_of(file), _place(url)
    _refuse_foreign(manifest, place)
    if place.is_occupied() and not may_replace:
        raise BackupError("已有数据库。确要用备份代替它，请加 --yes（原数据库改名保留）。")
    before = _last_act(url) if place.is_occupied() else None
    place.make_ready()
    try:
        with tempfile.TemporaryDirectory(dir=place.near, prefix=".restore-") as directory:
            copy = Path(directory) / "copy"
            unpack(file, copy)
            advance("解包")
            place.fill(copy)
            advance("装入")
        _check_and_complete(place.fresh_url, manifest, user, file.name, before, advance)
        return Result(manifest, place.swap())
    finally:
        place.discard()


def restore_steps(manifest: Manifest) -> int:
    """How often ``restore`` will call ``advance``."""
    return len(manifest.tables) + 3


def _check_and_complete(
    fresh_url: str, manifest: Manifest, user: User, name: str, before: int | None, advance: Advance,
) -> None:
    engine = open_engine(fresh_url)
    try:
        try:
            with reading_connection(engine) as connection:
                found = manifest.differences(read_manifest(connection, advance))
        except DatabaseError as error:
            raise BackupError(f"{name} 里的数据库打不开。没有恢复，现有数据库未动。") from error
        if found:
            raise BackupError(f"备份与它的清单不一致，没有恢复，现有数据库未动：{'；'.join(found[:5])}。")
        migrate(engine)
        record(engine, user, Done(ActKind.RESTORE_BACKUP, name, {**_detail(manifest), "恢复前最后一条": before}))
        advance("升级")
    finally:
        engine.dispose()


def _place(url: str | None) -> SqlitePlace | PostgresPlace:
    target = make_url(url or database_url())
    if target.get_backend_name() == "postgresql":
        return PostgresPlace(target)
    return SqlitePlace(Path(str(target.database)))


def _refuse_foreign(manifest: Manifest, place: SqlitePlace | PostgresPlace) -> None:
    kind = "sqlite" if isinstance(place, SqlitePlace) else "postgresql"
    if manifest.database != kind:
        raise BackupError(f"这份备份来自 {manifest.database}，而 DATABASE_URL 指的是 {kind}。请核对 DATABASE_URL。")
    if manifest.revision > newest_revision():
        raise BackupError("这份备份来自更新版本的程序。请先升级程序，再恢复。")


def _last_act(url: str | None) -> int | None:
    """Of the database that is about to be replaced; None where it cannot be read."""
    engine = open_engine(url)
    try:
        anchor = anchor_now(engine)
        return anchor.sequence if anchor else 0
    except DatabaseError:
        return None
    finally:
        engine.dispose()


def _detail(manifest: Manifest) -> dict[str, object]:
    return {
        "备份时间": manifest.made_at, "版本": manifest.revision, "表": len(manifest.tables), "行": manifest.rows,
        "备份内最后一条": manifest.act, "校验值": manifest.act_hash,
    }

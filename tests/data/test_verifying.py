"""Whoever changes, removes, adds, swaps or cuts acts behind the program's back is found out."""

import sqlite3
from contextlib import closing

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from core.access import Role, User
from data.acts import ActKind, Change, Done, append, hash_of, record
from data.engine import migrate, open_engine, writing
from data.verifying import Anchor, anchor_of, as_line, read_anchors, verify
from tests.together import in_threads

SOMEBODY = User("office", "办公室甲", Role.OFFICE, ("331181",))
ACTS = 6


def write_acts(engine, count=ACTS):
    for number in range(1, count + 1):
        changes = [
            Change("合同", (f"HT{number}",), "A", None, {"租金": number}),
            Change("合同", (f"HT{number}",), "A", {"租金": number}, {"租金": number + 1}),
        ]
        record(engine, SOMEBODY, Done(ActKind.SAVE, f"合同 HT{number}", {"事由": "测试"}, changes))


@pytest.fixture
def acts(engine):
    write_acts(engine)
    return engine


def tamper(engine, *statements):
    """As somebody would who has the database: the triggers and references are out of the way."""
    if engine.dialect.name == "sqlite":
        with closing(sqlite3.connect(engine.url.database)) as connection:
            for table in ("act", "act_change"):
                for event in ("UPDATE", "DELETE"):
                    connection.execute(f"DROP TRIGGER IF EXISTS {table}_refuses_{event}")
            for statement in statements:
                connection.execute(statement)
            connection.commit()
        return
    with engine.begin() as connection:
        for statement in ("SET LOCAL session_replication_role = replica", *statements):
            connection.exec_driver_sql(statement)


def faults(engine, *anchors):
    return verify(engine, anchors).faults


def test_what_was_written_is_found_whole(acts):
    found = verify(acts)
    assert (found.acts, found.faults, found.last.sequence) == (ACTS, [], ACTS)


def test_an_empty_record_is_whole(engine):
    assert (verify(engine).acts, faults(engine), anchor_of(engine).sequence) == (0, [], 0)


@pytest.mark.parametrize("statement", [
    "UPDATE act SET full_name = '别人' WHERE sequence = 2",
    "DELETE FROM act WHERE sequence = 2",
    "UPDATE act_change SET new = '{}' WHERE sequence = 2",
    "DELETE FROM act_change WHERE sequence = 2",
])
def test_the_database_refuses_changes(acts, statement):
    with pytest.raises(DBAPIError, match="append_only"), acts.begin() as connection:
        connection.execute(text(statement))
    assert faults(acts) == []


def test_the_database_refuses_replacing_an_act(sqlite_engine):
    write_acts(sqlite_engine)
    with pytest.raises(DBAPIError, match="append_only"), sqlite_engine.begin() as connection:
        connection.execute(text("INSERT OR REPLACE INTO act SELECT * FROM act WHERE sequence = 2"))


@pytest.mark.postgres
def test_the_database_refuses_emptying_the_record(postgres_engine):
    write_acts(postgres_engine)
    with pytest.raises(DBAPIError, match="append_only"), postgres_engine.begin() as connection:
        connection.execute(text("TRUNCATE act CASCADE"))


@pytest.mark.parametrize(("statements", "said"), [
    (["UPDATE act SET full_name = '别人' WHERE sequence = 3"], "第3条的内容被改动过"),
    (["UPDATE act SET detail = '{}' WHERE sequence = 6"], "第6条的内容被改动过"),
    (["DELETE FROM act_change WHERE sequence = 3", "DELETE FROM act WHERE sequence = 3"], "缺少第3条"),
    (["DELETE FROM act_change WHERE sequence < 3", "DELETE FROM act WHERE sequence < 3"], "缺少第1至2条"),
    (["UPDATE act SET sequence = 99 WHERE sequence = 3", "UPDATE act SET sequence = 3 WHERE sequence = 4",
      "UPDATE act SET sequence = 4 WHERE sequence = 99"], "第3条与前一条接不上"),
    (["INSERT INTO act SELECT 7, at, account, full_name, role, kind, subject, detail, changes_digest, previous_hash,"
      " hash FROM act WHERE sequence = 6"], "第7条与前一条接不上"),
    (["UPDATE act_change SET new = '{\"租金\":1}' WHERE sequence = 3 AND number = 2"], "第3条的变更明细被改动"),
    (["DELETE FROM act_change WHERE sequence = 3 AND number = 2"], "第3条的变更明细被改动"),
    (["INSERT INTO act_change SELECT sequence, 3, sheet, record_key, park_code, old, new FROM act_change"
      " WHERE sequence = 3 AND number = 2"], "第3条的变更明细被改动"),
    (["DELETE FROM act WHERE sequence = 6"], "第6条没有操作记录，却有它的变更明细"),
])
def test_tampering_is_found_out(acts, statements, said):
    tamper(acts, *statements)
    assert any(said in one for one in faults(acts))


def test_a_cut_end_is_found_out_by_an_anchor(acts):
    anchor = anchor_of(acts)
    tamper(acts, "DELETE FROM act_change WHERE sequence > 4", "DELETE FROM act WHERE sequence > 4")
    assert faults(acts) == []
    assert faults(acts, anchor) == ["锚点记有第6条，现在没有，末尾的记录被删去"]


def test_a_record_written_anew_is_found_out_by_an_anchor(acts):
    anchor = anchor_of(acts)
    previous = "0" * 64
    with acts.connect() as connection:
        rows = [dict(row) for row in connection.execute(text("SELECT * FROM act ORDER BY sequence")).mappings()]
    for row in rows:
        row |= {"full_name": "别人", "previous_hash": previous}
        previous = hash_of(row)
        tamper(acts, f"UPDATE act SET full_name = '别人', previous_hash = '{row['previous_hash']}', hash = '{previous}'"
                     f" WHERE sequence = {row['sequence']}")
    assert faults(acts) == []
    assert faults(acts, anchor) == ["第6条与留存的锚点不符，这一条或以前的记录被改写过"]


def test_anchors_stay_good_while_the_record_grows(acts):
    anchor = anchor_of(acts)
    write_acts(acts, 2)
    assert faults(acts, anchor, anchor_of(acts)) == []


def test_an_anchor_file_holds_one_a_line(acts):
    anchor = anchor_of(acts)
    assert read_anchors(as_line(anchor) + "\n\n" + as_line(anchor) + "\n") == [anchor, anchor]


@pytest.mark.parametrize("content", ["nonsense", '{"sequence": 1}', "[1, 2]"])
def test_what_is_no_anchor_file_is_refused(content):
    with pytest.raises(ValueError, match="."):
        read_anchors(content)


def test_twenty_at_once_leave_no_gap(engine):
    failures = in_threads([lambda: write_acts(engine, 3)] * 20)
    found = verify(engine)
    assert (failures, found.acts, found.faults) == ([], 60, [])


def test_an_act_goes_with_its_transaction(engine):
    with pytest.raises(ZeroDivisionError), writing(engine) as session:
        append(session, SOMEBODY, Done(ActKind.SAVE, "合同 HT1"))
        raise ZeroDivisionError
    assert verify(engine).acts == 0


@settings(max_examples=60, deadline=None)
@given(row=st.integers(1, ACTS), column=st.sampled_from(
    ["at", "account", "full_name", "role", "kind", "subject", "detail", "changes_digest", "previous_hash", "hash"],
), value=st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), max_size=8))
def test_any_other_value_in_any_column_is_found_out(tmp_path_factory, row, column, value):
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('acts') / 'parks.db'}")
    migrate(engine)
    write_acts(engine)
    tamper(engine, "SELECT 1")
    with engine.begin() as connection:
        before = connection.scalar(text(f"SELECT {column} FROM act WHERE sequence = :row"), {"row": row})
        put = text(f"UPDATE act SET {column} = :value WHERE sequence = :row")
        connection.execute(put, {"value": value, "row": row})
    assert bool(faults(engine)) == (value != before)
    engine.dispose()


def test_an_anchor_of_an_empty_record_holds_for_any(acts):
    assert faults(acts, Anchor(0, "0" * 64, "")) == []

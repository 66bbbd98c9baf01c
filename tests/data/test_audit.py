"""Whatever is done to the record of acts behind the product's back is found, and said in a sentence."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st
from sqlalchemy import delete, insert, select, text, update
from sqlalchemy.exc import DatabaseError

from data.anchors import Anchor, AnchorError, add_to_file, anchor_now, on_paper, read_file
from data.audit import BATCH, batches, verify
from data.audit_walk import MOST_FAULTS
from tests.tampering import (
    ACT,
    CHANGE,
    act_of,
    chain_anew,
    put,
    slip_in,
    some_acts,
    swap,
    take_out,
    tampering,
    without_guards,
)

COUNT = 12


@pytest.fixture
def acts(engine):
    some_acts(engine, COUNT)
    return engine


@pytest.fixture
def open_acts(acts):
    """The same with nothing in the way of tampering."""
    without_guards(acts)
    return acts


def tamper(engine, change):
    with tampering(engine) as connection:
        change(connection)
        connection.commit()


@pytest.mark.parametrize("statement", [
    "UPDATE act SET subject = 'x' WHERE sequence = 3",
    "DELETE FROM act WHERE sequence = 12",
    "DELETE FROM act",
    "UPDATE act_change SET new = NULL",
    "DELETE FROM act_change",
    "INSERT INTO act SELECT 20, at, account, full_name, role, kind, subject, detail, changes_digest, previous_hash,"
    " hash FROM act WHERE sequence = 1",
    "INSERT INTO act_change SELECT 3, 9, sheet, record_key, park_code, old, new FROM act_change"
    " WHERE sequence = 1 AND number = 1",
])
def test_the_database_refuses_to_change_the_past(acts, statement):
    with pytest.raises(DatabaseError, match="append_only"), acts.begin() as connection:
        connection.execute(text(statement))
    assert verify(acts).is_clean


REPLACING = [
    "INSERT OR REPLACE INTO act SELECT * FROM act WHERE sequence = 3",
    "INSERT OR REPLACE INTO act_change SELECT * FROM act_change WHERE sequence = 3",
]
UPSERT = " ON CONFLICT ({key}) DO UPDATE SET {column} = EXCLUDED.{column}"


@pytest.mark.parametrize("pragma", ["recursive_triggers = ON", "recursive_triggers = OFF"])
@pytest.mark.parametrize("statement", REPLACING)
def test_sqlite_refuses_to_replace_whatever_the_connection_is_set_to(sqlite_engine, statement, pragma):
    some_acts(sqlite_engine, COUNT)
    with sqlite_engine.connect() as connection:
        raw = connection.connection.driver_connection
        raw.execute(f"PRAGMA {pragma}")
        with pytest.raises(Exception, match="append_only"):
            raw.execute(statement)
    assert verify(sqlite_engine).is_clean


@pytest.mark.postgres
@pytest.mark.parametrize("statement", [
    "TRUNCATE act CASCADE",
    "TRUNCATE act_change",
    "INSERT INTO act SELECT * FROM act WHERE sequence = 12" + UPSERT.format(key="sequence", column="subject"),
    "INSERT INTO act_change SELECT * FROM act_change WHERE sequence = 12"
    + UPSERT.format(key="sequence, number", column="new"),
])
def test_postgresql_refuses_to_empty_and_to_replace(postgres_engine, statement):
    some_acts(postgres_engine, COUNT)
    with pytest.raises(DatabaseError, match="append_only"), postgres_engine.begin() as connection:
        connection.execute(text(statement))
    assert verify(postgres_engine).is_clean


def test_a_record_without_acts_is_said_to_be_empty(engine):
    verdict = verify(engine)
    assert (verdict.is_clean, verdict.last, verdict.in_words()) == (True, None, "还没有操作记录。")


def test_an_untouched_record_is_clean_and_says_how_much_was_read(acts):
    verdict = verify(acts, [anchor_now(acts)])
    assert (verdict.is_clean, verdict.acts, verdict.changes, verdict.last) == (True, 12, 36, anchor_now(acts))
    assert verdict.in_words() == (
        "已核对全部操作记录12条、变更明细36条：首尾相接，没有改动、缺失、插入或调换。"
    )


def change_row(connection):
    put(connection, 5, full_name="别人")


def change_row_and_its_hash(connection):
    put(connection, 5, full_name="别人", hash="f" * 64)


def change_row_and_chain_it(connection):
    put(connection, 5, full_name="别人")
    chain_anew(connection, 5, 5)


def swap_neighbours(connection):
    swap(connection, 5, 6)


def swap_far_ones(connection):
    swap(connection, 2, 11)


def remove_and_close_the_gap(connection):
    take_out(connection, 5)
    for table in (CHANGE, ACT):
        for sequence in range(6, COUNT + 1):
            connection.execute(update(table).where(table.c.sequence == sequence).values(sequence=sequence - 1))


def add_change(connection):
    row = dict(connection.execute(select(CHANGE).where(CHANGE.c.sequence == 5)).mappings().first())
    connection.execute(insert(CHANGE), {**row, "number": 4})


def change_change(connection):
    connection.execute(update(CHANGE).where(CHANGE.c.sequence == 5, CHANGE.c.number == 2).values(new='{"租金":99}'))


def remove_change(number):
    return lambda connection: connection.execute(
        delete(CHANGE).where(CHANGE.c.sequence == 5, CHANGE.c.number == number))


def remove_all_changes(connection):
    connection.execute(delete(CHANGE).where(CHANGE.c.sequence == 5))


def leave_changes_behind(connection):
    connection.execute(delete(ACT).where(ACT.c.sequence == COUNT))


def put_one_before_the_first(connection):
    connection.execute(insert(ACT), {**act_of(connection, 1), "sequence": 0})


TAMPERINGS = [
    (change_row, 5, "被改动过"),
    (change_row_and_its_hash, 5, "被改动过"),
    (change_row_and_chain_it, 6, "与第5条接不上"),
    (lambda one: take_out(one, 5), 5, "第5条缺失"),
    (lambda one: [take_out(one, 5), take_out(one, 6)], 5, "第5至第6条缺失"),
    (remove_and_close_the_gap, 5, "原是第6条：前面有记录被删去"),
    (lambda one: slip_in(one, 5, COUNT), 6, "原是第5条：前面插入了记录"),
    (swap_neighbours, 5, "原是第6条"),
    (swap_far_ones, 2, "原是第11条"),
    (add_change, 5, "多出了1条变更明细：登记时只有3条"),
    (change_change, 5, "变更明细（现有3条）与登记时不符"),
    (remove_change(3), 5, "变更明细（现有2条）与登记时不符"),
    (remove_change(1), 5, "序号不连续"),
    (remove_all_changes, 5, "变更明细缺失"),
    (leave_changes_behind, COUNT, "有3条变更明细属于第12条操作记录，而没有这一条"),
    (put_one_before_the_first, 0, "多出了序号为0的记录"),
]


@pytest.mark.parametrize(("change", "sequence", "sentence"), TAMPERINGS)
def test_every_kind_of_tampering_is_found_where_it_was_done(open_acts, change, sequence, sentence):
    tamper(open_acts, change)
    verdict = verify(open_acts)
    assert not verdict.is_clean
    assert (verdict.faults[0].sequence, sentence in verdict.faults[0].sentence) == (sequence, True), verdict.faults
    assert "第一处：" + verdict.faults[0].sentence in verdict.in_words()


def test_an_inserted_act_is_one_fault_and_not_one_for_each_that_follows(open_acts):
    tamper(open_acts, lambda one: slip_in(one, 5, COUNT))
    assert verify(open_acts).count == 1


def test_all_faults_are_told_in_order(open_acts):
    tamper(open_acts, lambda one: [put(one, 3, subject="x"), take_out(one, 7), put(one, 10, kind="登录")])
    assert [one.sequence for one in verify(open_acts).faults] == [3, 7, 10]


def test_a_cut_tail_shows_only_against_an_anchor(open_acts):
    kept = anchor_now(open_acts)
    tamper(open_acts, lambda one: [take_out(one, 11), take_out(one, 12)])
    assert verify(open_acts).is_clean
    verdict = verify(open_acts, [kept])
    assert [one.sentence for one in verdict.faults] == ["第11至第12条缺失：存证记有12条，末尾的记录被删去。"]


def test_an_emptied_record_shows_against_an_anchor(open_acts):
    kept = anchor_now(open_acts)
    tamper(open_acts, lambda one: [one.execute(delete(CHANGE)), one.execute(delete(ACT))])
    assert "第1至第12条缺失" in verify(open_acts, [kept]).in_words()


@pytest.mark.parametrize("change", [
    change_row, change_change, add_change, swap_far_ones, remove_and_close_the_gap,
    lambda one: slip_in(one, 5, COUNT),
])
def test_a_history_that_was_written_anew_shows_only_against_an_anchor(open_acts, change):
    kept = anchor_now(open_acts)

    def rewrite(connection):
        change(connection)
        last = connection.scalar(select(ACT.c.sequence).order_by(ACT.c.sequence.desc()).limit(1))
        chain_anew(connection, 1, last)

    tamper(open_acts, rewrite)
    assert verify(open_acts).is_clean
    assert not verify(open_acts, [kept]).is_clean


def test_acts_after_an_anchor_do_not_disturb_it(acts):
    kept = anchor_now(acts)
    some_acts(acts, 3)
    assert verify(acts, [kept]).is_clean


COLUMNS = [one.name for one in ACT.columns]


@st.composite
def a_tampering(draw):
    """A random change of one act or one change of it, of its own columns, or of their number or order."""
    sequence = draw(st.integers(1, COUNT))
    other = draw(st.integers(1, COUNT).filter(lambda one: one != sequence))
    texts = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=8)
    return draw(st.sampled_from([
        ("row", sequence, draw(st.sampled_from(COLUMNS[1:])), draw(texts)),
        ("change", sequence, draw(st.sampled_from(["sheet", "record_key", "park_code", "old", "new"])), draw(texts)),
        ("drop", sequence), ("drop change", sequence, draw(st.integers(1, 3))), ("swap", sequence, other),
        ("slip in", draw(st.integers(2, COUNT))),
    ]))


def carry_out(connection, what, sequence, *rest):
    match what:
        case "row":
            assume(act_of(connection, sequence)[rest[0]] != rest[1])
            put(connection, sequence, **{rest[0]: rest[1]})
        case "change":
            one = (CHANGE.c.sequence == sequence) & (CHANGE.c.number == 2)
            assume(connection.scalar(select(CHANGE.c[rest[0]]).where(one)) != rest[1])
            connection.execute(update(CHANGE).where(one).values({rest[0]: rest[1]}))
        case "drop":
            take_out(connection, sequence)
        case "drop change":
            connection.execute(delete(CHANGE).where(CHANGE.c.sequence == sequence, CHANGE.c.number == rest[0]))
        case "swap":
            swap(connection, sequence, rest[0])
        case "slip in":
            slip_in(connection, sequence, COUNT)


@given(done=a_tampering())
@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_tampering_at_random_is_found(open_acts_once, done):
    engine, kept, rows = open_acts_once
    with tampering(engine) as connection:
        carry_out(connection, *done)
        connection.commit()
        assert not verify(engine, [kept]).is_clean, done
        put_back(connection, rows)
    assert verify(engine, [kept]).is_clean


@pytest.fixture
def open_acts_once(open_acts):
    """(the engine, an anchor, and all rows as they were)."""
    with open_acts.connect() as connection:
        rows = {one: [dict(row) for row in connection.execute(select(one)).mappings()] for one in (ACT, CHANGE)}
    return open_acts, anchor_now(open_acts), rows


def put_back(connection, rows):
    connection.begin()
    for table in (CHANGE, ACT):
        connection.execute(delete(table))
    for table in (ACT, CHANGE):
        connection.execute(insert(table), rows[table])
    connection.commit()


def test_progress_is_told_and_time_can_be_limited(sqlite_engine):
    some_acts(sqlite_engine, 2 * BATCH + 1, changes=0)
    told = []
    assert verify(sqlite_engine, advance=told.append).is_clean
    assert told == ["第500条", "第1,000条"]
    assert batches(sqlite_engine) == len(told)
    cut = verify(sqlite_engine, limit_s=0)
    assert (cut.is_whole, cut.is_clean, cut.acts) == (False, False, BATCH)
    assert "只核对了最早的操作记录500条" in cut.in_words()


def test_faults_without_number_are_counted_and_the_first_are_kept(sqlite_engine):
    some_acts(sqlite_engine, MOST_FAULTS + 50, changes=0)
    without_guards(sqlite_engine)
    tamper(sqlite_engine, lambda one: one.execute(update(ACT).values(role="领导")))
    verdict = verify(sqlite_engine)
    assert (verdict.count, len(verdict.faults)) == (MOST_FAULTS + 50, MOST_FAULTS)


def test_anchors_are_added_to_a_file_and_read_from_it(acts, tmp_path):
    file, first = tmp_path / "存证.txt", anchor_now(acts)
    add_to_file(file, first)
    some_acts(acts, 1)
    add_to_file(file, anchor_now(acts))
    assert read_file(file) == [first, anchor_now(acts)]
    assert verify(acts, read_file(file)).is_clean


def test_an_anchor_typed_off_paper_is_enough(acts, tmp_path):
    anchor = anchor_now(acts)
    groups = on_paper(anchor).rpartition("　")[2]
    (tmp_path / "typed").write_text(f'{{"sequence": 12, "hash": "{groups.upper()}"}}\n')
    assert [(one.sequence, one.hash) for one in read_file(tmp_path / "typed")] == [(12, anchor.hash)]


@pytest.mark.parametrize(("content", "sentence"), [
    ("", "没有存证"), ("nonsense", "第1行读不懂"), ("[]", "第1行读不懂"), ('{"sequence": 3}', "第1行读不懂"),
    ('{"sequence": 3, "hash": "abc"}', "第1行的序号或校验值不对"),
    ('{"sequence": 0, "hash": "' + "a" * 64 + '"}', "第1行的序号或校验值不对"),
])
def test_a_file_without_usable_anchors_is_said_so(tmp_path, content, sentence):
    (tmp_path / "bad").write_text(content)
    with pytest.raises(AnchorError, match=sentence):
        read_file(tmp_path / "bad")


def test_two_anchors_that_disagree_are_both_held_against_the_record(acts):
    other = Anchor(12, "a" * 64, "", 12)
    assert [one.sequence for one in verify(acts, [anchor_now(acts), other]).faults] == [12]

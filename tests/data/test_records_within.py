"""Facts written in a transaction at hand: judged as from a form, without an act, and undone with the rest."""

from datetime import date

import pytest
from sqlmodel import Session, select

from core.access import Role, User
from data.engine import data_version, writing
from data.intake.rows import Entry
from data.records import remove_within, write_within
from data.tables import Act, ExitCase
from tests.factory import COUNTY, a_contract, a_county

OFFICE = User("office", "办公室甲", Role.OFFICE, (COUNTY,))
LEADER = User("leader", "领导甲", Role.LEADER, (COUNTY,))
FAR = User("far", "外县甲", Role.OFFICE, ("331102",))
DAY = date(2026, 7, 2)
CLEARED = Entry("清退", {"合同编号": "HT-1", "决议日期": DAY})
SEEN = {"合同编号": "HT-1", "决议日期": DAY, "完成日期": None, "回购日期": None, "再租售日期": None}


@pytest.fixture
def county(engine):
    with writing(engine) as session:
        a_county(session)
        a_contract(session, "HT-1", date(2022, 1, 1), date(2027, 12, 31))
    return engine


def within(engine, function, *arguments):
    with writing(engine) as session:
        return function(session, *arguments)


def cases(engine):
    with Session(engine) as session:
        assert session.exec(select(Act)).all() == []
        return [(one.contract_number, one.decided_on) for one in session.exec(select(ExitCase))]


def test_the_changes_are_for_an_act_of_the_callers(county):
    outcome = within(county, write_within, OFFICE, [CLEARED])
    [change] = outcome.changes
    assert (change.sheet, change.key, change.old, change.new) == (
        "清退", ("HT-1",), None, {"合同编号": "HT-1", "决议日期": DAY})
    assert outcome.is_clean
    assert (cases(county), data_version(county)) == ([("HT-1", DAY)], 1)


def test_what_changes_nothing_is_clean_and_no_new_version_of_the_data(county):
    within(county, write_within, OFFICE, [CLEARED])
    outcome = within(county, write_within, OFFICE, [Entry("清退", {}, SEEN)])
    assert (outcome.is_clean, outcome.changes, data_version(county)) == (True, (), 1)


@pytest.mark.parametrize("user", [LEADER, FAR])
def test_what_is_not_ones_own_is_not_written(county, user):
    outcome = within(county, write_within, user, [CLEARED])
    assert (outcome.is_clean, bool(outcome.problems), outcome.changes) == (False, True, ())
    within(county, write_within, OFFICE, [CLEARED])
    assert within(county, remove_within, user, "清退", SEEN).problems
    assert cases(county) == [("HT-1", DAY)]


def test_what_has_moved_meanwhile_is_not_written_over(county):
    within(county, write_within, OFFICE, [CLEARED])
    old = SEEN | {"决议日期": date(2026, 6, 1)}
    assert within(county, write_within, OFFICE, [Entry("清退", {"决议日期": date(2026, 8, 1)}, old)]).conflicts
    assert within(county, remove_within, OFFICE, "清退", old).conflicts
    assert within(county, write_within, OFFICE, [CLEARED]).problems
    assert cases(county) == [("HT-1", DAY)]


def test_a_record_is_taken_out_with_all_that_it_said(county):
    within(county, write_within, OFFICE, [CLEARED])
    [change] = within(county, remove_within, OFFICE, "清退", SEEN).changes
    assert (change.old["决议日期"], change.new) == (DAY, None)
    assert (cases(county), data_version(county)) == ([], 2)


def test_it_is_undone_with_the_transaction(county):
    with pytest.raises(KeyboardInterrupt), writing(county) as session:
        assert write_within(session, OFFICE, [CLEARED]).changes
        raise KeyboardInterrupt
    assert (cases(county), data_version(county)) == ([], 0)

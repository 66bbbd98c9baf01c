"""No two contracts hold one space on the same day, however the facts come to say so."""

from datetime import date

import pytest
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from data.engine import writing
from data.tables import Contract, ContractSpace, ExitCase
from tests.factory import NEIGHBOUR, OTHER_PARK, PARK, a_contract, a_county
from tests.together import in_threads

STARTS_ON, ENDS_ON = date(2024, 1, 1), date(2024, 12, 31)


@pytest.fixture
def county(engine):
    """HT1 holds space 101 through 2024."""
    with writing(engine) as session:
        a_county(session)
        a_contract(session, "HT1", STARTS_ON, ENDS_ON)
    return engine


def change(engine, statement, **values):
    with writing(engine) as session:
        session.connection().execute(text(statement), values)


def held(engine, number):
    with writing(engine) as session:
        row = session.get(ContractSpace, (number, PARK, "101"))
        return row.held_from, row.held_until


def second_contract(engine, starts_on, ends_on, **facts):
    with writing(engine) as session:
        a_contract(session, "HT2", starts_on, ends_on, enterprise=NEIGHBOUR, **facts)


def is_refused():
    return pytest.raises(IntegrityError, match="one_holder_at_a_time")


@pytest.mark.parametrize(("starts_on", "ends_on"), [
    (ENDS_ON, date(2025, 6, 30)),
    (date(2023, 1, 1), STARTS_ON),
    (date(2024, 5, 1), date(2024, 5, 1)),
    (date(2023, 1, 1), date(2025, 6, 30)),
    (STARTS_ON, ENDS_ON),
])
def test_a_second_contract_that_shares_a_day_is_refused(county, starts_on, ends_on):
    with is_refused():
        second_contract(county, starts_on, ends_on)


def test_a_sale_holds_for_ever(county):
    second_contract(county, date(2025, 1, 1), None, mode="直接出让")
    with is_refused(), writing(county) as session:
        a_contract(session, "HT3", date(2090, 1, 1), date(2099, 1, 1))


@pytest.mark.parametrize(("starts_on", "ends_on", "facts"), [
    (date(2025, 1, 1), date(2025, 6, 30), {}),
    (date(2023, 1, 1), date(2023, 12, 31), {}),
    (STARTS_ON, ENDS_ON, {"spaces": ["102"]}),
    (STARTS_ON, ENDS_ON, {"park": OTHER_PARK}),
    (STARTS_ON, ENDS_ON, {"terminated_on": STARTS_ON}),
])
def test_a_second_contract_that_shares_no_day_is_taken(county, starts_on, ends_on, facts):
    second_contract(county, starts_on, ends_on, **facts)


def test_the_next_may_start_on_the_day_of_an_early_end(county):
    change(county, "UPDATE contract SET terminated_on = :day", day=date(2024, 7, 1))
    second_contract(county, date(2024, 7, 1), date(2024, 12, 31))
    assert held(county, "HT1") == (STARTS_ON, date(2024, 7, 1))
    assert held(county, "HT2") == (date(2024, 7, 1), date(2025, 1, 1))


def test_the_next_may_start_on_the_day_an_exit_is_completed(county):
    with writing(county) as session:
        session.add(ExitCase(contract_number="HT1", completed_on=date(2024, 7, 1)))
    second_contract(county, date(2024, 7, 1), date(2024, 12, 31))
    assert held(county, "HT1") == (STARTS_ON, date(2024, 7, 1))


def test_an_early_end_after_the_agreed_end_prolongs_nothing(county):
    change(county, "UPDATE contract SET terminated_on = :day", day=date(2025, 7, 1))
    second_contract(county, date(2025, 1, 1), date(2025, 12, 31))


def test_contracts_then_exit_cases_then_spaces_can_be_entered_in_one_transaction(engine):
    with writing(engine) as session:
        a_county(session)
        a_contract(session, "HT1", STARTS_ON, ENDS_ON, spaces=[])
        a_contract(session, "HT2", date(2024, 7, 1), ENDS_ON, spaces=[])
        session.add(ExitCase(contract_number="HT1", completed_on=date(2024, 7, 1)))
        session.flush()
        for number in ("HT1", "HT2"):
            session.add(ContractSpace(contract_number=number, park_code=PARK, space_code="101"))


def test_periods_can_be_exchanged_when_the_spaces_are_taken_out_first(county):
    second_contract(county, date(2025, 1, 1), date(2025, 12, 31))
    with writing(county) as session:
        spaces = [session.get(ContractSpace, (number, PARK, "101")) for number in ("HT1", "HT2")]
        for one in spaces:
            session.delete(one)
        session.flush()
        first, second = (session.get(Contract, number) for number in ("HT1", "HT2"))
        first.starts_on, first.ends_on, second.starts_on, second.ends_on = (
            second.starts_on, second.ends_on, first.starts_on, first.ends_on,
        )
        session.flush()
        for number in ("HT1", "HT2"):
            session.add(ContractSpace(contract_number=number, park_code=PARK, space_code="101"))
    assert held(county, "HT1") == (date(2025, 1, 1), date(2026, 1, 1))


@pytest.mark.parametrize("shift", [
    "UPDATE contract SET ends_on = '2025-01-01' WHERE number = 'HT1'",
    "UPDATE contract SET starts_on = '2024-12-31' WHERE number = 'HT2'",
    "UPDATE contract SET mode = '直接出让', ends_on = NULL WHERE number = 'HT1'",
])
def test_dates_cannot_be_shifted_into_an_overlap(county, shift):
    second_contract(county, date(2025, 1, 1), date(2025, 6, 30))
    with is_refused():
        change(county, shift)


def test_an_early_end_cannot_be_taken_back_into_an_overlap(county):
    change(county, "UPDATE contract SET terminated_on = :day", day=date(2024, 7, 1))
    second_contract(county, date(2024, 7, 1), date(2025, 6, 30))
    with is_refused():
        change(county, "UPDATE contract SET terminated_on = NULL WHERE number = 'HT1'")


@pytest.mark.parametrize("undoing", [
    "DELETE FROM exit_case",
    "UPDATE exit_case SET completed_on = NULL",
    "UPDATE exit_case SET completed_on = '2024-07-02'",
    "UPDATE exit_case SET contract_number = 'HT3'",
])
def test_an_exit_cannot_be_undone_into_an_overlap(county, undoing):
    with writing(county) as session:
        session.add(ExitCase(contract_number="HT1", completed_on=date(2024, 7, 1)))
        a_contract(session, "HT3", STARTS_ON, ENDS_ON, spaces=["102"])
    second_contract(county, date(2024, 7, 1), date(2025, 6, 30))
    with is_refused():
        change(county, undoing)


def test_a_space_cannot_be_moved_into_an_overlap(county):
    second_contract(county, STARTS_ON, ENDS_ON, spaces=["102"])
    with is_refused():
        change(county, "UPDATE contract_space SET space_code = '101' WHERE contract_number = 'HT2'")


def test_a_contract_ended_before_its_first_day_holds_nothing(county):
    change(county, "UPDATE contract SET terminated_on = starts_on")
    second_contract(county, STARTS_ON, ENDS_ON)
    with is_refused():
        change(county, "UPDATE contract SET terminated_on = NULL WHERE number = 'HT1'")


def test_of_many_at_once_one_gets_the_space(county):
    def attempt(number):
        with writing(county) as session:
            a_contract(session, number, date(2026, 1, 1), date(2026, 12, 31), enterprise=NEIGHBOUR)

    failures = in_threads([lambda number=f"HT{n}": attempt(number) for n in range(2, 8)])
    assert [type(one) for one in failures] == [IntegrityError] * 5

"""Since when a space stands empty."""

from datetime import date

import numpy as np
import pytest

from core.assessment import assess
from core.policy import load_policy
from core.views.vacancy import vacancies
from tests.core.county import a_county

D = date(2026, 6, 30)


def vacancy_of(**tables):
    return vacancies(assess(a_county(**tables), load_policy(), D).situation)


def test_a_space_is_empty_from_the_day_after_its_last_contract():
    empty = vacancy_of(contracts=[
        {"number": "H1", "starts_on": "2022-02-01", "ends_on": "2023-01-31"},
        {"number": "H2", "starts_on": "2024-02-01", "ends_on": "2026-03-31"},
    ])
    assert [str(day) for day in empty.since] == ["2026-04-01"]
    assert empty.was_held.tolist() == [True]


@pytest.mark.parametrize(("contract", "exit_case", "since"), [
    ({"terminated_on": "2025-05-01"}, [], "2025-05-01"),
    ({}, [{"decided_on": "2025-01-01", "completed_on": "2025-09-10"}], "2025-09-10"),
])
def test_a_contract_cut_short_frees_the_space_on_that_day(contract, exit_case, since):
    empty = vacancy_of(contracts=[contract], exit_cases=exit_case)
    assert str(empty.since[0]) == since


def test_a_space_never_held_is_empty_since_its_building_was_completed():
    empty = vacancy_of(contracts=[])
    assert [str(empty.since[0]), bool(empty.was_held[0])] == ["2022-01-01", False]


def test_a_building_completed_after_the_last_contract_counts_from_its_completion():
    empty = vacancy_of(
        buildings=[{"completed_on": "2026-05-20"}], contracts=[{"starts_on": "2023-02-01", "ends_on": "2024-01-31"}],
    )
    assert str(empty.since[0]) == "2026-05-20"


@pytest.mark.parametrize("tables", [
    {},
    {"contracts": [], "spaces": [{"is_disused": True}]},
    {"contracts": [], "buildings": [{"completed_on": None}]},
])
def test_what_is_not_vacant_has_no_day(tables):
    empty = vacancy_of(**tables)
    assert np.isnat(empty.since).all()
    assert not empty.was_held.any()

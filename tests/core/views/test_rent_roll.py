"""The rent roll: who holds a space, and what is wrong with it."""

from datetime import date

import pytest

from core.assessment import assess
from core.policy import load_policy
from core.views.rent_roll import WORST_FIRST, breaches, of_space, rent_roll
from tests.core.county import a_county

D = date(2026, 6, 30)


@pytest.fixture
def judged():
    """S1 and S2 under one contract without entry contract; a stranger in S2; S3 empty and not listed; P2 in order."""
    county = a_county(
        parks=[{}, {"code": "P2"}],
        buildings=[{}, {"park_code": "P2"}],
        spaces=[{"code": "S1"}, {"code": "S2"}, {"code": "S3", "is_listed": False}, {"park_code": "P2", "code": "S1"}],
        enterprises=[{}, {"credit_code": "E2"}, {"credit_code": "E3"}],
        contracts=[
            {"has_entry_contract": False, "spaces": ["S1", "S2"]},
            {"number": "H2", "park_code": "P2", "credit_code": "E3", "spaces": ["S1"]},
        ],
        occupancy_checks=[{"space_code": "S2", "occupant_code": "E2"}],
        reports=[
            {"credit_code": code, "park_code": park, "year": year, "quarter": quarter}
            for code, park in (("E1", "P1"), ("E3", "P2")) for year, quarter in ((2025, 0), (2026, 1))
        ],
    )
    return assess(county, load_policy(), D)


def test_every_space_stands_in_it_once_with_its_contract(judged):
    roll = rent_roll(judged)
    assert roll["contract"].fillna("").tolist() == ["H1", "H1", "", "H2"]
    assert roll["state"].tolist() == ["已租", "已租", "空置", "已租"]
    assert roll["rent_yuan"].tolist()[:2] == [10, 10]


def test_a_space_bears_its_own_alerts_and_those_of_its_contract_and_tenant(judged):
    roll, found = rent_roll(judged), breaches(judged)
    for _, space in roll.iterrows():
        mine = of_space(found, space)
        assert len(mine) == space["alerts"]
        assert space["alerts"] == 0 or mine["severity"].iloc[0] == space["severity"]
    rules = [set(of_space(found, roll.loc[row])["rule"]) for row in range(3)]
    assert "entry_contract_missing" in rules[0] & rules[1]
    assert "unapproved_occupant" in rules[1] - rules[0]
    assert rules[2] == {"vacant_space_unlisted"}


def test_the_worst_comes_first(judged):
    roll, found = rent_roll(judged), breaches(judged)
    ranks = [WORST_FIRST.index(level) for level in of_space(found, roll.loc[1])["severity"]]
    assert len(ranks) > 1
    assert ranks == sorted(ranks)


def test_one_park_alone_says_the_same(judged):
    whole, alone = rent_roll(judged), rent_roll(judged, "P1")
    assert alone["space"].tolist() == ["S1", "S2", "S3"]
    assert alone["alerts"].tolist() == whole["alerts"].tolist()[:3]


def test_a_county_in_order_has_no_alerts():
    county = a_county(reports=[{}, {"year": 2026, "quarter": 1}])
    judged = assess(county, load_policy(), D)
    contract_level = rent_roll(judged)
    assert contract_level["alerts"].tolist() == [0]
    assert contract_level["severity"].isna().all()

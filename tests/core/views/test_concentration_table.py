"""The table of concentrations: judged against the floor, the lowest first, with what would bring each to it."""

from datetime import date

import numpy as np
import pytest

from core.assessment import assess
from core.policy import load_policy
from core.views.concentration_table import concentration_table
from tests.core.county import a_county

D = date(2026, 6, 30)
POLICY = load_policy()


def table(parks, contracts, on=D):
    """One building and one space of 600, 400 … ㎡ per contract; E1 is of industry 20, E2 of 33; leading code 20."""
    spaces = [
        {"park_code": one["park_code"], "code": one["spaces"][0], "area_m2": one.pop("area_m2")} for one in contracts
    ]
    return concentration_table(assess(a_county(
        parks=parks, buildings=[{"park_code": one["code"]} for one in parks], spaces=spaces, contracts=contracts,
        enterprises=[{}, {"credit_code": "E2", "industry_code": "3311"}],
    ), POLICY, on))


def contract(park, credit_code, area_m2):
    name = f"{park}{credit_code}"
    return {"number": name, "park_code": park, "credit_code": credit_code, "spaces": [name], "area_m2": area_m2}


def test_the_lowest_park_stands_first_and_one_without_tenants_last():
    found = table(
        [{"code": "P1"}, {"code": "P2"}, {"code": "P3"}],
        [contract("P2", "E1", 600.0), contract("P2", "E2", 400.0), contract("P3", "E1", 500.0),
         contract("P3", "E2", 500.0)],
    )
    assert found["park"].to_list() == ["P3", "P2", "P1"]
    assert found["verdict"].to_list() == ["breached", "breached", "cannot_judge"]
    assert np.isnan(found["points"].iloc[2])


def test_the_floor_itself_is_met():
    found = table([{"code": "P1"}], [contract("P1", "E1", 700.0), contract("P1", "E2", 300.0)]).iloc[0]
    assert [found.verdict, found.official] == ["met", 0.7]
    assert [found.points, found.insiders_to_come, found.outsiders_to_go] == pytest.approx([0, 0, 0], abs=1e-9)


def test_under_the_floor_it_says_how_much_area_must_come_or_go():
    found = table([{"code": "P1"}], [contract("P1", "E1", 600.0), contract("P1", "E2", 400.0)]).iloc[0]
    assert [found.numerator, found.denominator, found.points] == pytest.approx([600, 1000, -10])
    assert [found.insiders_to_come, found.outsiders_to_go] == pytest.approx([1000 / 3, 1000 / 7])


def test_leading_industries_alone_stand_beside_what_was_agreed():
    parks = [{"code": "P1", "related_codes": "33", "agreed_leading_ratio": 0.65}]
    found = table(parks, [contract("P1", "E1", 600.0), contract("P1", "E2", 400.0)]).iloc[0]
    assert [found.official, found.leading, found.agreed] == [1.0, 0.6, 0.65]


def test_before_the_documents_there_is_no_floor_and_no_verdict():
    found = table([{"code": "P1"}], [contract("P1", "E1", 600.0)], on=date(2022, 8, 23)).iloc[0]
    assert found.verdict == "not_applicable"
    assert np.isnan(found.points)

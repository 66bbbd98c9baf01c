"""What if: the figures of a changed park are those that assess gives for the changed facts."""

from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from core.assessment import assess
from core.facts import Buildings, Contracts, ContractSpaces, Enterprises, Parks, Reports, Snapshot, Spaces
from core.policy import load_policy
from core.terms import Base
from core.whatif import distance_to, what_if
from tests.strategies import counties_and_days

D = date(2026, 6, 30)
POLICY = load_policy()


@pytest.fixture
def park():
    """600 ㎡ of industry 20 and 400 ㎡ of industry 33 let, 500 ㎡ empty; leading code 20."""
    return Snapshot(
        parks=Parks.of({"code": ["P"], "kind": ["生产制造类"], "leading_codes": ["C20"], "site_area_mu": [10.0],
                        "floor_area_m2": [1500.0]}),
        buildings=Buildings.of({"park_code": ["P"], "code": ["1"], "completed_on": ["2020-01-01"]}),
        spaces=Spaces.of({
            "park_code": ["P"] * 3, "code": ["101", "102", "103"], "building_code": ["1"] * 3,
            "area_m2": [600.0, 400.0, 500.0], "use": ["生产"] * 3,
        }),
        enterprises=Enterprises.of({"credit_code": ["A", "B"], "industry_code": ["C2034", "3311"]}),
        contracts=Contracts.of({
            "number": ["HT1", "HT2"], "park_code": ["P", "P"], "credit_code": ["A", "B"], "mode": ["租赁", "租赁"],
            "starts_on": ["2024-01-01"] * 2, "ends_on": ["2029-12-31"] * 2,
        }),
        contract_spaces=ContractSpaces.of({
            "contract_number": ["HT1", "HT2"], "park_code": ["P", "P"], "space_code": ["101", "102"],
        }),
        reports=Reports.of({
            "park_code": ["P", "P"], "credit_code": ["A", "B"], "year": [2025.0, 2025.0], "quarter": [0.0, 0.0],
            "filed_on": ["2026-03-01"] * 2, "output_wan_yuan": [300.0, 700.0],
        }),
    )


def ratios(standing):
    return [standing.occupancy, *(standing.ratio(base) for base in Base)]


def test_with_nothing_changed_the_park_is_as_it_is(park):
    assert ratios(what_if(assess(park, POLICY, D).situation, 0, np.array([], int))) == [1000 / 1500, 0.6, 0.5, 0.3]


def test_an_outsider_leaving_lowers_occupancy_and_raises_concentration(park):
    assert ratios(what_if(assess(park, POLICY, D).situation, 0, np.array([1]))) == [0.4, 1.0, 1.0, 1.0]


def test_a_further_related_code_makes_its_tenants_insiders(park):
    situation = assess(park, POLICY, D).situation
    assert ratios(what_if(situation, 0, np.array([], int), ["C33"])) == [1000 / 1500, 1.0, 1.0, 1.0]
    assert ratios(what_if(situation, 0, np.array([], int), ["332"])) == [1000 / 1500, 0.6, 0.5, 0.3]


def test_when_all_have_left_nothing_is_let_and_there_is_no_concentration(park):
    after = what_if(assess(park, POLICY, D).situation, 0, np.array([0, 1]))
    assert after.occupancy == 0
    assert all(np.isnan(after.ratio(base)) for base in Base)


@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(counties_and_days(), st.data())
def test_figures_are_those_of_the_assessment_of_the_changed_facts(county_and_day, data):
    county, day = county_and_day
    now = assess(county, POLICY, day)
    park = data.draw(st.integers(0, len(county.parks) - 1))
    here = np.flatnonzero(now.situation.in_force & (now.situation.links.contract_park == park))
    leaving = np.array(sorted(data.draw(st.sets(st.sampled_from([*here])))) if len(here) else [], dtype=int)
    related = data.draw(st.lists(st.sampled_from(["44", "C36", "13", "5212"]), max_size=2))
    after = what_if(now.situation, park, leaving, related)
    expected = assess(changed(county, day, leaving, park, related), POLICY, day).parks.iloc[park]
    assert after.occupancy == pytest.approx(expected.occupancy, nan_ok=True)
    for base in Base:
        assert after.ratio(base) == pytest.approx(expected[f"{base}_ratio"], nan_ok=True)
        assert after.concentration[base].coverage[0] == pytest.approx(expected[f"{base}_coverage"], nan_ok=True)


def changed(county, day, leaving, park, related):
    """The contracts terminated on the day, the codes added to the park's related ones."""
    terminated = county.contracts.terminated_on.copy()
    terminated[leaving] = np.datetime64(day)
    codes = county.parks.related_codes.copy()
    codes[park] = "、".join(filter(None, [codes[park], *related])) or None
    return replace(
        county, contracts=replace(county.contracts, terminated_on=terminated),
        parks=replace(county.parks, related_codes=codes),
    )


def test_under_the_floor_the_distance_says_how_much_must_come_or_go():
    far = distance_to(0.7, 600.0, 1000.0)
    assert far.points == pytest.approx(-10)
    assert (600 + far.insiders_to_come) / (1000 + far.insiders_to_come) == pytest.approx(0.7)
    assert 600 / (1000 - far.outsiders_to_go) == pytest.approx(0.7)
    assert far.insiders_to_come == pytest.approx(1000 / 3)
    assert far.outsiders_to_go == pytest.approx(1000 / 7)


def test_over_the_floor_the_amounts_are_the_room_that_is_left():
    near = distance_to(0.7, 800.0, 1000.0)
    assert near.points == pytest.approx(10)
    assert near.insiders_to_come == pytest.approx(-1000 / 3)
    assert near.outsiders_to_go == pytest.approx(-1000 / 7)


def test_on_the_floor_nothing_need_come_or_go():
    there = distance_to(0.7, 700.0, 1000.0)
    assert [there.points, there.insiders_to_come, there.outsiders_to_go] == pytest.approx([0, 0, 0], abs=1e-9)


def test_without_members_no_distance_is_known():
    unknown = distance_to(0.7, 0.0, 0.0)
    assert np.isnan([unknown.points, unknown.insiders_to_come, unknown.outsiders_to_go]).all()


def test_no_coming_reaches_a_floor_of_one():
    assert np.isnan(distance_to(1.0, 600.0, 1000.0).insiders_to_come)
    assert distance_to(1.0, 600.0, 1000.0).outsiders_to_go == pytest.approx(400)

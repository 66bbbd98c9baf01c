"""The vectorised assessment says the same as a plain row-by-row reading of the definitions, on random counties."""

from copy import deepcopy
from datetime import date
from random import Random
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from core.answer import as_json
from core.assessment import assess
from core.facts import Snapshot
from core.policy import load_policy
from core.terms import ExitStep, Grade
from tests.reference.compare import differences
from tests.reference.evaluate import evaluate
from tests.reference.verdicts import CLAUSES
from tests.strategies import counties_and_days, county_and_day


@pytest.fixture(scope="module")
def policy() -> Any:
    return load_policy()


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(counties_and_days())
def test_core_and_reference_give_the_same_answer_for_any_county_on_any_day(
    policy: Any, county_on_day: tuple[Snapshot, date]
) -> None:
    county, day = county_on_day
    expected = evaluate(county, day, with_all=True)
    assert differences(expected, as_json(assess(county, policy, day), with_all=True)) == []


def test_the_short_answer_holds_the_findings_that_need_attention(policy: Any) -> None:
    for seed in range(20):
        county, day = county_and_day(Random(seed).choice)
        assert differences(evaluate(county, day), as_json(assess(county, policy, day))) == []


def test_random_counties_reach_every_grade_every_exit_step_and_every_breach() -> None:
    answers = [evaluate(*county_and_day(Random(seed).choice)) for seed in range(200)]
    contracts = [one for answer in answers for one in answer["contracts"]]
    breached = {one["rule"] for answer in answers for one in answer["findings"] if one["verdict"] == "breached"}
    assert {one["grade"] for one in contracts} == set(Grade)
    assert {one["exit_step"] for one in contracts} == set(ExitStep)
    assert breached == CLAUSES.keys() - {"provincial_park_size"}


def test_a_wrong_figure_and_a_lost_finding_are_seen() -> None:
    answer = evaluate(*county_and_day(Random(7).choice))
    wrong = deepcopy(answer)
    wrong["parks"][0]["occupancy"]["denominator"] += 0.01
    lost = wrong["findings"].pop()
    seen = differences(answer, wrong)
    assert len(seen) == 2
    assert "occupancy denominator" in seen[0]
    assert lost["rule"] in seen[1]

"""The vectorised assessment says the same as a plain row-by-row reading of the definitions, on random counties."""

from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from core.answer import as_json
from core.assessment import assess
from core.facts import Snapshot
from core.policy import load_policy
from tests.reference.compare import differences
from tests.reference.evaluate import evaluate
from tests.strategies import counties_and_days


@pytest.fixture(scope="module")
def policy() -> Any:
    return load_policy()


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(counties_and_days())
def test_core_and_reference_give_the_same_answer_for_any_county_on_any_day(
    policy: Any, county_and_day: tuple[Snapshot, date]
) -> None:
    county, day = county_and_day
    assert differences(evaluate(county, day), as_json(assess(county, policy, day))) == []


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(counties_and_days())
def test_they_agree_too_on_what_is_met_and_what_does_not_apply(
    policy: Any, county_and_day: tuple[Snapshot, date]
) -> None:
    county, day = county_and_day
    expected = evaluate(county, day, with_all=True)
    assert differences(expected, as_json(assess(county, policy, day), with_all=True)) == []

"""The industry mix of a park adds up to its concentration."""

from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings

from core.assessment import assess
from core.policy import load_policy
from core.terms import IndustryRelation
from core.views.industry_mix import industry_mix, relation_of
from tests.strategies import counties_and_days

POLICY = load_policy()


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(counties_and_days())
def test_leading_and_related_tenants_make_up_the_numerator_and_all_the_denominator(county_and_day):
    county, day = county_and_day
    assessment = assess(county, POLICY, day)
    for park in range(len(county.parks)):
        mix, row = industry_mix(assessment.situation, park), assessment.parks.iloc[park]
        inside = mix["relation"] != IndustryRelation.OTHER
        leading = mix["relation"] == IndustryRelation.LEADING
        assert mix.loc[inside, "area_m2"].sum() == pytest.approx(row.area_numerator)
        assert mix.loc[leading, "area_m2"].sum() == pytest.approx(row.leading_area_numerator)
        assert mix["area_m2"].sum() == pytest.approx(row.area_denominator)
        assert len(mix) == row.enterprises_denominator
        assert mix.loc[inside, "output_wan_yuan"].sum() == pytest.approx(row.output_numerator)


def test_an_industry_is_leading_before_it_is_related():
    codes = ("20",), ("20", "2034", "33")
    assert relation_of("C2034", *codes) == "主导产业"
    assert relation_of("3311", *codes) == "关联产业"
    assert relation_of("3", *codes) == "其他产业"


def test_a_park_without_members_has_an_empty_mix(empty_park):
    assert len(industry_mix(assess(empty_park, POLICY, date(2026, 6, 30)).situation, 0)) == 0


@pytest.fixture
def empty_park():
    from core.facts import Parks, Snapshot

    return Snapshot(parks=Parks.of({"code": ["P"], "leading_codes": ["C20"]}))

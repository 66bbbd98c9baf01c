"""The scorecard: sums that add up over parks, with what is unknown left out and never counted as zero."""

from datetime import date

import numpy as np
import pytest

from core.assessment import assess
from core.policy import load_policy
from core.terms import Verdict
from core.views.completeness import judgements
from core.views.scorecard import (
    COMPLETENESS,
    CONCENTRATION,
    EVALUATION_COVERAGE,
    OCCUPANCY,
    PASS_RATE,
    RANKED,
    TAX,
    TAX_COVERAGE,
    complete_year,
    concentration_floor,
    scorecard,
)
from tests.core.county import a_county

AS_OF = date(2026, 6, 30)
POLICY = load_policy()


def card_of(as_of=AS_OF, **tables):
    return scorecard(assess(a_county(**tables), POLICY, as_of))


@pytest.fixture
def two_parks():
    """P1: 1,000 ㎡ let to an insider who promised and reached 10 万元/亩. P2: 600 let to an outsider, 400 empty."""
    return {
        "parks": [{}, {"code": "P2", "name": "第二园"}],
        "buildings": [{}, {"park_code": "P2"}],
        "spaces": [{}, {"park_code": "P2", "area_m2": 600}, {"park_code": "P2", "code": "S2", "area_m2": 400}],
        "enterprises": [{}, {"credit_code": "E2", "industry_code": "3311"}],
        "contracts": [{}, {"number": "H2", "park_code": "P2", "credit_code": "E2"}],
        "commitments": [{}],
        "reports": [{}],
    }


def test_parks_add_up(two_parks):
    card = card_of(**two_parks)
    assert OCCUPANCY.of_parks(card).to_list() == [1, 0.6]
    assert OCCUPANCY.of_all(card) == 1600 / 2000
    assert CONCENTRATION.of_all(card) == 1000 / 1600
    assert card[["meets", "misses"]].to_numpy().tolist() == [[1, 0], [0, 1]]


def test_a_pass_rate_counts_only_what_could_be_evaluated_and_says_how_much_that_is(two_parks):
    card = card_of(**two_parks)
    assert card["passed"].to_list() == [1, 0]
    assert np.isnan(PASS_RATE.of_parks(card)["P2"])
    assert PASS_RATE.of_all(card) == 1
    assert EVALUATION_COVERAGE.of_all(card) == 0.5


def test_tax_is_divided_by_the_land_of_those_whose_tax_is_known(two_parks):
    card = card_of(**two_parks)
    assert TAX.of_all(card) == pytest.approx(10)
    assert TAX_COVERAGE.of_all(card) == 0.5
    assert np.isnan(TAX.of_parks(card)["P2"])


def test_the_complete_year_is_the_latest_whose_reports_were_due_before_the_day():
    county = a_county()
    assert complete_year(assess(county, POLICY, date(2026, 3, 31))) == 2024
    assert complete_year(assess(county, POLICY, date(2026, 4, 1))) == 2025


def test_before_the_clause_there_is_no_floor_and_no_park_meets_or_misses_it(two_parks):
    early = assess(a_county(**two_parks), POLICY, date(2022, 8, 23))
    assert concentration_floor(early) is None
    assert scorecard(early)[["meets", "misses"]].sum().sum() == 0
    assert concentration_floor(assess(a_county(), POLICY, AS_OF)) == 0.7


def test_a_park_without_members_neither_meets_nor_misses_the_floor():
    card = card_of(contracts=[])
    assert card[["meets", "misses"]].sum().sum() == 0
    assert np.isnan(CONCENTRATION.of_all(card))


def test_alerts_are_counted_by_level_and_good_news_is_none(two_parks):
    card = card_of(**two_parks, hazards=[{"due_on": "2026-06-29"}])
    findings = assess(a_county(**two_parks, hazards=[{"due_on": "2026-06-29"}]), POLICY, AS_OF).findings
    breached = findings[findings["verdict"] == Verdict.BREACHED]
    assert "良" in set(breached["severity"])
    assert card[["red", "orange", "yellow", "blue"]].sum().sum() == (breached["severity"] != "良").sum()
    assert card.loc["P1", "orange"] == 2  # The hazard, and the missing quarter.


def test_completeness_is_the_share_of_what_is_due_that_could_be_judged(two_parks):
    assessment = assess(a_county(**two_parks), POLICY, AS_OF)
    every = assessment.all_verdicts()
    unknown = every["verdict"].eq(Verdict.CANNOT_JUDGE).sum()
    due = every["verdict"].ne(Verdict.NOT_APPLICABLE).sum()
    assert unknown > 0
    assert judgements(assessment).sum().to_list() == [due - unknown, due]
    assert COMPLETENESS.of_all(scorecard(assessment)) == (due - unknown) / due


@pytest.mark.parametrize("as_of", [date(2000, 1, 1), date(2022, 6, 1), date(2099, 12, 31)])
def test_far_days_give_no_data_rather_than_zero(as_of, two_parks):
    card = card_of(as_of, **two_parks)
    for measure in (*RANKED[1:4],):
        assert np.isnan(measure.of_all(card))
    assert card.notna().all(axis=None)

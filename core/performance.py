"""履约评价: what a contract promised for a year against what its enterprise achieved (L9)."""

from dataclasses import dataclass
from datetime import date

import numpy as np

from core.columns import (
    NOWHERE,
    Mask,
    Positions,
    are_among,
    below,
    distinct,
    first_of,
    groups,
    matches,
    places_among,
    places_by_key,
    positions,
    positions_of,
    ratio,
    runs,
    total,
    year_ends,
)
from core.facts import Commitments, Days, Numbers
from core.figures import YEARS, YearFigures
from core.policy import Policy
from core.tenure import in_force, whole_months
from core.terms import Grade, Indicator

GRADES = tuple(Grade)
EXCELLENT, PASS, RECTIFY, FAIL, NOT_ASSESSABLE, NOT_APPLICABLE = range(len(GRADES))
INDICATORS = tuple(Indicator)
NUMERATOR = {
    Indicator.INVESTMENT: "fixed_assets_wan_yuan",
    Indicator.TAX: "tax_wan_yuan",
    Indicator.VALUE_ADDED: "value_added_wan_yuan",
    Indicator.ENERGY: "value_added_wan_yuan",
    Indicator.EMISSION: "value_added_wan_yuan",
    Indicator.RESEARCH: "research_wan_yuan",
    Indicator.PRODUCTIVITY: "value_added_wan_yuan",
}
DENOMINATOR = {
    Indicator.ENERGY: "energy_tce",
    Indicator.EMISSION: "emission_t",
    Indicator.RESEARCH: "revenue_wan_yuan",
    Indicator.PRODUCTIVITY: "staff",
}
"""Indicators without an entry are measured by the contract's land (亩)."""
FIGURES = tuple(dict.fromkeys([*NUMERATOR.values(), *DENOMINATOR.values()]))
NUMERATOR_PLACES = positions(FIGURES, map(NUMERATOR.get, INDICATORS), len(INDICATORS))
DENOMINATOR_PLACES = positions(FIGURES, map(DENOMINATOR.get, INDICATORS), len(INDICATORS))
INDICATOR_PLACES = places_by_key(INDICATORS)
GRADED_BY = (
    "first_evaluated_year", "months_in_force_floor", "known_weight_floor", "excellent_score", "pass_score",
    "rectify_score",
)


@dataclass(frozen=True, eq=False)
class Tenancies:
    """What performance needs of the contracts, one row each."""

    tenant: Positions
    starts: Days
    until: Days
    area_m2: Numbers
    land_mu: Numbers
    is_in_force: Mask


@dataclass(frozen=True, eq=False)
class Promises:
    """One row per promised indicator: its place in the contract years, and what came of it."""

    contract_year: Positions
    indicator: Positions
    promised: Numbers
    achieved: Numbers

    @property
    def ratio(self) -> Numbers:
        return ratio(self.achieved, self.promised)


@dataclass(frozen=True, eq=False)
class Performance:
    """One row per contract in force and year, ascending; score NaN and grade a position in GRADES."""

    contract: Positions
    year: Positions
    share: Numbers
    score: Numbers
    grade: Positions
    promises: Promises

    def place(self, contract: Positions, year: Positions | int) -> Positions:
        """Row of a contract's year; NOWHERE without one."""
        return places_among(self.contract * YEARS + self.year, contract * YEARS + year)


def shares_at_year_end(tenancies: Tenancies, contract: Positions, year: Positions) -> Numbers:
    """The contract's part of its tenant's figures: by area, among those in force on 31 December; NaN if it is not."""
    years, of_year = groups(year)
    tenants = int(tenancies.tenant.max(initial=NOWHERE)) + 1
    held = in_force(tenancies.starts, tenancies.until, year_ends(years)[:, None])
    in_year, holder = held.nonzero()
    together = total(
        in_year * tenants + tenancies.tenant[holder], tenancies.area_m2[holder], len(years) * tenants,
    )[of_year * tenants + tenancies.tenant[contract]]
    return np.where(held[of_year, contract], ratio(tenancies.area_m2[contract], together), np.nan)


def achieved(figures: YearFigures, place: Positions, indicator: Positions, share: Numbers, land_mu: Numbers) -> Numbers:
    """What each promise row reached, in the unit of its indicator; NaN where a figure is unknown or divides by zero."""
    table = np.full((len(FIGURES), len(figures.key) + 1), np.nan)  # In the last column stands what is NOWHERE.
    for row, name in enumerate(FIGURES):
        table[row, :-1] = figures.columns[name]
    divisor = DENOMINATOR_PLACES[indicator]
    by = np.where(divisor == NOWHERE, land_mu, table[divisor, place] * share)
    return ratio(table[NUMERATOR_PLACES[indicator], place] * share, by)


def evaluate(
    tenancies: Tenancies, commitments: Commitments, commitment_contract: Positions, figures: YearFigures,
    accidents: tuple[Positions, Positions], policy: Policy, as_of: date,
) -> Performance:
    """Every year before the day's of every contract in force that has a promise or an accident, and the counting year.

    accidents: tenant and year of each report with a major accident or violation.
    """
    is_owed = (commitment_contract != NOWHERE) & tenancies.is_in_force[commitment_contract]
    promise = (is_owed & (commitments.year < as_of.year)).nonzero()[0]
    promise_contract, promise_year = commitment_contract[promise], commitments.year[promise].astype(np.int64)
    in_force_now = tenancies.is_in_force.nonzero()[0]
    row, hit = matches(tenancies.tenant[in_force_now], accidents[0])
    accident_key = in_force_now[row] * YEARS + accidents[1][hit]
    accident_key = accident_key[accident_key % YEARS < as_of.year]
    promise_key = promise_contract * YEARS + promise_year
    key = distinct(np.concatenate([promise_key, accident_key, in_force_now * YEARS + as_of.year - 1]))
    contract, year = key // YEARS, key % YEARS
    share = shares_at_year_end(tenancies, contract, year)
    place = places_among(key, promise_key)
    indicator = positions_of(INDICATOR_PLACES, commitments.indicator[promise])
    figure = figures.place(tenancies.tenant[promise_contract], promise_year)
    reached = achieved(figures, figure, indicator, share[place], tenancies.land_mu[promise_contract])
    promises = Promises(place, indicator, commitments.promised[promise], reached)
    score, promised_weight, known_weight = _scores(promises, year, policy)
    months = whole_months(tenancies.starts[contract], tenancies.until[contract], year)
    grade = _grades(score, promised_weight, known_weight, months, year, are_among(key, accident_key), policy)
    score = np.where((grade == NOT_ASSESSABLE) | (grade == NOT_APPLICABLE), np.nan, score)
    return Performance(contract, year, share, score, grade, promises)


def _scores(promises: Promises, year: Positions, policy: Policy) -> tuple[Numbers, Numbers, Numbers]:
    """Per contract year: the score over what is known (NaN without any), the promised and the known weight."""
    years, of_year = groups(year)
    weights = np.array([_weights(policy, one) for one in years]).reshape(len(years), len(INDICATORS))
    cap = policy.at_year_ends("score_cap", years)[of_year]
    weight = weights[of_year[promises.contract_year], promises.indicator]
    met = np.minimum(promises.ratio, cap[promises.contract_year])
    known = ~np.isnan(met)
    at, size = promises.contract_year, len(year)
    promised_weight, known_weight = total(at, weight, size), total(at[known], weight[known], size)
    points = total(at[known], weight[known] * met[known], size)
    return 100 * ratio(points, known_weight), promised_weight, known_weight


def _weights(policy: Policy, year: int) -> list[float]:
    weights = policy.value("score_weights", date(year, 12, 31))
    return [float(weights.get(name, 0)) for name in INDICATORS]


def _grades(
    score: Numbers, promised_weight: Numbers, known_weight: Numbers, months: Positions, year: Positions,
    has_accident: Mask, policy: Policy,
) -> Positions:
    """The grade of each contract year, in the order that the definition gives."""
    years, of_year = groups(year)
    first, few, enough, excellent, passing, rectifiable = (
        policy.at_year_ends(name, years)[of_year] for name in GRADED_BY
    )
    too_little = below(ratio(known_weight, promised_weight), enough)
    return first_of(
        [
            ((year < first) | (months < few), NOT_APPLICABLE),
            (has_accident, FAIL),
            ((promised_weight == 0) | too_little | np.isnan(score), NOT_ASSESSABLE),
            (~below(score, excellent), EXCELLENT),
            (~below(score, passing), PASS),
            (~below(score, rectifiable), RECTIFY),
        ],
        FAIL,
    )


def last_two_evaluated(performance: Performance) -> tuple[Positions, Positions]:
    """The contracts that have two years with one of the four grades, and the rows (n × 2) of the latest two."""
    rows = (performance.grade <= FAIL).nonzero()[0]
    first, years = runs(performance.contract[rows])
    latest = (first + years - 1)[years > 1]
    return performance.contract[rows[latest]], rows[latest[:, None] - np.arange(2)]

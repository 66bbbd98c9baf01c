"""How each park stands, as sums and counts that add up over parks: what 总览 shows, compares and ranks."""

from dataclasses import dataclass

import pandas as pd

from core.assessment import Assessment
from core.clauses.supervision import due_periods
from core.columns import ratio
from core.paper import written
from core.rules import BY_ID
from core.terms import ExitStep, Grade, Verdict
from core.views.completeness import judgements
from core.views.rent_roll import WORST_FIRST
from core.views.yearbook import tenant_years

FLOOR = BY_ID["concentration_below_floor"]
PASSING = (Grade.EXCELLENT, Grade.PASS)
EVALUATED = (*PASSING, Grade.RECTIFY, Grade.FAIL)


@dataclass(frozen=True)
class Measure:
    """A figure of a park or of all: the quotient of two columns of the scorecard. A ratio is shown as a percentage."""

    label: str
    numerator: str
    denominator: str
    unit: str = ""

    @property
    def is_ratio(self) -> bool:
        return not self.unit

    def written(self, value: float) -> str:
        """A figure of it as sentences say it: ``86.2%``, ``12.3万元/亩`` or 无数据."""
        return written(value, "percent" if self.is_ratio else "number", 1, self.unit)

    def of_parks(self, card: pd.DataFrame) -> pd.Series:
        """By park; NaN = 无数据."""
        return pd.Series(ratio(card[self.numerator], card[self.denominator]), index=card.index)

    def of_all(self, card: pd.DataFrame) -> float:
        """Over all parks of the card together."""
        return float(ratio(card[self.numerator].sum(), card[self.denominator].sum()))


OCCUPANCY = Measure("入驻率", "occupied_m2", "available_m2")
CONCENTRATION = Measure("产业集聚度", "inside", "members")
PASS_RATE = Measure("履约合格率", "passed", "evaluated")
TAX = Measure("亩均税收", "tax_wan_yuan", "taxed_land_mu", "万元/亩")
TAX_COVERAGE = Measure("税收数据覆盖", "taxed", "tenants")
EVALUATION_COVERAGE = Measure("评价覆盖", "evaluated", "assessable")
COMPLETENESS = Measure("数据完整度", "judged", "due")
ALERTS = Measure("红橙预警", "pressing", "parks", "条")
RANKED = (OCCUPANCY, CONCENTRATION, PASS_RATE, TAX, ALERTS, COMPLETENESS)


def scorecard(assessment: Assessment) -> pd.DataFrame:
    """By park code, besides name: the columns that Measures divide, and

    meets, misses (1 where the concentration is, or is not, up to its floor), red, orange, yellow, blue (alerts),
    pressing (the red and orange ones), candidates, leaving (contracts), parks (1).
    """
    parks, base = assessment.parks, assessment.counting_base.value
    result = parks[["name", "occupied_m2", "available_m2"]].assign(
        inside=parks[f"{base}_numerator"], members=parks[f"{base}_denominator"],
    )
    parts = (_floor(assessment), _alerts(assessment), _contracts(assessment), _tax(assessment),
             judgements(assessment))
    card = result.join(list(parts)).fillna({name: 0 for part in parts for name in part})
    return card.assign(pressing=card["red"] + card["orange"], parks=1)


def ranked(card: pd.DataFrame, measure: Measure, most: int) -> pd.Series:
    """The measure by park, the highest first, unknown ones last; of more than so many parks the first and last ones."""
    figures = measure.of_parks(card).sort_values(ascending=False, na_position="last", kind="stable")
    return figures if len(figures) <= most else pd.concat([figures.head(most // 2), figures.tail(most - most // 2)])


def complete_year(assessment: Assessment) -> int:
    """The latest year whose annual reports were due before the day."""
    return due_periods(assessment.situation)[0][0]


def concentration_floor(assessment: Assessment) -> float | None:
    """The floor in force on the day; None before there was one."""
    basis = assessment.policy.rules.get(FLOOR.id)
    is_in_force = basis is not None and basis.since <= assessment.as_of
    return float(assessment.situation.value("concentration_floor")) if is_in_force else None


def _floor(assessment: Assessment) -> pd.DataFrame:
    share = assessment.parks[f"{assessment.counting_base.value}_ratio"]
    findings = assessment.findings
    breached = findings["rule"].eq(FLOOR.id) & findings["verdict"].eq(Verdict.BREACHED)
    misses = assessment.parks.index.isin(findings["park"][breached])
    is_judged = share.notna() & (concentration_floor(assessment) is not None)
    return pd.DataFrame({"meets": is_judged & ~misses, "misses": misses}, index=assessment.parks.index).astype("int64")


def _alerts(assessment: Assessment) -> pd.DataFrame:
    findings = assessment.findings
    breached = findings[findings["verdict"].eq(Verdict.BREACHED)]
    counts = pd.crosstab(breached["park"], breached["severity"]).reindex(columns=list(WORST_FIRST), fill_value=0)
    return counts.set_axis(["red", "orange", "yellow", "blue"], axis=1)


def _contracts(assessment: Assessment) -> pd.DataFrame:
    contracts = assessment.contracts
    marks = pd.DataFrame({
        "passed": contracts["grade"].isin(PASSING), "evaluated": contracts["grade"].isin(EVALUATED),
        "assessable": contracts["grade"].ne(Grade.NOT_APPLICABLE),
        "candidates": contracts["exit_step"].eq(ExitStep.CANDIDATE),
        "leaving": contracts["exit_step"].eq(ExitStep.LEAVING),
    })
    return marks.groupby(contracts["park"]).sum()


def _tax(assessment: Assessment) -> pd.DataFrame:
    """Of the complete year's tenants at its end; land counts where the tax is known, so that missing is not zero."""
    year = complete_year(assessment)
    rows = tenant_years(assessment.situation, span=assessment.as_of.year - year)
    rows = rows[rows["has_contract"] & rows["year"].eq(year)]
    known = rows["tax_wan_yuan"].notna()
    columns = pd.DataFrame({
        "tax_wan_yuan": rows["tax_wan_yuan"], "taxed_land_mu": rows["land_mu"].where(known), "taxed": known,
        "tenants": 1,
    })
    return columns.groupby(rows["park"]).sum()


__all__ = [
    "ALERTS", "COMPLETENESS", "CONCENTRATION", "EVALUATION_COVERAGE", "OCCUPANCY", "PASS_RATE", "RANKED", "TAX",
    "TAX_COVERAGE", "Measure", "complete_year", "concentration_floor", "ranked", "scorecard",
]

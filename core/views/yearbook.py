"""Figures by year: what each tenant reported, and what that adds up to for its park (L11)."""

import numpy as np
import pandas as pd

from core.columns import NOWHERE, Positions, ratio, total, year_end
from core.facts import Numbers
from core.performance import GRADES, INDICATORS
from core.situation import Situation

FIGURES = (
    "revenue_wan_yuan", "output_wan_yuan", "value_added_wan_yuan", "tax_wan_yuan", "fixed_assets_wan_yuan",
    "energy_tce", "emission_t", "research_wan_yuan", "staff",
)
SPAN = 5


def tenant_years(s: Situation, span: int = SPAN) -> pd.DataFrame:
    """One row per tenant and year, of the span of whole years before the day, with figures or a contract at its end.

    Columns: park, credit_code, year, has_contract (in force on 31 December), area_m2 and land_mu of those contracts,
    has_figures, and FIGURES; unknown figures are NaN.
    """
    years = np.arange(s.as_of.year - span, s.as_of.year)
    area, land = (_at_year_ends(s, years, amount) for amount in (s.contract_area_m2, s.contract_land_mu))
    tenant, column = np.divmod(np.arange(area.size), len(years))
    place = s.figures.place(tenant, years[column])
    held, known = area.ravel() > 0, place != NOWHERE
    rows = np.flatnonzero(held | known)
    return pd.DataFrame({
        "park": s.facts.parks.code[s.links.tenant_park[tenant[rows]]],
        "credit_code": s.facts.enterprises.credit_code[s.links.tenant_enterprise[tenant[rows]]],
        "year": years[column[rows]], "has_contract": held[rows],
        "area_m2": area.ravel()[rows], "land_mu": land.ravel()[rows], "has_figures": known[rows],
        **{name: s.figures.of(name, place[rows]) for name in FIGURES},
    })


def park_years(s: Situation, span: int = SPAN) -> pd.DataFrame:
    """By park and year, over the tenants with a contract on 31 December: sums of FIGURES, and tax_per_mu.

    tenants: how many there were; reported: how many of them have figures. A sum over no known figure is NaN. Tax per
    mu is the tax over the land of those whose tax is known.
    """
    rows = tenant_years(s, span).query("has_contract")
    groups = rows.groupby(["park", "year"])
    taxed_land = rows["land_mu"].where(rows["tax_wan_yuan"].notna()).groupby([rows["park"], rows["year"]])
    result = groups[list(FIGURES)].sum(min_count=1)
    result.insert(0, "tenants", groups.size())
    result.insert(1, "reported", groups["has_figures"].sum())
    result["tax_per_mu"] = ratio(result["tax_wan_yuan"].to_numpy(), taxed_land.sum().to_numpy())
    return result


def performance_years(s: Situation) -> pd.DataFrame:
    """Score and grade of every judged year of the contracts in force: contract, credit_code, year, score, grade."""
    judged, contracts = s.performance, s.facts.contracts
    return pd.DataFrame({
        "contract": contracts.number[judged.contract], "credit_code": contracts.credit_code[judged.contract],
        "year": judged.year, "score": judged.score,
        "grade": np.array(GRADES, dtype=object)[judged.grade],
    })


def promise_years(s: Situation) -> pd.DataFrame:
    """Promised and achieved by contract in force, year and indicator; achieved is NaN where it is unknown."""
    promises, contracts = s.performance.promises, s.facts.contracts
    contract = s.performance.contract[promises.contract_year]
    return pd.DataFrame({
        "contract": contracts.number[contract], "credit_code": contracts.credit_code[contract],
        "year": s.performance.year[promises.contract_year],
        "indicator": np.array(INDICATORS, dtype=object)[promises.indicator],
        "promised": promises.promised, "achieved": promises.achieved, "ratio": promises.ratio,
    })


def _at_year_ends(s: Situation, years: Positions, amount: Numbers) -> Numbers:
    """Tenants × years: the amount of the contracts in force on each 31 December."""
    held = [s.in_force_on(year_end(int(year))) for year in years]
    return np.stack([total(s.links.tenant[one], amount[one], s.links.tenants) for one in held], axis=1)

"""The year figures of an enterprise in a park: its annual report, or else its four quarters (L11, P13)."""

from dataclasses import dataclass

import numpy as np

from core.columns import NOWHERE, Mask, Positions, pick, places_among, runs
from core.facts import Days, Numbers, Reports
from core.links import Links

SUMMED = (
    "revenue_wan_yuan", "output_wan_yuan", "value_added_wan_yuan", "tax_wan_yuan", "energy_tce", "emission_t",
    "research_wan_yuan",
)
QUARTERS = 4
YEARS = 10_000


@dataclass(frozen=True, eq=False)
class YearFigures:
    """One row per tenant (park × enterprise pair) and year for which figures are there, ascending by key."""

    key: Positions
    columns: dict[str, Numbers]

    def place(self, tenant: Positions, year: Positions) -> Positions:
        """Row of a tenant's year; NOWHERE without one."""
        return places_among(self.key, tenant * YEARS + year)

    def of(self, name: str, place: Positions) -> Numbers:
        """A figure by row; NaN where there is none."""
        return pick(self.columns[name], place, np.nan)


def period_ends(reports: Reports, rows: Positions) -> Days:
    """The last day of the periods of some reports."""
    year, quarter = reports.year[rows], reports.quarter[rows]
    months = np.where(quarter == 0, 12, 3 * quarter)
    after = (year - 1970).astype("datetime64[Y]").astype("datetime64[M]") + months.astype(np.int64)
    return np.asarray(after.astype("datetime64[D]") - 1)


def known_reports(reports: Reports, on: np.datetime64) -> Mask:
    """Filed by the day; without a filing date, those whose period has ended by it."""
    known = reports.filed_on <= on
    undated = np.isnat(reports.filed_on).nonzero()[0]
    known[undated] = period_ends(reports, undated) <= on
    return np.asarray(known)


def year_figures(links: Links, known: Mask) -> YearFigures:
    """Annual reports whole; where one is not there but all four quarters are, their sum."""
    reports = links.facts.reports
    usable = known & (links.report_tenant != NOWHERE)
    key = links.report_tenant * YEARS + reports.year.astype(np.int64)
    annual = (usable & (reports.quarter == 0)).nonzero()[0]
    quarterly = (usable & (reports.quarter > 0)).nonzero()[0]
    quarterly = quarterly[places_among(np.sort(key[annual]), key[quarterly]) == NOWHERE]
    quarterly = quarterly[np.lexsort((reports.quarter[quarterly], key[quarterly]))]
    first, many = runs(key[quarterly])
    rows = quarterly[first[many == QUARTERS][:, None] + np.arange(QUARTERS)]
    keys = np.concatenate([key[annual], key[rows[:, 0]]])
    order = keys.argsort(kind="stable")  # Two ascending halves: no more than a merge.
    columns = {name: np.add.reduce(getattr(reports, name)[rows], axis=1) for name in SUMMED}
    columns["fixed_assets_wan_yuan"] = reports.fixed_assets_wan_yuan[rows[:, -1]]
    columns["staff"] = np.add.reduce(reports.staff[rows], axis=1) / QUARTERS
    return YearFigures(keys[order], {
        name: np.concatenate([getattr(reports, name)[annual], sums])[order] for name, sums in columns.items()
    })

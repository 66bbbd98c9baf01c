"""What firms promised and what they report: every reported figure follows from the promise and the firm's course."""

from collections.abc import Iterator
from datetime import date, timedelta

import numpy as np
import numpy.typing as npt
import pandas as pd

from core.terms import Indicator
from data.demo.firms import Firm
from data.demo.plans import LAST_DAY, ParkPlan, Row
from data.demo.tenancy import Tenancy

Array = npt.NDArray[np.float64]
QUARTER_SHARES = np.array([0.22, 0.25, 0.25, 0.28])
QUARTERS_PASSED = np.array([0.25, 0.5, 0.75, 1.0])
PROMISED = {
    Indicator.INVESTMENT: "investment", Indicator.TAX: "tax", Indicator.VALUE_ADDED: "value_added",
    Indicator.ENERGY: "energy", Indicator.EMISSION: "emission", Indicator.RESEARCH: "research",
    Indicator.PRODUCTIVITY: "productivity",
}
PROMISED_BY = {Indicator.ENERGY: 0.7, Indicator.EMISSION: 0.5, Indicator.RESEARCH: 0.45, Indicator.PRODUCTIVITY: 0.3}
"""Share of firms whose contracts name the indicator; all name the others."""
PLACES = {"research": 3, "energy": 2, "productivity": 1, "value_added": 1, "tax": 1}
FLOWS = ("revenue_wan_yuan", "output_wan_yuan", "value_added_wan_yuan", "tax_wan_yuan", "energy_tce", "emission_t",
         "research_wan_yuan", "power_wan_kwh")
STOCKS = ("fixed_assets_wan_yuan", "staff")
SMALL_M2 = 400.0
FILED = 0.965
"""Share of reports that are there at all."""
SILENT = 0.03
"""Share of firms that have reported nothing since 2025."""
TCE_IN_WAN_KWH = 1.229
GRAVE = ("had_major_accident", "had_major_violation")


class Figures:
    """Promises and figures of the firms of one park, as arrays of firms × indicators and firms × years."""

    def __init__(self, plan: ParkPlan, park: Row, tenancies: list[Tenancy], seed: int) -> None:
        self.draw = np.random.default_rng([seed, plan.index])
        self.tenancies = tenancies
        self.years = range(plan.reports_from, LAST_DAY.year + 1)
        self.quarters = [(year, quarter) for year in self.years for quarter in (1, 2, 3, 4)
                         if period_end(year, quarter) < LAST_DAY]
        self.firms: list[Firm] = list({one.firm.code: one.firm for one in tenancies}.values())
        self.place = {firm.code: number for number, firm in enumerate(self.firms)}
        self.land_mu = self._areas() * park["site_area_mu"] / park["floor_area_m2"]
        self.promises = self._promises(plan)
        named_by = [PROMISED_BY.get(indicator, 1) for indicator in PROMISED]
        self.is_promised = self.draw.random((len(self.firms), len(PROMISED))) < named_by

    def _promises(self, plan: ParkPlan) -> dict[str, Array]:
        around = self.draw.uniform(0.82, 1.2, (len(PROMISED), len(self.firms)))
        return {
            name: np.round(plan.cluster.promises[name] * factor, PLACES.get(name, 0))
            for name, factor in zip(PROMISED.values(), around, strict=True)
        }

    def _areas(self) -> Array:
        """Area under contract at each year's end, firms × years; where there is none, the nearest year's."""
        areas = np.zeros((len(self.firms), len(self.years)))
        days = [min(date(year, 12, 31), LAST_DAY) for year in self.years]
        for one in self.tenancies:
            areas[self.place[one.firm.code]] += [one.lot.area_m2 * one.is_in_force(day) for day in days]
        known = pd.DataFrame(np.where(areas > 0, areas, np.nan)).ffill(axis=1).bfill(axis=1)
        return known.fillna(SMALL_M2).to_numpy()

    def commitment_rows(self) -> Iterator[Row]:
        """One row per contract, reported year in force and promised indicator."""
        for tenancy in (one for one in self.tenancies if one.makes_promises):
            place = self.place[tenancy.firm.code]
            last = tenancy.last_day or LAST_DAY
            for year in range(max(tenancy.row["starts_on"].year, self.years[0]), min(last, LAST_DAY).year + 1):
                for (indicator, name), given in zip(PROMISED.items(), self.is_promised[place], strict=True):
                    if given:
                        yield {"contract_number": tenancy.row["number"], "year": year, "indicator": indicator.value,
                               "promised": float(self.promises[name][place])}

    def report_rows(self, park_code: str) -> Iterator[Row]:
        """Annual and quarterly reports of the periods at whose end the firm was there; a few are missing."""
        annual = self._annual()
        quarterly = self._quarterly(annual)
        for place, firm in enumerate(self.firms):
            for number, year, quarter in self._filed(firm):
                every = quarterly if quarter else annual
                values = {name: figures[place, number] for name, figures in every.items()}
                yield self._report(park_code, firm, year, quarter, values)

    def _filed(self, firm: Firm) -> Iterator[tuple[int, int, int]]:
        """Place among the years or quarters, year and quarter of each report that the firm filed."""
        held = [one for one in self.tenancies if one.firm is firm]
        last = 2024 if not firm.grave and self.draw.random() < SILENT else LAST_DAY.year
        annual = [(number, year, 0) for number, year in enumerate(self.years[:-1])]
        for number, year, quarter in annual + [(number, *one) for number, one in enumerate(self.quarters)]:
            is_there = any(one.is_in_force(period_end(year, quarter)) for one in held)
            if is_there and year <= last and self.draw.random() < FILED:
                yield number, year, quarter

    def _annual(self) -> dict[str, Array]:
        """Figures by firm and year; 2026 is the whole year that the first quarter points to."""
        levels = np.array([[firm.levels[year] for year in self.years] for firm in self.firms])

        def achieved(name: str, level: Array = levels) -> Array:
            return self.promises[name][:, None] * level * self.draw.uniform(0.98, 1.02, level.shape)

        land = self.land_mu
        added = achieved("value_added") * land
        revenue = added / self.draw.uniform(0.21, 0.27, (len(self.firms), 1))
        energy = added / achieved("energy")
        best = np.maximum.accumulate(levels, axis=1)
        invested = np.maximum.accumulate(achieved("investment", 0.6 * best + 0.4) * land, axis=1)
        figures = {
            "revenue_wan_yuan": revenue, "output_wan_yuan": revenue * self.draw.uniform(1.0, 1.05, revenue.shape),
            "value_added_wan_yuan": added, "tax_wan_yuan": achieved("tax") * land, "energy_tce": energy,
            "emission_t": added / achieved("emission"), "research_wan_yuan": revenue * achieved("research"),
            "power_wan_kwh": energy * 0.62 / TCE_IN_WAN_KWH, "fixed_assets_wan_yuan": invested,
            "staff": np.maximum(np.round(added / achieved("productivity")), 5),
        }
        return {name: np.round(values, 3 if name == "emission_t" else 2) for name, values in figures.items()}

    def _quarterly(self, annual: dict[str, Array]) -> dict[str, Array]:
        """Quarters about a quarter each; the fourth is what is left of the year."""
        shares = QUARTER_SHARES * self.draw.uniform(0.93, 1.07, (len(self.firms), len(self.years), 4))
        shares[:, :, 3] = 1 - shares[:, :, :3].sum(axis=2)
        invested = annual["fixed_assets_wan_yuan"]
        before = np.hstack([0.9 * invested[:, :1], invested[:, :-1]])
        flows = {name: annual[name][:, :, None] * shares for name in FLOWS}
        stocks = {"fixed_assets_wan_yuan": before[:, :, None] + (invested - before)[:, :, None] * QUARTERS_PASSED,
                  "staff": np.repeat(annual["staff"][:, :, None], 4, axis=2)}
        shape, count = (len(self.firms), -1), len(self.quarters)
        return {name: np.round(values.reshape(shape)[:, :count], 3) for name, values in {**flows, **stocks}.items()}

    def _report(self, park_code: str, firm: Firm, year: int, quarter: int, values: dict[str, float]) -> Row:
        """A report; one in thirty is filed late, one figure in eighty is left blank."""
        due_in = 85 if quarter == 0 else 19
        days = due_in + 12 if self.draw.random() < 0.03 else int(self.draw.integers(due_in // 4, due_in))
        chances = self.draw.random(len(values))
        known = {
            name: None if chance < 0.012 else float(value)
            for (name, value), chance in zip(values.items(), chances, strict=True)
        }
        return {"park_code": park_code, "credit_code": firm.code, "year": year, "quarter": quarter,
                "filed_on": period_end(year, quarter) + timedelta(days=days), **known,
                **{column: (year, quarter, column) in firm.grave for column in GRAVE}}


def period_end(year: int, quarter: int) -> date:
    """The last day of a quarter, or of the year for quarter 0."""
    month = 3 * quarter or 12
    return date(year, month, 30 if month in (6, 9) else 31)

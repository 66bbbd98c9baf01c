"""How punctually tenants file: every report that was due lately, and whether it came in time, late or not at all."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
import pandas as pd

from core.clauses.supervision import due_periods
from core.columns import NOWHERE, day
from core.facts import Days
from core.figures import period_ends
from core.situation import Situation
from core.views.periods import quarter_end

YEARS, QUARTERS = 3, 6
COLUMNS = ("park", "credit_code", "year", "quarter", "due_on", "filed_on", "state")


class Filing(StrEnum):
    """What came of one report that was due."""

    ON_TIME = "按时"
    LATE = "迟报"
    MISSING = "缺报"


@dataclass(frozen=True)
class Period:
    """What one report is about: a year (quarter 0) or a quarter; its last day, and the last day for filing it."""

    year: int
    quarter: int
    last_day: date
    due_on: date

    @property
    def code(self) -> str:
        """``2025`` or ``2025Q3``, as the exchange workbook writes it."""
        return f"{self.year}Q{self.quarter}" if self.quarter else str(self.year)

    @property
    def name(self) -> str:
        """``2025年年报`` or ``2025年3季度``."""
        return period_name(self.year, self.quarter)


def period_of(s: Situation, year: int, quarter: int) -> Period:
    """The period with its due day as it is fixed on the day of the situation."""
    if not quarter:
        month, day_of_month = map(int, s.value("annual_report_due").split("-"))
        return Period(year, 0, date(year, 12, 31), date(year + 1, month, day_of_month))
    end = quarter_end((year, quarter))
    return Period(year, quarter, end, end + timedelta(days=s.value("quarter_report_due_days")))


def filings(s: Situation, years: int = YEARS, quarters: int = QUARTERS) -> pd.DataFrame:
    """One row per tenant and period that was due before the day, of the last so many years and quarters.

    Columns: park, credit_code, year, quarter (0 = annual), due_on, filed_on, state (a word of Filing). Due is who had a
    contract in force on the period's last day; a report without a filing date counts as filed at the period's end.
    """
    parts = [filings_in(s, period) for period in past_periods(s, years, quarters)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))


def past_periods(s: Situation, years: int, quarters: int) -> Iterator[Period]:
    """Those that were due before the day: annual ones first, the latest first."""
    (latest, _, _), (year, quarter, _) = due_periods(s)
    for one in range(latest, latest - years, -1):
        yield period_of(s, one, 0)
    for place in range(4 * year + quarter - 1, 4 * year + quarter - 1 - quarters, -1):
        yield period_of(s, place // 4, place % 4 + 1)


def filings_in(s: Situation, period: Period) -> pd.DataFrame:
    """The same of one period, whose due day may be yet to come: what is not there then is not late."""
    tenant = np.flatnonzero(s.has_contract(s.in_force_on(day(period.last_day))))
    filed_on, due_on = _filed(s, period.year, period.quarter)[tenant], day(period.due_on)
    state = np.where(np.isnat(filed_on), Filing.MISSING, np.where(filed_on > due_on, Filing.LATE, Filing.ON_TIME))
    return pd.DataFrame({
        "park": s.facts.parks.code[s.links.tenant_park[tenant]],
        "credit_code": s.facts.enterprises.credit_code[s.links.tenant_enterprise[tenant]],
        "year": period.year, "quarter": period.quarter, "due_on": pd.Timestamp(period.due_on),
        "filed_on": filed_on.astype("datetime64[s]"), "state": state.astype(object),
    })


def _filed(s: Situation, year: int, quarter: int) -> Days:
    """Per tenant the day on which the period's report came in, as known on the day; NaT without one."""
    reports, tenant = s.facts.reports, s.links.report_tenant
    rows = np.flatnonzero((reports.year == year) & (reports.quarter == quarter) & s.known_reports & (tenant != NOWHERE))
    result = np.full(s.links.tenants, np.datetime64("NaT", "D"))
    came = reports.filed_on[rows]
    result[tenant[rows]] = np.where(np.isnat(came), period_ends(reports, rows), came)
    return result


def by_period(filed: pd.DataFrame) -> pd.DataFrame:
    """Annual periods first, the latest first: period in words, due_on, due (reports), and a count by each state."""
    periods = zip(filed["year"], filed["quarter"], strict=True)
    names = [period_name(int(year), int(quarter)) for year, quarter in periods]
    keyed = filed.assign(period=names, is_quarter=filed["quarter"] > 0)
    counts = keyed.groupby(["is_quarter", "due_on", "period"])["state"].value_counts().unstack(fill_value=0)
    counts = counts.reindex(columns=[one.value for one in Filing], fill_value=0)
    counts.insert(0, "due", counts.sum(axis=1))
    return counts.reset_index().sort_values(["is_quarter", "due_on"], ascending=[True, False], ignore_index=True)


def period_name(year: int, quarter: int) -> str:
    """``2025, 0`` -> ``2025年年报``; ``2026, 1`` -> ``2026年1季度``."""
    return f"{year}年{quarter}季度" if quarter else f"{year}年年报"

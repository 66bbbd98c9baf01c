"""How punctually tenants file: every report that was due lately, and whether it came in time, late or not at all."""

from collections.abc import Iterator
from datetime import date, timedelta
from enum import StrEnum

import numpy as np
import pandas as pd

from core.clauses.supervision import quarter_end_before
from core.columns import NOWHERE, day
from core.facts import Days
from core.figures import period_ends
from core.situation import Situation

YEARS, QUARTERS = 3, 6


class Filing(StrEnum):
    """What came of one report that was due."""

    ON_TIME = "按时"
    LATE = "逾期"
    MISSING = "未报"


def filings(s: Situation, years: int = YEARS, quarters: int = QUARTERS) -> pd.DataFrame:
    """One row per tenant and period that was due before the day, of the last so many years and quarters.

    Columns: park, credit_code, year, quarter (0 = annual), due_on, filed_on, state (a word of Filing). Due is who had a
    contract in force on the period's last day; a report without a filing date counts as filed at the period's end.
    """
    parts = [_period(s, year, quarter, last, due) for year, quarter, last, due in _periods(s, years, quarters)]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(
        columns=["park", "credit_code", "year", "quarter", "due_on", "filed_on", "state"])


def _periods(s: Situation, years: int, quarters: int) -> Iterator[tuple[int, int, date, date]]:
    """Year, quarter, last day and due day of each, annual ones first, the latest first."""
    month, day_of_month = map(int, s.value("annual_report_due").split("-"))
    latest = s.as_of.year - 1 if date(s.as_of.year, month, day_of_month) < s.as_of else s.as_of.year - 2
    for year in range(latest, latest - years, -1):
        yield year, 0, date(year, 12, 31), date(year + 1, month, day_of_month)
    grace, end = timedelta(days=s.value("quarter_report_due_days")), quarter_end_before(s.as_of)
    while not end + grace < s.as_of:
        end = quarter_end_before(end)
    for _ in range(quarters):
        yield end.year, end.month // 3, end, end + grace
        end = quarter_end_before(end)


def _period(s: Situation, year: int, quarter: int, last_day: date, due_on: date) -> pd.DataFrame:
    tenant = np.flatnonzero(s.has_contract(s.in_force_on(day(last_day))))
    filed_on = _filed(s, year, quarter)[tenant]
    state = np.where(np.isnat(filed_on), Filing.MISSING, np.where(filed_on > day(due_on), Filing.LATE, Filing.ON_TIME))
    return pd.DataFrame({
        "park": s.facts.parks.code[s.links.tenant_park[tenant]],
        "credit_code": s.facts.enterprises.credit_code[s.links.tenant_enterprise[tenant]],
        "year": year, "quarter": quarter, "due_on": pd.Timestamp(due_on),
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

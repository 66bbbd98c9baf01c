"""The calendar of reports (P13): what is due from whom by when, what came, and what is late, missing or yet to come."""

from collections.abc import Iterator, Sequence
from datetime import timedelta
from enum import StrEnum

import numpy as np
import pandas as pd

from core.situation import Situation
from core.views.filing import COLUMNS, Filing, Period, filings_in, past_periods, period_of

YEARS, QUARTERS = 2, 4
AHEAD_DAYS = 30
"""How long before its due day a period is on the calendar although it has not ended."""


class Standing(StrEnum):
    """Where one report stands on the day."""

    ON_TIME = Filing.ON_TIME.value
    LATE = Filing.LATE.value
    MISSING = Filing.MISSING.value
    AHEAD = "待报"


COUNTED = {
    Standing.ON_TIME: "on_time", Standing.LATE: "late", Standing.MISSING: "missing", Standing.AHEAD: "ahead",
}


def calendar_periods(s: Situation, years: int = YEARS, quarters: int = QUARTERS) -> list[Period]:
    """The last so many that were due before the day, and those that can be filed or fall due soon; the next due last.
    """
    past = list(past_periods(s, years, quarters))
    return sorted([*past, *_coming(s)], key=lambda one: (one.due_on, one.quarter))


def open_periods(s: Situation, years: int = YEARS, quarters: int = 2 * QUARTERS) -> list[Period]:
    """Those of them that have ended, so that there is something to report."""
    return [one for one in calendar_periods(s, years, quarters) if one.last_day <= s.as_of]


def _coming(s: Situation) -> Iterator[Period]:
    """Periods not due before the day: ended by it, or due within AHEAD_DAYS."""
    soon = s.as_of + timedelta(days=AHEAD_DAYS)
    year, quarter = (next(past_periods(s, *only)) for only in ((1, 0), (0, 1)))
    following = period_of(s, year.year + 1, 0)
    if following.last_day <= s.as_of or following.due_on <= soon:
        yield following
    following = _next_quarter(s, quarter)
    while following.last_day <= s.as_of or following.due_on <= soon:
        yield following
        following = _next_quarter(s, following)


def _next_quarter(s: Situation, period: Period) -> Period:
    return period_of(s, period.year + period.quarter // 4, period.quarter % 4 + 1)


def owed_reports(s: Situation, periods: Sequence[Period]) -> pd.DataFrame:
    """One row per tenant and period: the columns of core.views.filing with state a word of Standing, and

    period (2025 or 2025Q3), days (until the due day; negative: so many days over it; of a report that is there, how
    long before or after the due day it came) and is_tenant (has a contract in force on the day).
    """
    present = _present(s)
    parts = []
    for period in periods:
        rows = filings_in(s, period).assign(period=period.code)
        if period.due_on >= s.as_of:
            rows.loc[rows["state"].eq(Filing.MISSING), "state"] = Standing.AHEAD.value
        parts.append(rows)
    if not parts:
        return pd.DataFrame(columns=[*COLUMNS, "period", "days", "is_tenant"])
    owed = pd.concat(parts, ignore_index=True)
    until = owed["filed_on"].fillna(pd.Timestamp(s.as_of))
    keys = pd.MultiIndex.from_frame(owed[["park", "credit_code"]])
    return owed.assign(days=(owed["due_on"] - until).dt.days.astype(int), is_tenant=keys.isin(present))


def _present(s: Situation) -> pd.MultiIndex:
    tenant = np.flatnonzero(s.has_contract(s.in_force))
    parks, firms = s.facts.parks.code, s.facts.enterprises.credit_code
    return pd.MultiIndex.from_arrays([parks[s.links.tenant_park[tenant]], firms[s.links.tenant_enterprise[tenant]]])


def by_park(owed: pd.DataFrame, keys: Sequence[str] = ("park", "period")) -> pd.DataFrame:
    """By park and period: due (reports), came, on_time, late, missing, ahead."""
    counts = owed.groupby([*keys, "state"], sort=False).size().unstack(fill_value=0)
    counts = counts.reindex(columns=[one.value for one in COUNTED], fill_value=0).astype(int)
    counts.columns = pd.Index(COUNTED.values())
    counts.insert(0, "came", counts["on_time"] + counts["late"])
    counts.insert(0, "due", counts[["came", "missing", "ahead"]].sum(axis=1))
    return counts


def to_file_first(owed: pd.DataFrame, periods: Sequence[Period]) -> Period | None:
    """The period to open a form on: the next one due of which something is not there, or else the latest such one;
    where all has come, the latest. None without periods."""
    lacking = {*owed.loc[owed["state"].isin([Standing.MISSING, Standing.AHEAD]), "period"]}
    ahead = {*owed.loc[owed["state"].eq(Standing.AHEAD), "period"]}
    waiting = [one for one in periods if one.code in ahead] or [one for one in periods if one.code in lacking][-1:]
    return next(iter([*waiting, *periods[-1:]]), None)

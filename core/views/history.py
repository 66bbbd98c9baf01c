"""Since when something has been wrong: the findings of earlier days beside those of today."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np
import pandas as pd

from core.terms import Severity, Verdict
from core.views.rent_roll import WORST_FIRST

KEY = ["rule", "park", "subject"]
Past = Sequence[tuple[date, pd.DataFrame]]
"""Days in ascending order, each with the findings of that day; the last is today."""


def standing_since(past: Past) -> pd.Series:
    """For each row of the last day's findings the first of the days since which it has stood with the same verdict.

    None where it stood on every day, so that its beginning lies before them.
    """
    days = [day for day, _ in past]
    keys = [set(_keys(findings)) for _, findings in past]
    since = []
    for key in _keys(past[-1][1]):
        absent = [place for place, standing in enumerate(keys) if key not in standing]
        since.append(days[absent[-1] + 1] if absent else None)
    return pd.Series(since, index=past[-1][1].index, dtype=object)


def history_of(finding: dict[str, Any] | pd.Series, past: Past) -> pd.DataFrame:
    """One row per day: on, verdict (None where there was no finding), observed and limit."""
    rows = []
    for day, findings in past:
        same = np.logical_and.reduce([findings[name].to_numpy() == finding[name] for name in KEY]).nonzero()[0]
        found = findings.iloc[same[0]] if len(same) else {}
        rows.append({"on": day, **{name: found.get(name) for name in ("verdict", "observed", "limit")}})
    return pd.DataFrame(rows, columns=["on", "verdict", "observed", "limit"], dtype=object)


def alerts_over_time(past: Past) -> pd.DataFrame:
    """Alerts by day and severity, the gravest first; good news is no alert."""
    counts = {day: _counts(findings) for day, findings in past}
    return pd.DataFrame.from_dict(counts, orient="index", columns=list(WORST_FIRST))


def _counts(findings: pd.DataFrame) -> list[int]:
    breached = findings.loc[findings["verdict"].eq(Verdict.BREACHED), "severity"]
    return [int(breached.eq(Severity(level)).sum()) for level in WORST_FIRST]


def _keys(findings: pd.DataFrame) -> list[tuple[Any, ...]]:
    return list(zip(*(findings[name] for name in (*KEY, "verdict")), strict=True))

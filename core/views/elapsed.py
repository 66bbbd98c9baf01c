"""What the lapse of time has changed: the same facts judged on two days, and what differs."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from core.columns import below
from core.rules import BY_ID
from core.terms import Severity, Verdict
from core.views.departures import EXIT
from core.views.history import KEY
from core.views.phrases import points
from core.views.scorecard import CONCENTRATION, Measure

NOTABLE = 0.01
"""A share that moved by less than one percentage point is not worth a line."""
FELL, ROSE = "降到下限以下", "达到下限"
LEVELS = (Severity.RED, Severity.ORANGE)


@dataclass(frozen=True)
class Moved:
    """A park whose share has risen or fallen. crossed: which side of the floor it came to; blank where it stayed."""

    park: str
    name: str
    before: float
    now: float
    crossed: str = ""

    @property
    def said(self) -> str:
        """``安仁竹木产业园下降1.2个百分点，低于下限``."""
        return f"{self.name}{points(self.now, self.before)}" + (f"，{self.crossed}" if self.crossed else "")


def new_alerts(before: pd.DataFrame, now: pd.DataFrame) -> pd.DataFrame:
    """Red and orange alerts of the later findings that the earlier ones do not have, the red ones first.

    Exit candidates are no part of them: ``new_candidates``. With the days exchanged: those that are gone.
    """
    there = set(_keys(_pressing(before)))
    rows = _pressing(now)
    fresh = rows[np.array([key not in there for key in _keys(rows)], dtype=bool)]
    return fresh.sort_values("severity", key=lambda texts: texts.ne(Severity.RED), kind="stable")


def new_candidates(before: pd.DataFrame, now: pd.DataFrame) -> list[str]:
    """Numbers of the contracts that have become exit candidates."""
    there = set(_candidates(before)["subject"])
    return [str(one) for one in _candidates(now)["subject"] if one not in there]


def moved(measure: Measure, before: pd.DataFrame, now: pd.DataFrame) -> list[Moved]:
    """Parks whose share moved by a percentage point or more, or, of the concentration, came to the other side of its
    floor: those that fell below it first, then by how far they fell. Scorecards of two days.

    A park without a figure on either day is left out.
    """
    earlier, later = (measure.of_parks(card) for card in (before, now))
    change = (later - earlier).dropna().sort_values(kind="stable")
    crossed = _crossed(before, now) if measure is CONCENTRATION else {}
    is_notable = ~below(change.abs().to_numpy(dtype="float64"), NOTABLE) | change.index.isin(list(crossed))
    found = [
        Moved(str(park), str(now.loc[park, "name"]), float(earlier[park]), float(later[park]), crossed.get(park, ""))
        for park in change.index[is_notable]
    ]
    return sorted(found, key=lambda one: one.crossed != FELL)


def in_words(alerts: pd.DataFrame, names: Mapping[str, str]) -> list[str]:
    """``安仁竹木产业园“违规转租”2条``: by park and rule, in the order in which they stand. names: of parks."""
    counts = Counter(zip(alerts["park"], alerts["rule"], strict=True))
    return [f"{names.get(park, park)}“{BY_ID[rule].title}”{count}条" for (park, rule), count in counts.items()]


def by_level(alerts: pd.DataFrame) -> str:
    """``红1 · 橙2``."""
    counts = alerts["severity"].value_counts()
    return " · ".join(f"{level.value}{counts[level]}" for level in LEVELS if level in counts)


def _pressing(findings: pd.DataFrame) -> pd.DataFrame:
    is_pressing = findings["severity"].isin(LEVELS) & findings["verdict"].eq(Verdict.BREACHED)
    return findings[is_pressing & findings["rule"].ne(EXIT)]


def _candidates(findings: pd.DataFrame) -> pd.DataFrame:
    return findings[findings["rule"].eq(EXIT) & findings["verdict"].eq(Verdict.BREACHED)]


def _keys(findings: pd.DataFrame) -> list[tuple[str, ...]]:
    return list(zip(*(findings[name] for name in KEY), strict=True))


def _crossed(before: pd.DataFrame, now: pd.DataFrame) -> dict[str, str]:
    """Park -> which side of the floor it came to, of those that were on the other one."""
    then = before[["meets", "misses"]].reindex(now.index, fill_value=0)
    fell = now.index[then["meets"].eq(1) & now["misses"].eq(1)]
    rose = now.index[then["misses"].eq(1) & now["meets"].eq(1)]
    return dict.fromkeys(fell, FELL) | dict.fromkeys(rose, ROSE)

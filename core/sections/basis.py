"""What the sections of a paper are written from: the same facts judged on two days, and the names of enterprises."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

import pandas as pd

from core.assessment import Assessment, assess
from core.facts import Snapshot
from core.paper import Value
from core.policy import Policy
from core.terms import Verdict
from core.views.findings_table import ALERTS, findings_table
from core.views.periods import month_ends
from core.views.scorecard import concentration_floor, scorecard

MONTHS = 6
PRESSING = ALERTS[:2]
"""Red and orange."""


@dataclass(frozen=True, eq=False)
class Basis:
    """place: the scope in words. names: credit code -> name. Frames are shared: copy before changing."""

    place: str
    now: Assessment
    before: Assessment
    names: Mapping[str, str]

    @cached_property
    def card(self) -> pd.DataFrame:
        return scorecard(self.now)

    @cached_property
    def card_before(self) -> pd.DataFrame:
        """Of the same parks; those that were not there yet are unknown."""
        return scorecard(self.before)

    @cached_property
    def floor(self) -> float | None:
        """Of the concentration."""
        return concentration_floor(self.now)

    @cached_property
    def findings(self) -> pd.DataFrame:
        """As core.views.findings_table lists them."""
        return findings_table(self.now, self.names)

    @cached_property
    def alerts(self) -> pd.DataFrame:
        """The breaches among them, without the good news."""
        return self.findings[self.findings["verdict"].eq(Verdict.BREACHED) & self.findings["level"].isin(ALERTS)]

    @cached_property
    def months(self) -> list[tuple[date, pd.DataFrame]]:
        """The findings at the ends of the last months, and of the day itself."""
        s = self.now.situation
        days = sorted({*month_ends(self.as_of, MONTHS), self.as_of})[-MONTHS:]
        return [(day, self.now.findings if day == self.as_of else assess(s.facts, s.policy, day).findings)
                for day in days]

    @cached_property
    def park_names(self) -> dict[str, str]:
        """Park code -> name."""
        return {str(code): str(name) for code, name in self.card["name"].items()}

    def firm(self, credit_code: str) -> str:
        """The enterprise's name, or its code."""
        return self.names.get(credit_code, credit_code)

    @property
    def as_of(self) -> date:
        return self.now.as_of

    @property
    def compare_to(self) -> date:
        return self.before.as_of

    @property
    def parks(self) -> int:
        return len(self.card)

    @property
    def whole(self) -> str:
        """The scope as a sentence begins: 龙泉市8个园区, or the park itself."""
        is_one = self.parks == 1 and self.place == self.card["name"].iloc[0]
        return self.place if is_one else f"{self.place}{self.parks}个园区"


def basis_of(
    place: str, facts: Snapshot, policy: Policy, as_of: date, compare_to: date, names: Mapping[str, str],
) -> Basis:
    """Judge the facts on both days."""
    return Basis(place, assess(facts, policy, as_of), assess(facts, policy, compare_to), names)


def known(value: object) -> Value:
    """A cell of a frame as papers keep it: NaN, NaT and blanks are None, days ISO texts, numbers Python's own."""
    if value is None or value is pd.NaT or (isinstance(value, float) and pd.isna(value)) or value == "":
        return None
    if isinstance(value, pd.Timestamp):
        return value.date().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, str):
        return value
    number = float(value)  # type: ignore[arg-type]
    return int(number) if number.is_integer() and not isinstance(value, float) else number


def points_of(values: Iterable[float]) -> tuple[float | None, ...]:
    """Of a series: NaN is None."""
    return tuple(None if pd.isna(one) else float(one) for one in values)


def rows_of(frame: pd.DataFrame) -> list[dict[str, Any]]:
    """Row by row; an index that has a name is a column too."""
    named = frame.reset_index() if frame.index.name else frame
    return [{str(name): value for name, value in row.items()} for row in named.to_dict("records")]


def named_few(names: list[str], most: int = 3) -> str:
    """甲、乙、丙; of more than that 甲、乙、丙等5个."""
    return "、".join(names) if len(names) <= most else f"{'、'.join(names[:most])}等{len(names)}个"

"""The same scope on other days, kept small: the scorecard and the findings of each day, without what they came from."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from core.assessment import assess
from core.policy import LONGQUAN, load_policy
from core.views.findings_table import findings_table
from core.views.history import standing_since
from core.views.periods import month_ends, quarter_ends
from core.views.scorecard import complete_year, concentration_floor, scorecard
from data.engine import data_version
from data.tables import Enterprise
from pages.parts.assessment import assessment, records_of, snapshot_of
from pages.parts.database import engine
from pages.parts.scope import Scope, Whose

QUARTERS, MONTHS = 8, 12
KEPT = 400


@dataclass(frozen=True, eq=False)
class Outcome:
    """What one day's assessment came to. The frames are shared: copy before changing."""

    as_of: date
    card: pd.DataFrame
    findings: pd.DataFrame
    floor: float | None
    complete_year: int


@st.cache_resource(show_spinner="正在评价", max_entries=KEPT)
def _outcome(whose: Whose, as_of: date, version: int) -> Outcome:
    judged = assess(snapshot_of(whose, version), load_policy(whose.county or LONGQUAN), as_of)
    return Outcome(as_of, scorecard(judged), judged.findings, concentration_floor(judged), complete_year(judged))


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _since(whose: Whose, as_of: date, version: int) -> pd.Series:
    days = _months(as_of)
    return standing_since([(day, _outcome(whose, day, version).findings) for day in days])


@st.cache_resource(show_spinner=False, max_entries=16)
def _listing(scope: Scope, version: int) -> pd.DataFrame:  # noqa: ARG001
    return findings_table(assessment(scope), names_of(scope))


def listing(scope: Scope) -> pd.DataFrame:
    """The day's findings as core.views.findings_table lists them. Shared: copy before changing."""
    return _listing(scope, data_version(engine()))


def names_of(scope: Scope) -> dict[str, str]:
    """Credit code -> name of the enterprise."""
    firms = records_of(scope, Enterprise)
    return dict(zip(firms["credit_code"], firms["name"], strict=True))


def outcome(scope: Scope, as_of: date | None = None) -> Outcome:
    """Of the scope's day, or of another one."""
    return _outcome(scope.whose, as_of or scope.as_of, data_version(engine()))


def by_quarter(scope: Scope) -> list[Outcome]:
    """The ends of the last quarters, and the day itself."""
    days = sorted({*quarter_ends(scope.as_of, QUARTERS), scope.as_of})[-QUARTERS:]
    return _outcomes(scope, days)


def by_month(scope: Scope) -> list[Outcome]:
    """The ends of the last months, and the day itself."""
    return _outcomes(scope, _months(scope.as_of))


def _outcomes(scope: Scope, days: list[date]) -> list[Outcome]:
    version = data_version(engine())
    return [_outcome(scope.whose, day, version) for day in days]


def since(scope: Scope) -> pd.Series:
    """For each finding of the day the first of these months since which it has stood; None = before them."""
    return _since(scope.whose, scope.as_of, data_version(engine()))


def _months(as_of: date) -> list[date]:
    return sorted({*month_ends(as_of, MONTHS), as_of})[-MONTHS:]

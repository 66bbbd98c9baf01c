"""What the files of one park and of one enterprise share: the narrowed scope, their records, what happened."""

from collections.abc import Sequence
from dataclasses import replace
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from core.views.filing import by_period, filings
from core.views.timeline import timeline
from data.engine import data_version
from data.tables import (
    Building,
    Contract,
    ContractSpace,
    ExitCase,
    Hazard,
    OccupancyCheck,
    Rectification,
    Report,
    SubletApproval,
)
from pages.parts.assessment import KEPT, assessment, records_of
from pages.parts.database import engine
from pages.parts.past import names_of
from pages.parts.scope import Scope
from pages.parts.words import day_in_words

STYLE = Path(__file__).parent / "dossier.css"
DATED = (Building, Contract, Report, OccupancyCheck, SubletApproval, Rectification, ExitCase, Hazard)


def title(scope: Scope, remark: str) -> None:
    """Whose file this is (the scope's label), and of which day."""
    said = " · ".join(filter(None, (remark, f"截至{day_in_words(scope.as_of)}")))
    st.html(STYLE)
    st.html(f'<h2 class="dossier">{escape(scope.label)}<small>{escape(said)}</small></h2>')


def narrowed(scope: Scope, parks: Sequence[str], label: str) -> Scope:
    """The same day, these parks alone: read and judged by themselves, whatever the scope's size."""
    return replace(scope, parks=tuple(sorted(parks)), label=label)


def dated_records(scope: Scope) -> dict[str, pd.DataFrame]:
    """The tables that core.views.timeline tells of, by their names."""
    return {table.__tablename__: records_of(scope, table) for table in DATED}  # type: ignore[attr-defined]


def happened(scope: Scope) -> pd.DataFrame:
    """core.views.timeline of all parks in the scope. Shared: copy before changing."""
    return _happened(scope, data_version(engine()))


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _happened(scope: Scope, version: int) -> pd.DataFrame:  # noqa: ARG001
    return timeline(dated_records(scope), scope.as_of, names_of(scope))


def punctuality(scope: Scope) -> pd.DataFrame:
    """core.views.filing by period, of all parks in the scope. Shared: copy before changing."""
    return _punctuality(scope, data_version(engine()))


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _punctuality(scope: Scope, version: int) -> pd.DataFrame:  # noqa: ARG001
    return by_period(filings(assessment(scope).situation))


def hazard_places(scope: Scope) -> dict[str, str]:
    """Number -> credit code of the enterprise at which the hazard was found."""
    known = records_of(scope, Hazard).dropna(subset="credit_code")
    return dict(zip(known["number"], known["credit_code"], strict=True))


def spaces_of_contracts(scope: Scope) -> pd.Series:
    """Contract number -> its spaces, joined."""
    held: Any = records_of(scope, ContractSpace).groupby("contract_number")["space_code"]
    return held.agg("、".join)

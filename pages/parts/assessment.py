"""The only cached glue: snapshots and assessments, shared by all sessions, kept until the facts change."""

from datetime import date
from typing import Any

import pandas as pd
import streamlit as st

from core.access import Reach
from core.assessment import Assessment, assess
from core.facts import Snapshot
from core.policy import LONGQUAN, Policy, load_policy
from data.engine import data_version
from data.registers import register
from data.snapshot import read_snapshot
from data.tables import Record
from pages.parts.database import engine
from pages.parts.header import source_line
from pages.parts.scope import Scope, Whose

KEPT = 64
"""Assessments kept at once: some scopes on some days."""


def policy_of(scope: Scope) -> Policy:
    """The rule books that bind the county in scope."""
    return load_policy(scope.county or LONGQUAN)


@st.cache_resource(show_spinner="正在读取数据", max_entries=8)
def snapshot_of(whose: Whose, version: int) -> Snapshot:  # noqa: ARG001
    return read_snapshot(engine(), whose.reach, parks=whose.parks, county=whose.county)


@st.cache_resource(show_spinner="正在评价", max_entries=KEPT)
def _assessment(whose: Whose, as_of: date, version: int) -> Assessment:
    return assess(snapshot_of(whose, version), load_policy(whose.county or LONGQUAN), as_of)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _register(
    table: type[Record], reach: Reach, parks: tuple[str, ...] | None, version: int,  # noqa: ARG001
) -> pd.DataFrame:
    return register(engine(), reach, table, parks)


def assessment(scope: Scope, as_of: date | None = None) -> Assessment:
    """The scope judged on its day, or on another one. Its frames are shared: copy before changing."""
    return _assessment(scope.whose, as_of or scope.as_of, data_version(engine()))


def records_of(scope: Scope, table: type[Any]) -> pd.DataFrame:
    """All columns of one table in scope. Shared: copy before changing."""
    return _register(table, scope.reach, scope.parks, data_version(engine()))


def sources(scope: Scope, completeness: str = "") -> None:
    """The line that says what all figures of the page rest on; completeness in words, where the page knows it."""
    source_line(scope, policy_of(scope).versions, str(data_version(engine())), completeness)

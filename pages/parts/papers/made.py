"""The papers that can be made of a scope: judged once for each data version, shared by all sessions."""

from datetime import date

import streamlit as st

from core.briefing import briefing
from core.bulletin import Period, bulletin
from core.paper import Coverage, Paper
from core.policy import LONGQUAN, load_policy
from core.sections.basis import Basis, basis_of
from data.engine import data_version
from pages.parts.assessment import snapshot_of
from pages.parts.database import catalogue, engine
from pages.parts.past import names_of
from pages.parts.scope import Scope, Whose

KEPT = 32


def briefing_of(scope: Scope, keys: tuple[str, ...]) -> Paper:
    """As it would be frozen now."""
    version = data_version(engine())
    return _briefing(_key(scope), scope.as_of, scope.compare_to, keys, version)


def bulletin_of(scope: Scope, period: Period, park: str | None) -> Paper:
    """Of all parks of the county in scope, whatever parks are chosen, or of one among them."""
    return _bulletin(_key(whole(scope)), period, park, data_version(engine()))


def whole(scope: Scope) -> Scope:
    """The county in scope with all its parks."""
    known = catalogue(scope.reach)
    label = known.counties[scope.county] if scope.county else f"全部{len(known.counties)}个县（市、区）"
    return Scope(scope.reach, scope.county, None, scope.as_of, scope.compare_to, label)


def coverage_of(scope: Scope, park: str | None = None) -> Coverage:
    """What a paper of the scope is about."""
    counties = (scope.county,) if scope.county else tuple(catalogue(scope.reach).counties)
    return Coverage(counties, (park,) if park else scope.parks or ())


_Key = tuple[Whose, str]


def _key(scope: Scope) -> _Key:
    return scope.whose, scope.label


@st.cache_resource(show_spinner="正在编制", max_entries=KEPT)
def _basis(key: _Key, as_of: date, compare_to: date, version: int) -> Basis:
    whose, label = key
    scope = Scope(whose.reach, whose.county, whose.parks, as_of, compare_to, label)
    facts, policy = snapshot_of(whose, version), load_policy(whose.county or LONGQUAN)
    return basis_of(label, facts, policy, as_of, compare_to, names_of(scope))


@st.cache_resource(show_spinner="正在编制", max_entries=KEPT)
def _briefing(key: _Key, as_of: date, compare_to: date, keys: tuple[str, ...], version: int) -> Paper:
    return briefing(_basis(key, as_of, compare_to, version), version, keys)


@st.cache_resource(show_spinner="正在编制", max_entries=KEPT)
def _bulletin(key: _Key, period: Period, park: str | None, version: int) -> Paper:
    return bulletin(_basis(key, period.last_day, period.before, version), period, version, park)

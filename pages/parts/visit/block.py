"""The block itself: which lines a role is told, made once for each version of what they rest on."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import streamlit as st

from core.access import Role, User
from core.meeting import ActionState
from data import clock
from data.engine import data_version
from data.visits import Visit, last_sequence, visits
from pages.parts import tasks
from pages.parts.database import catalogue, engine
from pages.parts.desk import scope_of
from pages.parts.header import section
from pages.parts.menu import opens_at
from pages.parts.scope import Scope
from pages.parts.tasks import Task, show_line
from pages.parts.visit.elapsed import by_lapse_of_time, day_of
from pages.parts.visit.meetings import of_actions, of_decisions, of_letters, of_papers, of_receipts
from pages.parts.visit.records import of_accounts, of_hazards, of_records, of_reminders
from pages.parts.words import day_in_words, moment

STYLE = Path(__file__).parent / "visit.css"
TITLE = "上次登录以来的变化"
KEPT = 256
JUDGED = (Role.LEADER, Role.PROVINCE, Role.OFFICE, Role.OPERATOR)
"""Roles that are told what the days have brought."""
GIVEN = (ActionState.UNDER_WAY, ActionState.SENT_BACK)


def show_changes(user: User, page: str) -> None:
    """Nothing on a page that is not the account's first one, or where no sign-in is on record."""
    if opens_at(user) != page or not (found := visits(engine(), user)):
        return
    if len(found) == 1:
        st.caption("本账号首次登录，下次登录起在这里列出其间的变化")
        return
    visit, version, known = found[1], data_version(engine()), catalogue(user.reach)
    lines, compared = list(_acted(user, visit, version, last_sequence(engine()))), ""
    if known.parks and user.role in JUDGED:
        scope = scope_of(user, known)
        day = day_of(visit, clock.today(), scope.as_of)
        lines = [*_elapsed(user, scope, day, version), *lines]
        compared = f"；“按日期推算”以现有台账比较{day_in_words(day)}与{day_in_words(scope.as_of)}"
        compared = compared if day < scope.as_of else ""
    if lines:
        _show(lines, f"上次登录{moment(visit.at)}{compared}")
    else:
        st.caption(f"{TITLE}：没有（上次登录{moment(visit.at)}）")


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _elapsed(user: User, scope: Scope, day: date, version: int) -> list[Task]:  # noqa: ARG001
    return by_lapse_of_time(user, scope, day)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _records(user: User, visit: Visit, version: int) -> list[Task]:  # noqa: ARG001
    return of_records(user, visit)


@st.cache_resource(show_spinner=False, max_entries=KEPT)
def _acted(user: User, visit: Visit, version: int, last: int) -> list[Task]:  # noqa: ARG001
    """last: the sequence of the latest act; records change with the version of the data alone."""
    match user.role:
        case Role.LEADER | Role.PROVINCE:
            return [*of_papers(user, visit), *of_decisions(user, visit), *_records(user, visit, version)]
        case Role.OFFICE:
            return [*_records(user, visit, version), *of_actions(user, visit, ActionState.REPORTED),
                    *of_receipts(user, visit)]
        case Role.OPERATOR:
            return [*of_reminders(user, visit), *of_letters(user, visit), *of_actions(user, visit, *GIVEN),
                    *_records(user, visit, version)]
        case Role.DEPARTMENT:
            return [*of_hazards(user, visit), *of_actions(user, visit, *GIVEN), *of_letters(user, visit)]
    return of_accounts(user, visit)


def _show(lines: Sequence[Task], hint: str) -> None:
    """hint: since when, and what the lines rest on."""
    section(TITLE, hint)
    st.html(tasks.STYLE)
    st.html(STYLE)
    with st.container(key="tasks-visit"):
        for place, one in enumerate(lines):
            show_line(one, f"visit-{place}")

"""The mistakes of a form while it is filled in, by the same checks that an import passes; each stands at its field."""

from dataclasses import dataclass, field

import streamlit as st

from core.access import User
from data.engine import data_version
from data.intake.problems import Problem
from data.records import check
from pages.parts.database import engine
from pages.parts.forms.filling import Filling
from pages.parts.forms.typed import is_blank


@dataclass(frozen=True)
class Mistakes:
    """of_field: header -> problems shown beside it. others: those that belong to no field on the form.

    count: all there are, shown or not yet.
    """

    of_field: dict[str, list[Problem]] = field(default_factory=dict)
    others: list[Problem] = field(default_factory=list)
    count: int = 0


def mistakes_of(user: User, filling: Filling) -> Mistakes:
    """What is blank is only missed once saving was tried, or the field was left blank on purpose."""
    problems = _checked(user, filling)
    found: dict[str, list[Problem]] = {}
    others = []
    for problem in problems:
        header = problem.column or ""
        if header not in filling.headers:
            others.append(problem)
        elif filling.tried or header in filling.touched or not is_blank(filling.values.get(header)):
            found.setdefault(header, []).append(problem)
    return Mistakes(found, others if filling.touched or filling.tried else [], len(problems))


def _checked(user: User, filling: Filling) -> list[Problem]:
    """Asked again only where something has changed."""
    stamp = (filling.name, filling.submission(), data_version(engine()), user)
    known = st.session_state.get("form-checked")
    if known is None or known[0] != stamp:
        known = (stamp, check(engine(), user, [filling.entry()]).problems)
        st.session_state["form-checked"] = known
    found: list[Problem] = known[1]
    return found

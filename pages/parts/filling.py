"""One filling of the grid of reports: what was opened, what was typed, what is confirmed; kept as a draft cell by cell.

Of what the browser sends only known rows and columns are taken, by the places that the server gave them.
"""

from collections.abc import Collection, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import uuid4

import pandas as pd
import streamlit as st

from core.access import User
from core.views.filing import Period
from data.conflicts import Conflict
from data.drafts import drop, keep, kept
from data.engine import data_version
from data.intake.problems import Problem
from data.reporting import Report, as_kept, from_kept, stored_reports
from pages.parts.database import engine
from pages.parts.refusal import refuse

FORM = "数据填报"
STATE = "report-filling"
"""Its entry in the session; another one than that of a form, which may be open at the same time."""


@dataclass
class Said:
    """What came of the last saving. written: in words; else what stands in the way."""

    written: str = ""
    problems: list[Problem] = field(default_factory=list)
    conflicts: list[Conflict] = field(default_factory=list)
    unconfirmed: int = 0
    codes: list[str] = field(default_factory=list)
    """Credit codes of the rows that problems and conflicts count."""


@dataclass
class Filling:
    """seen: credit code -> the report as it was opened, None = not there. cells: code -> header -> as typed.

    confirmed: what was asked about -> the explanation, "" = ticked alone. key: of this filling, until it is saved.
    """

    user: User
    park: str
    period: Period
    version: int
    seen: dict[str, Report | None]
    cells: dict[str, dict[str, Any]] = field(default_factory=dict)
    confirmed: dict[str, str] = field(default_factory=dict)
    filed_on: date | None = None
    key: str = field(default_factory=lambda: uuid4().hex)
    drawn: int = 0
    grid: tuple[str, list[str], list[str]] | None = None
    """Key of the grid on screen, the credit codes of its rows, and the headers that may be typed in."""
    frame: pd.DataFrame | None = None
    """What the grid on screen was begun with; the browser adds to it what is typed."""
    asking: tuple[str, list[str]] | None = None
    """Key of the list of what is asked about, and what each of its rows asks."""
    asked: pd.DataFrame | None = None
    said: Said = field(default_factory=Said)
    kept: dict[str, Any] = field(default_factory=dict)

    @property
    def subject(self) -> str:
        return f"{self.park}/{self.period.code}"

    @property
    def count(self) -> int:
        """How many cells were typed."""
        return sum(map(len, self.cells.values()))

    def value(self, code: str, header: str) -> Any:
        """As typed, or else as it was opened."""
        return self.cells.get(code, {}).get(header, (self.seen.get(code) or {}).get(header))

    def put(self, code: str, header: str, value: Any) -> None:
        """Type a value; what was there before is no change."""
        if _is_same(value, (self.seen.get(code) or {}).get(header)):
            self.cells.get(code, {}).pop(header, None)
        else:
            self.cells.setdefault(code, {})[header] = value
        if not self.cells.get(code):
            self.cells.pop(code, None)

    def redraw(self) -> None:
        """Give the grid a new start with what is typed by now."""
        self.drawn += 1
        self.grid = self.frame = None


def _is_same(typed: Any, seen: Any) -> bool:
    if isinstance(seen, bool):
        return bool(typed == ("是" if seen else "否"))
    return typed is None or typed == "" if seen is None else bool(typed == seen)


def open_filling(user: User, park: str, period: Period, codes: Collection[str]) -> Filling:
    """The one at hand, or else the account's draft, or else a new one; codes: who owes the report."""
    at_hand: Filling | None = st.session_state.get(STATE)
    version = data_version(engine())
    is_it = at_hand is not None and (at_hand.user, at_hand.park, at_hand.period) == (user, park, period)
    if at_hand is not None and is_it and (at_hand.cells or at_hand.version == version):
        return at_hand
    opened = _opened(user, park, period, version)
    if at_hand is not None and is_it:  # The facts have moved, and nothing was typed.
        opened.said, opened.drawn = at_hand.said, at_hand.drawn + 1
    opened.cells = {code: cells for code, cells in opened.cells.items() if code in codes}
    st.session_state[STATE] = opened
    return opened


def _opened(user: User, park: str, period: Period, version: int) -> Filling:
    opened = Filling(user, park, period, version, dict(stored_reports(engine(), user.reach, park, period.code)))
    draft = kept(engine(), user, FORM, opened.subject)
    if draft is not None:
        content = draft.content
        opened.cells, opened.confirmed, opened.key = content["cells"], content["confirmed"], content["key"]
        opened.seen |= from_kept(content["seen"])
        opened.filed_on = date.fromisoformat(content["filed_on"]) if content["filed_on"] else None
        opened.kept = _content(opened)
    return opened


def take_in() -> None:
    """Take what was typed since the last run into the filling at hand, and keep it as a draft.

    The session is read in one piece: Streamlit may break a script off at every single reading.
    """
    held = st.session_state.to_dict()
    filling: Filling | None = held.get(STATE)
    if filling is None:
        return
    if filling.grid is not None:
        key, codes, headers = filling.grid
        if is_beyond(held.get(key), len(codes), headers):
            refuse(filling.user, f"改动{FORM} {filling.subject}中不能改的行列")
        for row, changes in edits_of(held.get(key), len(codes)).items():
            for header in changes.keys() & headers:
                filling.put(codes[row], header, changes[header])
    if filling.asking is not None:
        key, questions = filling.asking
        for row, answer in edits_of(held.get(key), len(questions)).items():
            _answer(filling, questions[row], answer)
    keep_draft(filling)


def _answer(filling: Filling, question: str, answer: Mapping[str, Any]) -> None:
    """Ticked or explained is confirmed."""
    note = str(answer.get("说明", filling.confirmed.get(question)) or "").strip()
    if note or answer.get("已核实", question in filling.confirmed) is True:
        filling.confirmed[question] = note
    else:
        filling.confirmed.pop(question, None)


def edits_of(state: Any, rows: int) -> dict[int, dict[str, Any]]:
    """Row -> header -> value of an editor, whatever its state holds; rows beyond those that it was given are none."""
    found: dict[int, dict[str, Any]] = {}
    for row, changes in dict((state or {}).get("edited_rows") or {}).items():
        with suppress(TypeError, ValueError):
            found[int(row)] = {header: _plain(value) for header, value in dict(changes).items()}
    return {row: changes for row, changes in found.items() if 0 <= row < rows}


def is_beyond(state: Any, rows: int, headers: Collection[str]) -> bool:
    """Whether an editor tells of rows and columns that nobody can type in, which no browser of ours would."""
    state = state or {}
    edited = edits_of(state, rows)
    return bool(state.get("added_rows") or state.get("deleted_rows")) or len(edited) < len(
        state.get("edited_rows") or {}) or any(not changes.keys() <= {*headers} for changes in edited.values())


def _plain(value: Any) -> Any:
    return value if value is None or isinstance(value, str | int | float | bool) else str(value)


def keep_draft(filling: Filling) -> None:
    """Write the draft where it differs from the one that is kept; drop it where nothing is typed any more."""
    content = _content(filling)
    if content == filling.kept or (not filling.cells and not filling.kept):
        return
    if filling.cells:
        keep(engine(), filling.user, FORM, filling.subject, content)
    else:
        drop(engine(), filling.user, FORM, filling.subject)
        content = {}
    filling.kept = content


def _content(filling: Filling) -> dict[str, Any]:
    return {
        "cells": {code: dict(cells) for code, cells in filling.cells.items()}, "confirmed": dict(filling.confirmed),
        "seen": as_kept({code: filling.seen.get(code) for code in filling.cells}), "key": filling.key,
        "filed_on": str(filling.filed_on) if filling.filed_on else None,
    }


def start_anew(filling: Filling, said: Said, cells: Mapping[str, Mapping[str, Any]]) -> None:
    """After a saving, or when all is given up: opened on what is stored now, with these cells still typed."""
    drop(engine(), filling.user, FORM, filling.subject)
    fresh = _opened(filling.user, filling.park, filling.period, data_version(engine()))
    fresh.drawn, fresh.said, fresh.filed_on = filling.drawn + 1, said, filling.filed_on
    for code, typed in cells.items():
        for header, value in typed.items():
            fresh.put(code, header, value)
    st.session_state[STATE] = fresh
    keep_draft(fresh)

"""Saving a filling of the grid of reports: asked about first, written once, told what stands in the way."""

from dataclasses import dataclass
from datetime import date

import pandas as pd
import streamlit as st

from core.views.report_figures import FIGURES, FLAGS, doubtful
from data.conflicts import Conflict
from data.intake.problems import CellError, Problem
from data.intake.rows import Entry
from data.intake.schema import Column, workbook_schema
from data.intake.values import read_cell
from data.records import Outcome, save
from data.reporting import SHEET, entry_of, stored_reports
from pages.parts.database import engine
from pages.parts.filling import STATE, Filling, Said, start_anew, take_in
from pages.parts.words import number

FIELDS: dict[str, Column] = {
    one.header: one for one in workbook_schema()[SHEET].columns if one.name in (*FIGURES, *FLAGS)
}
"""Header -> column of what is typed in."""
THEIRS, MINE = "采用对方的值", "保留我的值"
HEADER = {column.name: header for header, column in FIELDS.items()}


@dataclass(frozen=True)
class Doubt:
    """One value that is asked about. before: None = unknown or not there; why: in words."""

    code: str
    header: str
    before: float | None
    now: float | bool
    why: str

    @property
    def key(self) -> str:
        """Of the value: another one is asked about anew."""
        return f"{self.code}|{self.header}|{self.now!r}"


def doubts_of(filling: Filling, before: pd.DataFrame, limit: float) -> list[Doubt]:
    """Large changes, impossible figures, and accidents and violations among what was typed."""
    typed = {code: _read(cells) for code, cells in filling.cells.items()}
    now = pd.DataFrame(
        [{name: cells.get(HEADER[name]) for name in FIGURES} for cells in typed.values()],
        index=list(typed), columns=list(FIGURES),
    )
    found = doubtful(now.astype(float), before, limit)
    return [
        *(Doubt(one.credit_code, HEADER[one.figure], None if pd.isna(one.before) else one.before, one.now,
                _why(one.change, one.before)) for one in found.itertuples()),
        *(Doubt(code, HEADER[flag], None, True, "须确认确有此事") for code, cells in typed.items() for flag in FLAGS
          if cells.get(HEADER[flag]) is True),
    ]


def _why(change: float, before: float) -> str:
    if pd.isna(before):
        return "为负数"
    return "上期为0" if pd.isna(change) else f"{'增' if change > 0 else '减'}{number(100 * abs(change), 1)}%"


def _read(cells: dict[str, object]) -> dict[str, object]:
    """What can be read of what was typed; the rest is said when it is saved."""
    found = {}
    for header, raw in cells.items():
        try:
            found[header] = read_cell(raw, FIELDS[header])[0]
        except CellError:
            continue
    return found


def save_filling(before: pd.DataFrame, limit: float, today: date) -> None:
    """What the button does, before anything is drawn: the filling at hand is written, or told why not."""
    take_in()
    filling: Filling = st.session_state[STATE]
    doubts = doubts_of(filling, before, limit)
    open_doubts = [one for one in doubts if one.key not in filling.confirmed]
    if open_doubts:
        filling.said = Said(unconfirmed=len(open_doubts))
        return
    _write(filling, doubts, today)


def _write(filling: Filling, doubts: list[Doubt], today: date) -> None:
    filed_on = filling.filed_on or today
    codes, entries = _entries(filling, filed_on)
    if not entries:
        filling.said = Said(filling.said.written or "没有需要保存的修改。")
        return
    if not filling.period.last_day <= filed_on <= today:
        reason = f"应在{filling.period.last_day}和{today}之间"
        filling.said = Said(problems=[Problem(SHEET, None, "填报日期", str(filed_on), reason, "请改填实际填报的日期")])
        return
    outcome = save(engine(), filling.user, entries, key=filling.key, reason=_reason(filling, doubts))
    if outcome.problems or outcome.conflicts:
        filling.said = Said(problems=outcome.problems, conflicts=outcome.conflicts, codes=codes)
        return
    start_anew(filling, Said(_written(filling, outcome)), filling.cells if outcome.preview is None else {})


def _entries(filling: Filling, filed_on: date) -> tuple[list[str], list[Entry]]:
    """Credit codes and entries of the reports with something typed."""
    park, period = filling.park, filling.period.code
    now = stored_reports(engine(), filling.user.reach, park, period)
    made = {
        code: entry_of((code, park, period), cells, filling.seen.get(code), now.get(code), filed_on)
        for code, cells in filling.cells.items()
    }
    found = {code: entry for code, entry in made.items() if entry is not None}
    return list(found), list(found.values())


def _reason(filling: Filling, doubts: list[Doubt]) -> str:
    return "；".join(
        f"{one.code} {one.header} {one.why}，{filling.confirmed[one.key] or '已核实'}" for one in doubts
    )


def _written(filling: Filling, outcome: Outcome) -> str:
    if outcome.preview is None:
        return "这份填报先前已经保存，没有重复写入；下面仍有修改的，请再保存一次。"
    rows = outcome.preview.sheets[SHEET]
    if outcome.act is None:
        return f"{filling.period.name}的数据与已存的一致，没有需要保存的修改。"
    parts = [f"新报{len(rows.added)}家" if rows.added else "", f"更正{len(rows.changed)}家" if rows.changed else ""]
    said = "、".join(filter(None, parts))
    return f"已保存{filling.period.name}：{said}（操作记录第{outcome.act}号）。"


def choose(conflicts: list[Conflict], choices: list[str], before: pd.DataFrame, limit: float, today: date) -> None:
    """What the button under the conflicts does: each value is theirs or mine as chosen, and then saved."""
    take_in()
    filling: Filling = st.session_state[STATE]
    codes = filling.said.codes
    for conflict, key in zip(conflicts, choices, strict=True):
        code = codes[conflict.row - 1]
        opened = filling.seen.get(code) or stored_reports(
            engine(), filling.user.reach, filling.park, filling.period.code).get(code, {})
        filling.seen[code] = {**opened, conflict.header: conflict.theirs}
        if st.session_state.get(key) == THEIRS:
            filling.cells.get(code, {}).pop(conflict.header, None)
    filling.said = Said()
    filling.redraw()
    save_filling(before, limit, today)


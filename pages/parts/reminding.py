"""Sending reminders: the office ticks reports or whole parks and presses once; everybody else only reads."""

from collections.abc import Sequence
from uuid import uuid4

import pandas as pd
import streamlit as st

from core.access import AccessError, Action, User
from data.reminders import Asked, Reminded, remind
from pages.parts import tables
from pages.parts.calendar import LACKING
from pages.parts.database import engine
from pages.parts.refusal import refuse_press
from pages.parts.tables import show_table, show_tickable

BY_PARK: tables.Columns = {
    "park_name": tables.text("园区", width=180), "period_name": tables.text("期间", width=110),
    "due_on": tables.day("期限", width=100), "overdue": tables.number("逾期", "天", width=80),
    "lacking": tables.number("缺报", "家", width=80), "reminders": tables.number("已催", "次", width=80),
    "reminded": tables.text("最近催报", width=220),
}
WAYS = ("按企业", "按园区")
HEIGHT = 420


def by_park_and_period(lacking: pd.DataFrame) -> pd.DataFrame:
    """One row per park and period with something missing, the longest overdue first."""
    keys = ["park", "park_name", "period", "period_name", "due_on", "overdue"]
    grouped = lacking.groupby(keys, sort=False)
    return grouped.agg(
        lacking=("credit_code", "size"), reminders=("reminders", "max"), reminded=("reminded", "max"),
    ).reset_index()


def show_lacking(lacking: pd.DataFrame, user: User, *, is_today: bool) -> None:
    """The list of who has not reported; the office may tick and remind, on the day at hand alone."""
    may = user.may(Action.REMIND)
    if not may:
        refuse_press(user, "remind", Action.REMIND)
    if not (may and is_today):
        if may:
            st.caption("正在查看其他日期；催报请把截至日期改回今天")
        show_table(lacking, LACKING, key="lacking", alt=f"缺报{len(lacking)}份", height=HEIGHT)
        return
    way = st.segmented_control("催报对象", WAYS, key="way", default=WAYS[0], required=True,
                               label_visibility="collapsed")
    rows, columns = (lacking, LACKING) if way == WAYS[0] else (by_park_and_period(lacking), BY_PARK)
    if "remind-key" not in st.session_state:
        st.session_state["remind-key"] = uuid4().hex
    ticked = show_tickable(
        rows, columns, key=f"lacking-{way}-{st.session_state['remind-key'][:8]}", alt=f"缺报清单，共{len(rows)}行",
        on_pick=lambda _: None, height=HEIGHT,
    )
    note, button = st.columns([5, 2], vertical_alignment="bottom")
    with note:
        st.text_input("催报说明", key="remind-note", max_chars=200, placeholder="可不填，例如：请于本周五前补报",
                      persist_state="page")
    with button:
        st.button(f"催报所选{len(ticked)}项", key="remind", type="primary", width="stretch", disabled=not ticked,
                  on_click=_send, args=(user, [_asked(row) for row in rows.iloc[ticked].to_dict("records")]))
    if "reminded" in st.session_state:
        st.html(f'<p class="saved" role="status">{st.session_state.pop("reminded")}</p>')


def _asked(row: dict[str, object]) -> Asked:
    return Asked(row["park"], row.get("credit_code"), row["period"], row["due_on"].date())


def _send(user: User, asked: Sequence[Asked]) -> None:
    """Before anything is drawn; a second press with the same key stores nothing."""
    state = st.session_state
    try:
        done = remind(engine(), user, asked, key=state["remind-key"], note=state.get("remind-note") or "")
    except AccessError as refusal:
        state["reminded"] = str(refusal)
        return
    state["remind-key"], state["reminded"], state["remind-note"] = uuid4().hex, _said(done), ""


def _said(done: Reminded) -> str:
    again = f"{done.passed_over}项今天已催过，不再重复。" if done.passed_over else ""
    return f"已催报{done.count}项（操作记录第{done.act}号）。{again}" if done.count else again or "没有可催报的项目。"

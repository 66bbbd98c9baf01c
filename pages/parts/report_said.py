"""What came of a saving: what was saved, what is wrong row by row, and what two people typed, to choose from."""

from collections.abc import Mapping
from datetime import date
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from data.conflicts import Conflict
from data.intake.problems import Problem, shorten
from data.intake.values import shown
from pages.parts.filling import Filling
from pages.parts.report_saving import MINE, THEIRS, choose
from pages.parts.words import MISSING, moment

STYLE = Path(__file__).parent / "reports.css"


def show_said(filling: Filling, names: Mapping[str, str], before: pd.DataFrame, limit: float, today: date) -> None:
    """Above the grid, after the button was pressed."""
    said = filling.said
    st.html(STYLE)
    if said.written:
        st.html(f'<p class="saved" role="status">{escape(said.written)}</p>')
    if said.unconfirmed:
        _troubles(f"还有{said.unconfirmed}处须核实，数据没有保存。", ["请在表下逐项勾选“已核实”或填写说明，再保存"])
    if said.problems:
        told = [_sentence(one, said.codes, names) for one in said.problems]
        _troubles(f"有{len(told)}处问题，数据没有保存。", told)
    if said.conflicts:
        _show_conflicts(filling, names, before, limit, today)


def _troubles(head: str, lines: list[str]) -> None:
    items = "".join(f"<li>{escape(one)}</li>" for one in lines)
    st.html(f'<section class="troubles" role="alert"><p>{escape(head)}</p><ul>{items}</ul></section>')


def _sentence(problem: Problem, codes: list[str], names: Mapping[str, str]) -> str:
    """演示甲公司「税收」的值“abc”：不是数字。请只填数字。"""
    who = names.get(codes[problem.row - 1], "") if problem.row and problem.row <= len(codes) else ""
    column = f"「{problem.column}」" if problem.column else ""
    value = f"的值“{shorten(problem.value)}”" if problem.value else ""
    place = f"{who}{column}{value}"
    return f"{place}{'：' if place else ''}{problem.reason}。{problem.remedy}。"


def _show_conflicts(
    filling: Filling, names: Mapping[str, str], before: pd.DataFrame, limit: float, today: date,
) -> None:
    said = filling.said
    keys = [f"choice-{filling.drawn}-{place}" for place in range(len(said.conflicts))]
    with st.container(border=True, key="conflicts"):
        st.html(f'<section class="troubles" role="alert"><p>您打开之后，另有人改了{len(keys)}处同样的数据，'
                "请逐项选择，再保存。</p></section>")
        for conflict, key in zip(said.conflicts, keys, strict=True):
            told, choice = st.columns([3, 2], vertical_alignment="center")
            told.html(f'<div class="clash">{_told(conflict, names[said.codes[conflict.row - 1]])}</div>')
            choice.segmented_control("保留哪个值", [THEIRS, MINE], default=THEIRS, required=True, key=key,
                                     label_visibility="collapsed")
        st.button("按所选的值保存", type="primary", key="choose", on_click=choose,
                  args=(said.conflicts, keys, before, limit, today))


def _told(conflict: Conflict, who: str) -> str:
    by = f"{conflict.by}于{moment(conflict.at)}" if conflict.by else "另有人"
    was, theirs, mine = (escape(shown(one) or MISSING) for one in (conflict.seen, conflict.theirs, conflict.mine))
    head = f"<b>{escape(who)}　{escape(conflict.header)}</b><br>"
    return f"{head}{escape(by)}由{was}改为<b>{theirs}</b>；您填的是<b>{mine}</b>"

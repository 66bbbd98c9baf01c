"""The contracts on a step to choose from, and the tray: what the ticked ones leaving together would change."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from core.assessment import Assessment
from core.views.departures import together
from pages.parts import tables
from pages.parts.address import keep_in_address, take_from_address
from pages.parts.departure import LABELS, sums, sums_of
from pages.parts.exits import COLUMNS, CONTRACTS, EXITS
from pages.parts.header import section
from pages.parts.tables import show_table, show_tickable
from pages.parts.words import percent

TOGETHER: tables.Columns = {
    "park_name": tables.text("园区", width=134), "contracts": tables.number("退出", "份", width=60),
    "area_freed_m2": tables.number("腾出", "㎡", width=66),
    **{name: tables.text(label, width=112) for name, label in LABELS.items()},
}


def pick_contracts(rows: pd.DataFrame, step: str) -> tuple[pd.Series, list[str]]:
    """The table of the step; returns the chosen contract's row, and the numbers of the ticked ones (exits only)."""
    numbers = rows["contract"].to_list()
    take_from_address("contract", numbers, default=numbers[0])

    def choose(row: int) -> None:
        st.session_state.contract = numbers[row]

    ticked: list[int] = []
    if step in EXITS:
        st.caption(f"共{len(rows)}份合同，事由多、得分低的在前；点单元格看说明，勾选行首测算合计影响")
        ticked = show_tickable(rows, COLUMNS, key=f"exits-{step}", alt=f"{step}名单", on_pick=choose)
    else:
        st.caption(f"共{len(rows)}份合同，得分高的在前；点选一行看说明")
        show_table(rows, CONTRACTS, key=f"contracts-{step}", alt=f"{step}名单", height=520,
                   chosen=numbers.index(st.session_state.contract), on_pick=choose)
    keep_in_address("contract", default=numbers[0])
    return rows.iloc[numbers.index(st.session_state.contract)], [numbers[row] for row in ticked]


def show_together(rows: pd.DataFrame, ticked: Sequence[str], judged: Assessment) -> None:
    """The ticked ones leaving together, or all of them where none is ticked: sums, then park by park."""
    what = f"已勾选{len(ticked)}份" if ticked else f"全部{len(rows)}份（未勾选时）"
    section("合计影响", f"{what}同时退出")
    gone = together(judged, ticked or rows["contract"])
    st.html(sums(sums_of(gone, judged)))
    changes = {name: _change(gone, name) for name in LABELS}
    shown = gone.assign(park_name=gone.index.map(judged.parks["name"]), **changes)
    show_table(shown, TOGETHER, key="together", alt="各园区退出前后的入驻率和集聚度")


def _change(gone: pd.DataFrame, name: str) -> list[str]:
    """``86.3% → 84.1%``, park by park."""
    pairs = zip(gone[f"{name}_before"], gone[f"{name}_after"], strict=True)
    return [f"{percent(before)} → {percent(after)}" for before, after in pairs]

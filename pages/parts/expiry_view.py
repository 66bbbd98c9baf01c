"""What falls free soon: contracts by the days left, and area by park and quarter."""

from pathlib import Path

import pandas as pd
import streamlit as st

from core.assessment import Assessment
from core.views.expiry import LATER, ending_contracts, ladder
from pages.parts import tables
from pages.parts.charts import heat_map, show
from pages.parts.words import number

QUARTERS = 8
COLUMNS = {
    "ends_on": tables.day("终止日期"), "days": tables.number("剩余", "天", width=68),
    "tenant": tables.text("企业", width=176), "area_m2": tables.number("面积", "㎡", width=74),
    "grade": tables.text("上年履约", width=82), "exit_step": tables.text("清退阶梯", width=104),
    "park_name": tables.text("园区"), "contract": tables.text("合同"),
}
STYLE = Path(__file__).parent / "expiry_view.css"


def expiring(judged: Assessment, parks: pd.Series, firms: dict[str, str]) -> pd.DataFrame:
    """Contracts in force that have an end, the nearest first, with names, grade and exit step."""
    held = judged.contracts[["contract", "grade", "exit_step"]]
    ending = ending_contracts(judged.situation)
    return ending.merge(held, on="contract", how="left").assign(
        park_name=ending["park"].map(parks), tenant=ending["credit_code"].map(firms),
    )


def show_near(near: pd.DataFrame) -> None:
    """One figure per reminder: near is what core.views.expiry.within says."""
    tiles = "".join(
        f"<div><small>{limit}天内到期</small><span><b>{row.contracts:.0f}</b> 份</span>"
        f"<small>{number(row.area_m2)} ㎡</small></div>"
        for limit, row in zip(near.index, near.itertuples(), strict=True)
    )
    st.html(STYLE)
    st.html(f'<div class="near">{tiles}</div>')


def show_ladder(judged: Assessment, parks: pd.Series) -> None:
    """Area ending by park and quarter as a heat map; what ends later is said in words."""
    table = ladder(judged.situation, QUARTERS + 1)
    soon = table.drop(columns=LATER)
    if not soon.iloc[:, 0].any():
        soon = soon.iloc[:, 1:]
    figure = heat_map(parks.reindex(soon.index), _two_lines(soon), soon.to_numpy().tolist(), unit=" ㎡")
    most, periods = soon.sum().idxmax(), f"{soon.columns[0]}至{soon.columns[-1]}"
    show(figure, f"各园区{periods}各季合同到期面积；最多的是{most}，{number(soon.sum()[most])} ㎡", key="ladder")
    st.caption(f"单位：㎡。{soon.columns[-1]}之后到期的另有{number(table[LATER].sum())} ㎡；直接出让的单元没有到期日")


def _two_lines(table: pd.DataFrame) -> list[str]:
    """2026Q3 -> 2026 and below it Q3, so that it never has to be turned."""
    return [name.replace("Q", "<br>Q") for name in table.columns]

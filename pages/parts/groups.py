"""Occupancy by park, building, floor or use: chosen once, shown as bars and as a table that adds up."""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from core.terms import SpaceState
from core.views.occupancy_table import in_sum, occupancy_table
from pages.parts import tables
from pages.parts.address import keep_in_address, take_from_address
from pages.parts.charts import bars, show
from pages.parts.words import percent

MOST_BARS = 10


@dataclass(frozen=True)
class Grouping:
    """by: columns of the rent roll. name: key -> what the group is called."""

    label: str
    by: tuple[str, ...]
    name: Callable[[tuple], str]


GROUPINGS = {
    "park": Grouping("按园区", ("park", "park_name"), lambda key: str(key[1])),
    "building": Grouping("按楼栋", ("park", "building", "park_name", "building_name"), lambda key: f"{key[2]}{key[3]}"),
    "floor": Grouping("按楼层", ("floor",), lambda key: f"{key[0]:.0f}层"),
    "use": Grouping("按用途", ("use",), lambda key: str(key[0])),
}
AREAS = {f"area_{state}": tables.number(state.value, "㎡") for state in SpaceState}
COLUMNS = {
    "name": tables.text("分组", width="medium"), **AREAS, "total_m2": tables.number("总面积", "㎡"),
    "total_spaces": tables.number("单元", "个"),
    "available_m2": tables.number("可用面积", "㎡", help="已租＋已售＋空置"),
    "occupancy": tables.percent("入驻率"), "before": tables.percent("对比日入驻率"),
}


def pick_grouping() -> Grouping:
    """By what the page groups."""
    take_from_address("group", list(GROUPINGS), default="park")
    st.segmented_control(
        "分组", list(GROUPINGS), format_func=lambda one: GROUPINGS[one].label, key="group", required=True,
        label_visibility="collapsed",
    )
    keep_in_address("group", default="park")
    return GROUPINGS[st.session_state.group]


def grouped(roll: pd.DataFrame, before: pd.Series, grouping: Grouping) -> pd.DataFrame:
    """core.views.occupancy_table with name, and the occupancy by the states of the earlier day as before."""
    by = list(grouping.by)
    table, earlier = occupancy_table(roll, by), occupancy_table(roll.assign(state=before), by)
    keys = [key if isinstance(key, tuple) else (key,) for key in table.index]
    return table.assign(name=[grouping.name(key) for key in keys], before=earlier["occupancy"])


def show_bars(table: pd.DataFrame, grouping: Grouping) -> None:
    """The lowest first; of many groups the lowest only."""
    ranked = table.sort_values("occupancy", na_position="last").head(MOST_BARS)
    figure = bars(ranked["name"], ranked["occupancy"], before=ranked["before"])
    said = "，".join(f"{name}{percent(now)}" for name, now in zip(ranked["name"], ranked["occupancy"], strict=True))
    show(figure, f"入驻率{grouping.label}，由低到高，竖线为对比日：{said}", key="occupancy-bars")
    if len(table) > len(ranked):
        st.caption(f"只画最低的{len(ranked)}项，其余{len(table) - len(ranked)}项见下方面积对账表")


def with_sum(table: pd.DataFrame, before: float) -> pd.DataFrame:
    """The table for showing, with its sum as the last row."""
    plain = table.reset_index(drop=True)
    whole = in_sum(plain.drop(columns=["name", "before"]))
    last = pd.DataFrame([{**whole.to_dict(), "name": "合计", "before": before}])
    return pd.concat([plain, last], ignore_index=True)

"""Find a space: the vacancies by area, floor, height, load, use and listing, and their export."""

import pandas as pd
import streamlit as st
from streamlit.delta_generator import DeltaGenerator

from core.terms import SpaceState, SpaceUse
from data.reference import industry_name
from data.tables import Park
from pages.parts import tables
from pages.parts.address import keep_in_address, take_from_address, take_number_from_address
from pages.parts.assessment import records_of
from pages.parts.scope import Scope
from pages.parts.words import is_missing

LISTED = {True: "已发布", False: "未发布", None: "未填"}
COLUMNS = {
    "park_name": tables.text("园区"), "building_name": tables.text("楼栋"), "floor": tables.number("楼层"),
    "space": tables.text("单元"), "area_m2": tables.area("面积"), "use": tables.text("用途"),
    "tenure": tables.text("持有方式"),
    "height_m": tables.number("层高", "m", 1), "load_kg_m2": tables.number("荷载", "kg/㎡"),
    "empty_since": tables.day("空置起"), "empty_days": tables.number("已空置", "天"), "origin": tables.text("来由"),
    "listed": tables.text("一键找园"),
}
EXPORT = {
    "park_name": tables.text("园区名称"), "town": tables.text("所在乡镇"), "leading": tables.text("主导产业"),
    "building_name": tables.text("楼栋"), "floor": tables.number("楼层"), "space": tables.text("单元编号"),
    "area_m2": tables.area("建筑面积"), "use": tables.text("用途"), "offer": tables.text("租售方式"),
    "height_m": tables.number("层高", "m", 1), "load_kg_m2": tables.number("荷载", "kg/㎡"),
    "guide_rent_yuan": tables.number("租金指导价", "元/㎡·月", 1),
    "guide_price_yuan": tables.number("售价指导价", "元/㎡"),
    "empty_since": tables.day("空置起"), "operators": tables.text("运营机构"), "reporter": tables.text("数据填报人"),
    "listed": tables.text("已发布一键找园"),
}


def vacancy_list(scope: Scope, roll: pd.DataFrame) -> pd.DataFrame:
    """The empty spaces of the rent roll with all that the list and its export show, the longest empty first."""
    vacant = roll[roll["state"] == SpaceState.VACANT].sort_values("empty_days", ascending=False, kind="stable")
    parks = records_of(scope, Park)[
        ["code", "leading_codes", "guide_rent_yuan", "guide_price_yuan", "operators", "reporter"]
    ].rename(columns={"code": "park"})
    return vacant.merge(parks, on="park", how="left").assign(
        listed=lambda one: [in_listing(value) for value in one["is_listed"]],
        leading=lambda one: [_industries(codes) for codes in one["leading_codes"]],
        origin=lambda one: one["was_held"].map({True: "合同结束", False: "竣工后未租售"}),
        offer=lambda one: one["tenure"].map({"自持": "出租", "可售": "出租、出售"}),
    )


def ask_for_space(vacant: pd.DataFrame) -> pd.DataFrame:
    """The filters; returns the vacancies that meet them all. An unknown height or load meets no minimum."""
    floors = [str(int(floor)) for floor in sorted(vacant["floor"].unique())]
    uses = [use.value for use in SpaceUse if vacant["use"].eq(use).any()]
    holders = iter(st.columns(7, vertical_alignment="bottom"))
    least = _number(next(holders), "面积不小于(㎡)", "area_from", 100)
    most = _number(next(holders), "面积不大于(㎡)", "area_to", 100)
    height = _number(next(holders), "层高不低于(m)", "height", 0.5)
    load = _number(next(holders), "荷载不低于(kg/㎡)", "load", 50)
    floor = _choice(next(holders), "楼层", "floor", floors)
    use = _choice(next(holders), "用途", "use", uses)
    listed = _choice(next(holders), "一键找园", "listed", [*LISTED.values()])
    asked = (
        (least, vacant["area_m2"].ge), (most, vacant["area_m2"].le), (height, vacant["height_m"].ge),
        (load, vacant["load_kg_m2"].ge), (floor, vacant["floor"].astype(str).eq), (use, vacant["use"].eq),
        (listed, vacant["listed"].eq),
    )
    wanted = pd.Series(data=True, index=vacant.index)
    for value, meets in asked:
        if value is not None:
            wanted &= meets(value)
    return vacant[wanted]


def _number(holder: DeltaGenerator, label: str, key: str, step: float) -> float | None:
    """A minimum or maximum; None asks for nothing."""
    take_number_from_address(key, type(step))
    with holder:
        form = "%.1f" if isinstance(step, float) else "%d"
        value = st.number_input(
            label, min_value=type(step)(0), value=None, step=step, key=key, placeholder="不限", format=form
        )
    keep_in_address(key)
    return value


def _choice(holder: DeltaGenerator, label: str, key: str, options: list[str]) -> str | None:
    take_from_address(key, [None, *options])
    with holder:
        chosen = st.selectbox(label, options, index=None, key=key, placeholder="不限", disabled=not options)
    keep_in_address(key)
    return chosen


def in_listing(value: object) -> str:
    """Whether a space is published on 一键找园."""
    return LISTED[None if is_missing(value) else bool(value)]


def _industries(codes: str | None) -> str | None:
    return None if is_missing(codes) else "、".join(industry_name(code) for code in str(codes).split("、"))


def forget_filters() -> None:
    """For the button that clears them all."""
    for key in ("area_from", "area_to", "height", "load", "floor", "use", "listed"):
        st.session_state[key] = None

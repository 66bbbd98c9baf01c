"""County, park, building, space: the way down by boxes or by clicks, the way back by the breadcrumb, all in the URL."""

from collections.abc import Mapping
from dataclasses import dataclass

import pandas as pd
import streamlit as st

from pages.parts.address import keep_in_address, take_from_address

LEVELS = ("park", "building", "space")
BOXES = (("查看园区", "选择园区"), ("查看楼栋", "选择楼栋"))


@dataclass(frozen=True)
class Place:
    """Codes of what is chosen; None below the level that is shown."""

    park: str | None = None
    building: str | None = None
    space: str | None = None


def go_to(level: str, code: str | None) -> None:
    """Choose something at a level, and nothing below it. For callbacks."""
    st.session_state[level] = code
    for below in LEVELS[LEVELS.index(level) + 1:]:
        st.session_state[below] = None


def pick_place(parks: Mapping[str, str], roll: pd.DataFrame) -> Place:
    """The boxes for park and building; the space is chosen on the plan. parks: code -> name."""
    chosen: list[str | None] = []
    names = dict(parks)
    places = st.columns(2)
    for level, (label, hint), holder in zip(LEVELS, BOXES, places, strict=False):
        take_from_address(level, [None, *names])
        with holder:
            st.selectbox(
                label, list(names), format_func=lambda code, known=names: known.get(code, code), key=level,
                placeholder=hint if names else "先选择园区", disabled=not names, on_change=_forget_below, args=(level,),
                label_visibility="collapsed",
            )
        keep_in_address(level)
        chosen.append(st.session_state[level])
        inside = roll[roll["park"] == chosen[0]] if chosen[0] else roll[:0]
        names = dict(zip(inside["building"], inside["building_name"], strict=True))
    spaces = roll.loc[roll["park"].eq(chosen[0]) & roll["building"].eq(chosen[1]), "space"]
    take_from_address("space", [None, *spaces])
    keep_in_address("space")
    return Place(chosen[0], chosen[1], st.session_state.space)


def _forget_below(level: str) -> None:
    go_to(level, st.session_state[level])


def breadcrumb(county: str, place: Place, parks: Mapping[str, str], building: pd.DataFrame) -> None:
    """全市 › 园区 › 楼栋 › 单元, each a button back to it. building: the rent roll of the chosen one."""
    steps = [("park", None, county)]
    if place.park:
        steps.append(("park", place.park, parks[place.park]))
    if place.building:
        steps.append(("building", place.building, str(building["building_name"].iloc[0])))
    if place.space:
        steps.append(("space", place.space, f"{place.space}单元"))
    with st.container(key="breadcrumb", horizontal=True, gap="small", vertical_alignment="center"):
        for position, (level, code, name) in enumerate(steps):
            if position:
                st.html('<span class="step" aria-hidden="true">›</span>', width="content")
            is_here = position == len(steps) - 1
            st.button(
                name, key=f"crumb-{position}", type="tertiary", disabled=is_here, on_click=go_to, args=(level, code)
            )

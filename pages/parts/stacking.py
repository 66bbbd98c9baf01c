"""The stacking plan (楼层销控图): floors × spaces of one building, widths by area, colours by state, ⚑ for alerts."""

from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from core.terms import Severity, SpaceState
from pages.parts.chips import state_chip
from pages.parts.look import LEVELS, SPACE_STATES
from pages.parts.words import area, day, is_missing, number

STYLE = Path(__file__).parent / "stacking.css"
CLICKS = """
export default function ({ parentElement, data, setTriggerValue }) {
  const root = parentElement.querySelector(".plan-root");
  root.innerHTML = data;
  root.onclick = (event) => {
    const space = event.target.closest("[data-space]");
    if (space) setTriggerValue("space", space.dataset.space);
  };
}
"""
_clickable = st.components.v2.component(
    "stacking_plan", html='<div class="plan-root"></div>', js=CLICKS, isolate_styles=False
)


def stacking_plan(
    roll: pd.DataFrame, label: str, *, key: str, chosen: str | None = None,
    on_pick: Callable[[], None] | None = None,
) -> str | None:
    """Draw the spaces of one building; returns the code of a space at the moment it is clicked, else None.

    roll: rows of ``rent_roll.roll_of``. label: the building's name, for the reader of the screen. Without on_pick the
    plan is still, and fit for print.
    """
    st.html(STYLE)
    html = plan_html(roll, label, chosen=chosen, is_clickable=on_pick is not None)
    if on_pick is None:
        st.html(html)
        return None
    clicked: str | None = _clickable(data=html, key=key, on_space_change=on_pick).space
    return clicked


def plan_html(roll: pd.DataFrame, label: str, *, chosen: str | None = None, is_clickable: bool = False) -> str:
    """The plan as HTML: the highest floor first, each floor as wide as its area beside the widest one."""
    widest = roll.groupby("floor")["area_m2"].sum().max()
    floors = [
        _floor(int(floor), spaces.sort_values("space"), widest, chosen, is_clickable)
        for floor, spaces in sorted(roll.groupby("floor"), reverse=True)
    ]
    return f'<div class="plan" role="group" aria-label="{escape(label)}楼层销控图">{"".join(floors)}</div>'


def plan_legend(roll: pd.DataFrame) -> str:
    """HTML: the states that occur, then what the flag means."""
    present = [state for state in SpaceState if roll["state"].eq(state).any()]
    flag = '<span class="chip plain"><i style="color:var(--ink)">⚑</i>有预警</span>' if roll["alerts"].any() else ""
    return f'<div class="chips">{"".join(state_chip(state) for state in present)}{flag}</div>'


def _floor(floor: int, spaces: pd.DataFrame, widest: float, chosen: str | None, is_clickable: bool) -> str:
    cells = "".join(_cell(space, space["space"] == chosen, is_clickable) for space in spaces.to_dict("records"))
    spare = widest - spaces["area_m2"].sum()
    rest = f'<span class="spare" style="flex-grow:{spare:.1f}"></span>' if spare > 0 else ""
    return f'<div class="floor"><span class="level">{floor}F</span>{cells}{rest}</div>'


def _cell(space: dict[str, Any], is_chosen: bool, is_clickable: bool) -> str:
    state = SpaceState(space["state"])
    tag = "button" if is_clickable else "div"
    pressed = f' aria-pressed="{str(is_chosen).lower()}" data-space="{escape(space["space"])}"' if is_clickable else ""
    said = escape(in_words(space), quote=True)
    return (
        f'<{tag} class="space {state.name.lower()}" title="{said}" aria-label="{said}"{pressed}'
        f' style="flex-grow:{space["area_m2"]:.1f};--tone:{SPACE_STATES[state].tone.css}">'
        f"<b>{escape(space['space'])}{_flag(space)}</b><span>{escape(short_name(space))}</span>"
        f"<small>{number(space['area_m2'])}㎡{_until(space)}</small></{tag}>"
    )


def in_words(space: dict[str, Any]) -> str:
    """Everything the cell shows, and what it has no room for, as one line."""
    parts = [space["space"], space["state"], None if is_missing(space["tenant"]) else space["tenant"],
             area(space["area_m2"]), space["use"]]
    if not is_missing(space["ends_on"]):
        parts.append(f"{day(space['ends_on'])}到期")
    if space["alerts"]:
        parts.append(f"{space['alerts']}条预警，最高{LEVELS[Severity(space['severity'])].word}")
    return "，".join(part for part in parts if part)


def short_name(space: dict[str, Any]) -> str:
    """The tenant without what all names share, or the state."""
    if is_missing(space["tenant"]):
        return str(space["state"])
    name = str(space["tenant"])
    for common in ("（演示）", "有限公司", "股份", "龙泉市", "浙江", "丽水市"):
        name = name.replace(common, "")
    return name


def _until(space: dict[str, Any]) -> str:
    return "" if is_missing(space["ends_on"]) else f"<br>至{day(space['ends_on'])}"


def _flag(space: dict[str, Any]) -> str:
    if not space["alerts"]:
        return ""
    mark = LEVELS[Severity(space["severity"])]
    return f'<i class="flag" style="color:{mark.tone.css}" aria-hidden="true">⚑{mark.sign}</i>'

"""The stacking plan of a contract: its spaces are picked among those that are free on its days, by mouse or keyboard.

The browser sends the whole choice each time, so that of fast clicks none is lost, and what it sends is taken only as
far as it is free on the server.
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date, timedelta
from functools import partial
from html import escape
from itertools import groupby
from typing import Any

import streamlit as st

from core.access import User
from core.terms import ContractMode, SpaceState
from data.intake.problems import Problem
from data.offers import Place, buildings, places
from pages.parts.database import engine
from pages.parts.empty import empty
from pages.parts.forms.fields import told_apart
from pages.parts.forms.filling import PARK, SPACES, Filling, gathered, on_change, take
from pages.parts.look import EARLIER, PRIMARY, SPACE_STATES
from pages.parts.stacking import STYLE
from pages.parts.words import area, day

ONE_DAY = timedelta(days=1)
TONES = {
    "picked": PRIMARY, "free": SPACE_STATES[SpaceState.VACANT].tone, "taken": EARLIER,
    "disused": SPACE_STATES[SpaceState.DISUSED].tone,
}
"""Not the state of a day: what can be picked for all days of the contract."""
CLICKS = """
export default function ({ parentElement, data, setStateValue }) {
  const root = parentElement.querySelector(".plan-root");
  if (!root.picked || data.turn >= root.turn) {
    root.picked = new Set(data.picked);
    root.turn = data.turn;
  }
  const focused = root.contains(document.activeElement) ? document.activeElement.dataset.space : null;
  root.innerHTML = data.html;
  const show = () => root.querySelectorAll("[data-space]").forEach(
    (one) => one.setAttribute("aria-pressed", root.picked.has(one.dataset.space)));
  show();
  if (focused) root.querySelector(`[data-space="${CSS.escape(focused)}"]`)?.focus();
  root.onclick = (event) => {
    const space = event.target.closest("[data-space]")?.dataset.space;
    if (!space) return;
    if (!root.picked.delete(space)) root.picked.add(space);
    root.turn += 1;
    show();
    setStateValue("sent", { picked: [...root.picked], turn: root.turn });
  };
}
"""
_plan = st.components.v2.component("space_plan", html='<div class="plan-root"></div>', js=CLICKS, isolate_styles=False)


def show_space_plan(user: User, filling: Filling, problems: Sequence[Problem]) -> None:
    """The plan of one building of the park, and the box that lists all that is picked."""
    park, days = str(filling.values.get(PARK) or ""), days_of(filling)
    if park and days:
        _show_plan(user, filling, park, days)
    else:
        empty("先选园区、方式，填好起止日期", "填好后这里显示销控图，列出这段时间空着的单元")
    for problem in problems:
        st.html(f'<p class="mistake" role="alert">▲ {escape(problem.reason)}。{escape(problem.remedy)}。</p>')


def _show_plan(user: User, filling: Filling, park: str, days: tuple[date, date | None]) -> None:
    every = places(engine(), user.reach, park, days, but=_own_number(filling))
    free = {one.code: one for one in every if one.is_free}
    picked = [one for one in filling.values.get(SPACES) or [] if isinstance(one, str)]
    building = _pick_building(filling, told_apart(buildings(engine(), user.reach, park)), every, picked)
    inside = [one for one in every if one.building == building]
    st.html(STYLE)
    key = f"plan-{filling.name}-{park}-{building}-{days[0]}-{days[1]}"
    _plan(
        key=key, on_sent_change=partial(_on_pick, key, [one.code for one in inside], [*free]),
        data={"html": plan_html(inside, building), "picked": picked, "turn": filling.turn},
    )
    st.html(_legend())
    _show_picked(filling, free, {one.code: one for one in every}, picked)


def days_of(filling: Filling) -> tuple[date, date | None] | None:
    """From the first day up to, not with, the last, as far as they are known; None where they are not."""
    cell = {**(filling.seen or {}), **filling.entry().values}
    first_on, ends_on, gone_on = (cell.get(one) for one in ("起始日期", "终止日期", "提前终止日期"))
    if not isinstance(first_on, date):
        return None
    if cell.get("方式") == ContractMode.DIRECT_SALE:
        return first_on, gone_on if isinstance(gone_on, date) else None
    if not isinstance(ends_on, date) or ends_on < first_on:
        return None
    until = ends_on + ONE_DAY
    return first_on, min(until, gone_on) if isinstance(gone_on, date) else until


def taken_over(sent: Any, picked: Iterable[str], inside: Iterable[str], free: Iterable[str]) -> list[str] | None:
    """The choice after what the browser sent of one building; None where that makes no sense.

    Of the building only what is free, or was picked before, is taken; what is picked elsewhere stays.
    """
    said = sent.get("picked") if isinstance(sent, dict) else None
    if not isinstance(said, list) or not all(isinstance(one, str) for one in said):
        return None
    before, here = list(picked), set(inside)
    allowed = here & {*free, *before}
    return [*(one for one in before if one not in here), *dict.fromkeys(one for one in said if one in allowed)]


def _on_pick(key: str, inside: list[str], free: list[str]) -> None:
    sent, filling = st.session_state.to_dict()[key].get("sent"), gathered()
    if filling is None:
        return
    chosen = taken_over(sent, filling.values.get(SPACES) or [], inside, free)
    if chosen is None:
        return
    turn = sent.get("turn")
    filling.turn = turn if isinstance(turn, int) else 0
    take(filling, SPACES, chosen)
    on_change(SPACES)


def _own_number(filling: Filling) -> str:
    return str((filling.seen or {}).get("合同编号") or "")


def _pick_building(filling: Filling, names: Mapping[str, str], every: list[Place], picked: list[str]) -> str:
    """At first that of a space that is picked, else the one with most free area."""
    codes = [code for code in names if any(one.building == code for one in every)]
    if not codes:
        return ""
    free_m2 = {code: sum(one.area_m2 for one in every if one.building == code and one.is_free) for code in codes}
    mine = [one.building for one in every if one.code in picked]
    key = f"plan-building-{filling.name}-{filling.values.get(PARK)}"
    if st.session_state.get(key) not in codes:
        st.session_state[key] = mine[0] if mine else max(codes, key=lambda code: free_m2[code])
    st.segmented_control(
        "楼栋", codes, key=key, required=True,
        format_func=lambda code: f"{names[code]} 空{free_m2[code]:,.0f}㎡" if free_m2[code] else f"{names[code]} 已满",
    )
    return str(st.session_state[key])


def _show_picked(filling: Filling, free: dict[str, Place], every: dict[str, Place], picked: list[str]) -> None:
    """The same choice as a box, for the keyboard and for other buildings; the sum of its area."""
    listed = list(dict.fromkeys([*free, *picked]))
    if filling.widget(SPACES) not in st.session_state:
        st.session_state[filling.widget(SPACES)] = picked
    st.multiselect(
        "已选单元 ＊", listed, key=filling.widget(SPACES), on_change=on_change, args=(SPACES,),
        format_func=lambda code: f"{code}，{every[code].area_m2:,.1f}㎡" if code in every else code,
        placeholder="在销控图上点选，或在这里输入编号",
    )
    total = sum(every[code].area_m2 for code in picked if code in every)
    st.html(f'<p class="plan-sum">共<b>{len(picked)}</b>个单元，建筑面积合计<b>{area(total)}</b></p>')


def plan_html(inside: list[Place], building: str) -> str:
    """Floors from above, each as wide as its area beside the widest; free spaces are buttons."""
    floors = {floor: list(spaces) for floor, spaces in groupby(inside, key=lambda one: one.floor)}
    widest = max((sum(one.area_m2 for one in spaces) for spaces in floors.values()), default=0.0)
    rows = "".join(_floor(floor, floors[floor], widest) for floor in sorted(floors, reverse=True))
    return f'<div class="plan" role="group" aria-label="{escape(building)}号楼可选单元">{rows}</div>'


def _floor(floor: int, spaces: list[Place], widest: float) -> str:
    spare = widest - sum(one.area_m2 for one in spaces)
    rest = f'<span class="spare" style="flex-grow:{spare:.1f}"></span>' if spare > 0 else ""
    return f'<div class="floor"><span class="level">{floor}F</span>{"".join(map(_cell, spaces))}{rest}</div>'


def _cell(space: Place) -> str:
    tone = TONES["free" if space.is_free else "taken" if space.contract else "disused"]
    said, until = _said(space)
    full = escape("，".join(filter(None, (space.code, said, until, area(space.area_m2), space.use))), quote=True)
    tag = "button" if space.is_free else "div"
    marks = "vacant" if space.is_free else "taken" if space.contract else "taken disused"
    pick = f' type="button" aria-pressed="false" data-space="{escape(space.code, quote=True)}"' if space.is_free else ""
    return (
        f'<{tag} class="space {marks}" title="{full}" aria-label="{full}"{pick}'
        f' style="flex-grow:{space.area_m2:.1f};--tone:{tone.css}">'
        f"<b>{escape(space.code)}</b><span>{escape(said)}</span>"
        f"<small>{space.area_m2:,.0f}㎡ {escape(space.use)}{f'<br>{until}' if until else ''}</small></{tag}>"
    )


def _said(space: Place) -> tuple[str, str]:
    """(who has it, until when)."""
    if space.contract:
        return space.taken_by, f"至{day(space.taken_until - ONE_DAY)}" if space.taken_until else "长期"
    return ("停用" if space.is_disused else "可选"), ""


def _legend() -> str:
    words = {"picked": "已选", "free": "这段时间空着，可点选", "taken": "这段时间已有合同", "disused": "停用"}
    marks = "".join(f'<span class="state" style="--tone:{TONES[name].css}"><i aria-hidden="true"></i>{word}</span>'
                    for name, word in words.items())
    return f'<div class="chips">{marks}</div>'

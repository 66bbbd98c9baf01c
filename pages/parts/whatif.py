"""The what-if panel of 产业集聚: tick contracts to leave and industries to add, and see the figures change."""

from dataclasses import dataclass
from html import escape
from pathlib import Path

import numpy as np
import pandas as pd
import streamlit as st

from core.assessment import Assessment
from core.columns import positions
from core.terms import BASE_LABEL, Base, ExitStep, IndustryRelation
from core.whatif import Standing, what_if
from core.wording import WORDING
from data.reference import industries, industry_name
from pages.parts.words import MISSING, area, is_missing, percent, points

STYLE = Path(__file__).parent / "whatif.css"
DUE_TO_LEAVE = (ExitStep.CANDIDATE, ExitStep.LEAVING)
SAID = WORDING["concentration_below_floor"]


@dataclass(frozen=True)
class Outlook:
    """The park as it is, and as it would be."""

    now: Standing
    then: Standing
    is_changed: bool


def ask_what_if(judged: Assessment, park: str, mix: pd.DataFrame, names: dict[str, str]) -> Outlook:
    """The two pickers of the panel, and what comes of them. mix: core.views.industry_mix of the park."""
    contracts = judged.contracts[judged.contracts["park"] == park].set_index("contract")
    leaving_key, related_key = f"whatif-leaving-{park}", f"whatif-related-{park}"
    relation = dict(zip(mix["credit_code"], mix["relation"], strict=True))
    labels = {number: _contract_label(row, names, relation) for number, row in contracts.iterrows()}
    outsiders_first = sorted(labels, key=lambda one: relation.get(contracts.credit_code[one]) != IndustryRelation.OTHER)
    leaving = st.multiselect(
        "假如这些合同退出", outsiders_first, format_func=labels.get, key=leaving_key, placeholder="选择合同", wrap=True,
    )
    due = [number for number in labels if contracts.exit_step[number] in DUE_TO_LEAVE]
    _shortcuts(leaving_key, related_key, due)
    related = st.multiselect(
        "假如这些行业列为关联产业", _codes(mix), format_func=_industry_label, key=related_key,
        placeholder="选择行业", wrap=True,
    )
    situation = judged.situation
    place = int(positions(situation.facts.parks.code, [park], 1)[0])
    rows = positions(situation.facts.contracts.number, leaving, len(leaving))
    nothing = np.array([], dtype=np.int64)
    return Outlook(
        what_if(situation, place, nothing), what_if(situation, place, rows, related), bool(leaving or related),
    )


def _shortcuts(leaving_key: str, related_key: str, due: list[str]) -> None:
    """Buttons that fill or clear the pickers."""
    left, right = st.columns(2)

    def tick() -> None:
        st.session_state[leaving_key] = due

    def clear() -> None:
        st.session_state[leaving_key], st.session_state[related_key] = [], []

    left.button(f"带入清退候选与清退中（{len(due)}份）", on_click=tick, disabled=not due, width="stretch",
                key="whatif-due")
    right.button("恢复现状", on_click=clear, width="stretch", key="whatif-clear")


def _contract_label(row: pd.Series, names: dict[str, str], relation: dict[str, str]) -> str:
    kind = relation.get(row.credit_code, "不计入")
    return f"{names.get(row.credit_code, row.credit_code)}　{area(row.area_m2)}　{kind}"


def _codes(mix: pd.DataFrame) -> list[str]:
    """Industries to choose from: those of the park's other tenants first, then all that have names."""
    own = mix.loc[mix["relation"] == IndustryRelation.OTHER, "industry_code"].str.lstrip("ABCDEFGHIJKLMNOPQRST")
    known = industries().loc[industries()["level"] != "section", "code"]
    return list(dict.fromkeys([*own, *own.str[:2], *known]))


def _industry_label(code: str) -> str:
    return f"{code} {industry_name(code)}"


def show_outlook(outlook: Outlook, counting: Base, floor: float | None) -> None:
    """A sentence, and the figures before and after."""
    rows = [(BASE_LABEL[one], outlook.now.ratio(one), outlook.then.ratio(one), one is counting) for one in Base]
    rows.append(("入驻率", outlook.now.occupancy, outlook.then.occupancy, False))
    body = "".join(_row(*row, is_changed=outlook.is_changed) for row in rows)
    st.html(STYLE)
    st.html(
        f'<p class="outlook">{escape(_sentence(outlook, counting, floor))}</p>'
        '<table class="before-after"><caption class="unseen">推演前后对照</caption>'
        '<thead><tr><th scope="col">口径</th><th scope="col">现状</th><th scope="col">推演后</th>'
        f'<th scope="col">变化</th></tr></thead><tbody>{body}</tbody></table>'
    )


def _row(label: str, now: float, then: float, counts: bool, *, is_changed: bool) -> str:
    mark = '<small class="counts">计入</small>' if counts else ""
    change = (points(then, now) or MISSING) if is_changed else "—"
    tone = "" if not is_changed or is_missing(then) or is_missing(now) or round(then - now, 4) == 0 else (
        " good" if then > now else " bad")
    return (
        f'<tr><th scope="row">{escape(label)}{mark}</th><td>{percent(now)}</td>'
        f'<td><b>{percent(then) if is_changed else "—"}</b></td><td class="change{tone}">{escape(change)}</td></tr>'
    )


def _sentence(outlook: Outlook, counting: Base, floor: float | None) -> str:
    if not outlook.is_changed:
        return "选择合同或行业后，这里显示推演结果；不改动任何数据。"
    then = outlook.then.ratio(counting)
    if is_missing(then):
        return "推演后园区没有计入集聚度的企业，集聚度无数据。"
    seen, due, gap = SAID.texts(then, floor)
    freed = outlook.now.occupied_m2 - outlook.then.occupied_m2
    emptied = f"，腾出{area(freed)}" if freed else ""
    if floor is None:
        return f"推演后集聚度{seen}{emptied}。"
    stands = f"低于{due}，差{gap}" if then < floor and gap else f"达到{due}"
    return f"推演后集聚度{seen}，{stands}{emptied}。"

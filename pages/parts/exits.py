"""清退名单: the ladder strip that filters, the contracts on the chosen step, and what is exported."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import pandas as pd
import streamlit as st

from core.assessment import Assessment
from core.terms import ExitStep
from core.views.departures import exits_table
from core.views.reasons import reasons_in_words
from pages.parts import tables
from pages.parts.address import keep_in_address, take_from_address
from pages.parts.look import EXIT_STEPS, Tone
from pages.parts.words import MISSING, number, percent

STYLE = Path(__file__).parent / "exits.css"
STEPS = [step.value for step in EXIT_STEPS]
EXITS = (ExitStep.CANDIDATE, ExitStep.LEAVING)
DARK_STEPS = (ExitStep.SUPPORT, ExitStep.CANDIDATE, ExitStep.LEAVING)
WHITE, BLACK = Tone("#FFFFFF", "#FFFFFF"), Tone("#2A2825", "#FFFFFF")
PROVISIONAL = ("score_weights", "score_cap", "pass_score", "rectify_score", "stranger_days")

NAMED: tables.Columns = {"enterprise": tables.text("企业", width=174), "park_name": tables.text("园区", width=134)}
MEASURED: tables.Columns = {
    "score": tables.number("得分", "分", 1, width=62), "area_m2": tables.area("面积", width=70),
}
COLUMNS: tables.Columns = {
    **NAMED, "reasons": tables.text("事由", width=158), **MEASURED, "tax_wan_yuan": tables.money("税收", width=82),
}
CONTRACTS: tables.Columns = {
    **NAMED, "grade": tables.text("评价", width=76), **MEASURED, "ends_on": tables.day("终止日期", width=98),
}
EXPORTED: tables.Columns = {
    "step": tables.text("环节"), "enterprise": tables.text("企业"), "credit_code": tables.text("统一社会信用代码"),
    "park_name": tables.text("园区"), "contract": tables.text("合同编号"), "said": tables.text("事由"),
    "year": tables.number("评价年度"), "grade": tables.text("评价"), "score": tables.number("得分", "分", 1),
    "area_freed_m2": tables.area("腾出面积"), "occupancy_before": tables.percent("入驻率（现状）"),
    "occupancy_after": tables.percent("入驻率（退出后）"), "area_before": tables.percent("集聚度按面积（现状）"),
    "area_after": tables.percent("集聚度按面积（退出后）"), "enterprises_before": tables.percent("按企业数（现状）"),
    "enterprises_after": tables.percent("按企业数（退出后）"), "output_before": tables.percent("按产值（现状）"),
    "output_after": tables.percent("按产值（退出后）"), "tax_wan_yuan": tables.money("涉及税收"),
    "jobs": tables.number("涉及就业", "人"),
}
LADDER: tables.Columns = {"step": tables.text("环节"), **CONTRACTS, "contract": tables.text("合同")}


def pick_step(contracts: pd.DataFrame) -> str:
    """The strip of steps from best to worst, each with its count; returns the chosen one."""
    counts = contracts["exit_step"].value_counts()
    st.html(STYLE)
    st.html(f"<style>{_strip_colours()}</style>")
    take_from_address("step", STEPS, default=ExitStep.CANDIDATE.value)
    st.segmented_control(
        "所处环节", STEPS, key="step", required=True, label_visibility="collapsed", width="stretch",
        format_func=lambda one: f"**{counts.get(one, 0)}** {one}",
    )
    keep_in_address("step", default=ExitStep.CANDIDATE.value)
    return str(st.session_state.step)


def _strip_colours() -> str:
    return "".join(
        f".st-key-step button:nth-of-type({place}) {{ --step: {tone.css};"
        f" --on-step: {(WHITE if step in DARK_STEPS else BLACK).css}; }}"
        for place, (step, tone) in enumerate(EXIT_STEPS.items(), start=1)
    )


def contracts_on(step: str, judged: Assessment, names: Mapping[str, str]) -> pd.DataFrame:
    """The contracts on the step with the names of enterprise and park; exits ranked, others by falling score."""
    if step in EXITS:
        table = exits_table(judged)
        rows = table[table["step"] == step]
    else:
        rows = judged.contracts[judged.contracts["exit_step"] == step].sort_values("score", ascending=False)
    return _named(rows, judged, names).reset_index(drop=True)


def _named(rows: pd.DataFrame, judged: Assessment, names: Mapping[str, str]) -> pd.DataFrame:
    return rows.assign(
        enterprise=[names.get(code, code) for code in rows["credit_code"]],
        park_name=rows["park"].map(judged.parks["name"]),
    )


def for_export(judged: Assessment, names: Mapping[str, str]) -> pd.DataFrame:
    """Candidates and those leaving, with their reasons in full."""
    rows = pd.concat([contracts_on(step, judged, names) for step in EXITS])
    return rows.assign(said=["；".join(reasons_in_words(judged, one, names)) for one in rows["contract"]])


def ladder_for_export(judged: Assessment, names: Mapping[str, str]) -> pd.DataFrame:
    """Every contract in force with its step."""
    rows = judged.contracts
    return _named(rows.assign(step=rows["exit_step"]), judged, names)


def in_short(judged: Assessment, place: str, gone: pd.DataFrame, occupancy: tuple[float, float]) -> list[str]:
    """How many are candidates, how many leave, and what it would mean if all candidates left."""
    counts = judged.contracts["exit_step"].value_counts()
    waiting, leaving = (int(counts.get(step, 0)) for step in EXITS)
    if not waiting:
        return [f"{place}没有清退候选" + (f"，{leaving}份合同清退中。" if leaving else "。")]
    parks = f"涉及{len(gone)}个园区" if len(gone) > 1 else judged.parks.loc[gone.index[0], "name"]
    tax, jobs = whole_sum(gone["tax_wan_yuan"], 1, "万元"), whole_sum(gone["jobs"], 0, "人")
    freed = number(gone["area_freed_m2"].sum(), 0, "㎡")
    return [
        f"{place}清退候选{waiting}份合同，{parks}；另有{leaving}份清退中。",
        f"候选全部退出将腾出{freed}，入驻率由{percent(occupancy[0])}降至{percent(occupancy[1])}，"
        f"涉及税收{tax}、就业{jobs}。".replace(" ", ""),
    ]


def whole_sum(values: pd.Series, decimals: int, unit: str) -> str:
    """无数据 where one of them is unknown: a part would look like the whole."""
    return MISSING if values.isna().any() else number(values.sum(), decimals, unit)


def provisional_note(judged: Assessment, steps: Sequence[str] = PROVISIONAL) -> str:
    """Which cuts decide the ladder and are still open, with their present values."""
    said = []
    for name in steps:
        one = judged.policy.parameter(name, judged.as_of)
        value = one.value_on(judged.as_of)
        if one.is_provisional:
            said.append(one.label if isinstance(value, dict) else f"{one.label}（{value}{one.unit}）")
    return f"{'、'.join(said)}均为暂定，待联席会议确定" if said else ""

"""What leaving means: one contract in full with its years, and before → after for one or for several together."""

from collections.abc import Mapping
from html import escape

import numpy as np
import pandas as pd
import streamlit as st

from core.assessment import Assessment
from core.rounding import rounded
from core.terms import BASE_LABEL, INDICATOR_UNIT, Base, ExitStep, Indicator
from core.views.departures import RATIOS, occupancy_of_all
from core.views.reasons import reasons_in_words
from core.views.yearbook import performance_years, promise_years
from pages.parts.chips import chip
from pages.parts.exits import whole_sum
from pages.parts.facts import show_facts
from pages.parts.header import section
from pages.parts.little_charts import Little, show_little
from pages.parts.look import EXIT_STEPS, FAINT_INK, Mark
from pages.parts.records_behind import notices_of
from pages.parts.scope import Scope
from pages.parts.tables import show_table
from pages.parts.words import MISSING, day, is_missing, number, percent

LABELS = {"occupancy": "入驻率", **{base.value: f"集聚度{BASE_LABEL[base]}" for base in Base}}
YEARS = 4


def contract_head(row: pd.Series, judged: Assessment, names: Mapping[str, str]) -> str:
    """HTML: step, enterprise, contract, and the reasons in words."""
    step = ExitStep(judged.contracts.set_index("contract").loc[row["contract"], "exit_step"])
    said = reasons_in_words(judged, row["contract"], names)
    listed = "".join(f"<li>{escape(one)}</li>" for one in said)
    provisional = chip(Mark("界线待联席会议确定", "", FAINT_INK), dashed=True)
    return (
        f'<div class="finding" style="--tone:{EXIT_STEPS[step].css}"><div class="head">'
        f'{chip(Mark(step.value, "■", EXIT_STEPS[step]))}{provisional}</div>'
        f"<h3>{escape(row['enterprise'])}</h3><p class='source'>{escape(row['park_name'])} · 合同"
        f"{escape(row['contract'])} · {number(row['area_m2'], 1)} ㎡</p>"
        f'{f"<ol class=reasons>{listed}</ol>" if said else ""}</div>'
    )


def before_after(row: Mapping[str, float], base: Base) -> str:
    """HTML: the four ratios now, after, and the difference in percentage points."""
    lines = "".join(_line(name, row[f"{name}_before"], row[f"{name}_after"], base) for name in RATIOS)
    return ('<table class="departure"><thead><tr><th scope="col">该园区</th><th scope="col">现状</th>'
            f'<th scope="col">退出后</th><th scope="col">变化(百分点)</th></tr></thead><tbody>{lines}</tbody></table>')


def _line(name: str, before: float, after: float, base: Base) -> str:
    change = rounded(100 * (after - before), 1)
    feeling = "" if np.isnan(change) or change == 0 else " better" if change > 0 else " worse"
    said = MISSING if np.isnan(change) else f"{change:+.1f}" if change else "0.0"
    label = LABELS[name] + ("（计入）" if name == base.value else "")
    return (f'<tr><th scope="row">{label}</th><td>{percent(before)}</td><td class="after">{percent(after)}</td>'
            f'<td class="{feeling.strip()}">{said}</td></tr>')


def sums(figures: Mapping[str, str]) -> str:
    """HTML: label and figure, side by side."""
    cells = "".join(
        f"<div><span>{escape(label)}</span><b>{escape(figure)}</b></div>" for label, figure in figures.items()
    )
    return f'<div class="sums">{cells}</div>'


def sums_of(gone: pd.DataFrame, judged: Assessment) -> dict[str, str]:
    """What leaves with the contracts together, and the occupancy of the whole scope."""
    before, after = occupancy_of_all(judged, gone)
    return {
        "合同": number(gone["contracts"].sum(), 0, "份"), "腾出面积": number(gone["area_freed_m2"].sum(), 0, "㎡"),
        "涉及税收": whole_sum(gone["tax_wan_yuan"], 1, "万元"), "涉及就业": whole_sum(gone["jobs"], 0, "人"),
        "总入驻率": f"{percent(before)} → {percent(after)}",
    }


def show_years(judged: Assessment, contract: str) -> None:
    """Score by year, then each promised indicator, achieved against promised."""
    scores, promises = performance_years(judged.situation), promise_years(judged.situation)
    scores, promises = scores[scores["contract"] == contract], promises[promises["contract"] == contract]
    years = sorted({*scores["year"], *promises["year"]})[-YEARS:]
    charts = [Little("履约得分", "分", _by_year(scores, years, "score"))]
    for indicator in Indicator:
        rows = promises[promises["indicator"] == indicator]
        if len(rows):
            unit = INDICATOR_UNIT[indicator]
            pair = (_by_year(rows, years, name, 1 if unit else 100) for name in ("achieved", "promised"))
            charts.append(Little(indicator.value, unit or "%", *pair))
    show_little(charts, [str(year) for year in years])


def _by_year(rows: pd.DataFrame, years: list[int], column: str, scale: int = 1) -> list[float | None]:
    found = dict(zip(rows["year"], rows[column], strict=True))
    return [None if is_missing(found.get(year)) else scale * float(found[year]) for year in years]


def show_contract(row: pd.Series, judged: Assessment, scope: Scope) -> None:
    """Term, mode and evaluation of the contract, and where its park's and enterprise's files are."""
    contract = judged.contracts.set_index("contract").loc[row["contract"]]
    score = "" if is_missing(contract["score"]) else f"，{number(contract['score'], 1)}分"
    until = "无期限" if is_missing(contract["ends_on"]) else day(contract["ends_on"])
    show_facts({
        "方式": contract["mode"], "期限": f"{day(contract['starts_on'])} 至 {until}",
        f"{contract['year']}年度评价": f"{contract['grade']}{score}",
    }, columns=1)
    with st.container(horizontal=True):
        st.page_link("enterprise.py", label="企业档案", icon=":material/factory:",
                     query_params=scope.link(enterprise=contract["credit_code"]))
        st.page_link("park.py", label="园区档案", icon=":material/domain:",
                     query_params=scope.link(park=contract["park"]))


def show_notices(scope: Scope, contract: str) -> None:
    """The contract's notices of rectification, where there are any."""
    notices = notices_of(scope, contract)
    if len(notices.frame):
        section(notices.title)
        show_table(notices.frame, notices.columns, key="notices", alt=notices.title)


def show_effect(row: pd.Series, base: Base) -> None:
    """One contract leaving: what it frees and takes along, and its park before and after."""
    st.html(sums({
        "腾出面积": number(row["area_freed_m2"], 1, "㎡"), "涉及税收": number(row["tax_wan_yuan"], 1, "万元"),
        "涉及就业": number(row["jobs"], 0, "人"),
    }))
    st.html(before_after(row, base))

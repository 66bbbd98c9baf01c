"""What 总览 shows: the six cards, the ranking of parks, the agenda, and the trend of alerts."""

from collections.abc import Callable, Sequence
from datetime import date
from html import escape
from pathlib import Path

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from core.terms import Base, Severity
from core.views.agenda import Matter
from core.views.completeness import MEANING
from core.views.history import alerts_over_time
from core.views.phrases import more_or_fewer, since
from core.views.scorecard import (
    ALERTS,
    COMPLETENESS,
    CONCENTRATION,
    EVALUATION_COVERAGE,
    OCCUPANCY,
    PASS_RATE,
    TAX,
    TAX_COVERAGE,
    Measure,
    ranked,
)
from pages.parts.cards import Card, Feeling
from pages.parts.charts import bars, stacked_columns
from pages.parts.look import BAD, FAINT_INK, LEVELS, PRIMARY
from pages.parts.past import Outcome
from pages.parts.scope import Scope
from pages.parts.words import MISSING, day, direction, is_missing, number, percent, points

STYLE = Path(__file__).parent / "overview.css"
MOST_RANKED = 16
PRESSING = "红,橙"
ALERT_LEVELS = (Severity.RED, Severity.ORANGE, Severity.YELLOW, Severity.BLUE)


def standing_cards(scope: Scope, now: Outcome, before: Outcome, past: Sequence[Outcome], base: Base) -> list[Card]:
    """The six figures, each with its change, its course over the quarters, what it is made of, and where it leads."""
    return [
        _occupancy(scope, now, before, past), _concentration(scope, now, before, past, base),
        _pass_rate(scope, now, before, past), _tax(scope, now, before, past), _alerts(scope, now, before, past),
        _exits(scope, now, before, past),
    ]


def _occupancy(scope: Scope, now: Outcome, before: Outcome, past: Sequence[Outcome]) -> Card:
    let, available = now.card["occupied_m2"].sum(), now.card["available_m2"].sum()
    return _ratio_card(
        scope, OCCUPANCY, now, before, past, note=f"已租已售{_large(let)} / {_large(available, with_unit=True)}",
        page="occupancy.py",
    )


def _pass_rate(scope: Scope, now: Outcome, before: Outcome, past: Sequence[Outcome]) -> Card:
    passed, evaluated = now.card["passed"].sum(), now.card["evaluated"].sum()
    return _ratio_card(
        scope, PASS_RATE, now, before, past,
        note=f"{now.as_of.year - 1}年度合格{passed} / 评价{evaluated}份，"
             f"覆盖{percent(EVALUATION_COVERAGE.of_all(now.card), 0)}",
        page="compliance.py", query={"rule": "performance_below_commitment"},
    )


def _ratio_card(
    scope: Scope, measure: Measure, now: Outcome, before: Outcome, past: Sequence[Outcome], *, note: str, page: str,
    query: dict[str, str] | None = None,
) -> Card:
    value, earlier = measure.of_all(now.card), measure.of_all(before.card)
    return Card(
        measure.label, percent(value).removesuffix("%"), "%", _change(before, points(value, earlier)),
        _feeling(value, earlier), "" if is_missing(value) else note, _course(past, measure.of_all), page,
        scope.link(**(query or {})),
    )


def _concentration(scope: Scope, now: Outcome, before: Outcome, past: Sequence[Outcome], base: Base) -> Card:
    met, unknown = int(now.card["meets"].sum()), len(now.card) - int(now.card[["meets", "misses"]].sum().sum())
    by = {Base.AREA: "面积", Base.ENTERPRISES: "企业数", Base.OUTPUT: "产值"}[base]
    judged = "" if not unknown else f"，{unknown}个无数据"
    return Card(
        "集聚达标园区", MISSING if now.floor is None else str(met), f"/ {len(now.card)} 个",
        _change(before, None if None in (now.floor, before.floor)
                     else more_or_fewer(met - int(before.card["meets"].sum()), "个")),
        _feeling(met, None if before.floor is None else int(before.card["meets"].sum())),
        "当时尚无下限" if now.floor is None else f"按{by}不低于{percent(now.floor, 0)}{judged}；口径待联席会议确定",
        [None if one.floor is None else int(one.card["meets"].sum()) for one in past], "industry.py", scope.link(),
    )


def _tax(scope: Scope, now: Outcome, before: Outcome, past: Sequence[Outcome]) -> Card:
    value, earlier = TAX.of_all(now.card), TAX.of_all(before.card)
    change = None if is_missing(value) or is_missing(earlier) else direction(value - earlier)
    said = f"{before.complete_year}年无数据，无法比较" if change is None else f"较{before.complete_year}年 {change}"
    tax, land = number(now.card["tax_wan_yuan"].sum()), number(now.card["taxed_land_mu"].sum(), 1)
    note = f"{now.complete_year}年{tax}万元 / {land}亩，覆盖{percent(TAX_COVERAGE.of_all(now.card), 0)}"
    same_year = now.complete_year == before.complete_year
    return Card(
        TAX.label, number(value, 1), TAX.unit, f"与对比日同为{now.complete_year}年数据" if same_year else said,
        _feeling(value, earlier), "" if is_missing(value) else note, _course(past, TAX.of_all), "park.py", scope.link(),
    )


def _alerts(scope: Scope, now: Outcome, before: Outcome, past: Sequence[Outcome]) -> Card:
    count, earlier = int(now.card["pressing"].sum()), int(before.card["pressing"].sum())
    return Card(
        ALERTS.label, str(count), "条", _change(before, more_or_fewer(count - earlier, "条")),
        _feeling(-count, -earlier), f"红{now.card['red'].sum()}条 · 橙{now.card['orange'].sum()}条",
        [int(one.card["pressing"].sum()) for one in past], "compliance.py", scope.link(level=PRESSING),
    )


def _exits(scope: Scope, now: Outcome, before: Outcome, past: Sequence[Outcome]) -> Card:
    count, earlier = int(now.card["candidates"].sum()), int(before.card["candidates"].sum())
    return Card(
        "清退候选", str(count), "份合同", _change(before, more_or_fewer(count - earlier, "份")),
        _feeling(-count, -earlier), f"另有{now.card['leaving'].sum()}份清退中",
        [int(one.card["candidates"].sum()) for one in past], "exits.py", scope.link(step="清退候选"),
    )


def _change(before: Outcome, change: str | None) -> str:
    return f"{day(before.as_of)}无数据，无法比较" if change is None else f"{since(before.as_of)} {change}"


def _large(m2: float, *, with_unit: bool = False) -> str:
    """Areas by 10,000 ㎡, as officials say them."""
    return number(m2 / 10_000, 2) + ("万㎡" if with_unit else "")


def _feeling(now: float | None, before: float | None) -> Feeling:
    if is_missing(now) or is_missing(before) or now == before:
        return "plain"
    return "good" if now > before else "bad"


def _course(past: Sequence[Outcome], figure: Callable[[pd.DataFrame], float]) -> list[float]:
    return [figure(one.card) for one in past]


def ranking(measure: Measure, now: Outcome, before: Outcome) -> go.Figure:
    """Bars by park with the earlier figure as a tick; the line is the floor, or else the figure of all together."""
    figures = ranked(now.card, measure, MOST_RANKED)
    decimals = 0 if measure is ALERTS else 1
    texts = [percent(one) if measure.is_ratio else number(one, decimals) for one in figures]
    is_floor = measure is CONCENTRATION and now.floor is not None
    line = now.floor if is_floor else measure.of_all(now.card)
    said = percent(line, 0 if is_floor else 1) if measure.is_ratio else number(line, 1)
    missed = set(now.card.index[now.card["misses"] == 1]) if is_floor else set()
    names = [f"{place}　{now.card.loc[code, 'name']}" for place, code in enumerate(figures.index, start=1)]
    return bars(
        names, figures.to_list(),
        before=measure.of_parks(before.card).reindex(figures.index).to_list(), texts=texts,
        is_ratio=measure.is_ratio, target=None if is_missing(line) else line,
        target_label=f"下限{said}" if is_floor else f"平均{said}", line_tone=BAD if is_floor else FAINT_INK,
        colours=[BAD.now if code in missed else PRIMARY.now for code in figures.index],
    )


def ranking_in_words(measure: Measure, now: Outcome) -> str:
    """For who cannot see the bars."""
    figures = ranked(now.card, measure, MOST_RANKED)
    said = [
        f"{now.card.loc[code, 'name']}{percent(one) if measure.is_ratio else number(one, 1, measure.unit)}"
        for code, one in figures.items()
    ]
    return f"各园区{measure.label}，从高到低：{'、'.join(said)}"


def places_of(measure: Measure, now: Outcome) -> dict[str, int]:
    """Park code -> its place in the ranking."""
    return {str(code): place for place, code in enumerate(ranked(now.card, measure, MOST_RANKED).index, start=1)}


def alert_trend(past: Sequence[Outcome]) -> go.Figure:
    """Alerts piled up by level at the end of each month."""
    counts = alerts_over_time([(one.as_of, one.findings) for one in past])
    return stacked_columns(
        _months(counts.index), {LEVELS[level].word: counts[level.value] for level in ALERT_LEVELS},
        {LEVELS[level].word: LEVELS[level].tone.now for level in ALERT_LEVELS}, unit="条",
    )


def alert_trend_in_words(past: Sequence[Outcome]) -> str:
    """For who cannot see the columns."""
    counts = alerts_over_time([(one.as_of, one.findings) for one in past]).sum(axis=1)
    return "各月末预警数：" + "、".join(f"{on:%Y-%m}为{count}条" for on, count in counts.items())


def _months(days: Sequence[date]) -> list[str]:
    """The year is said under the first month and under each January."""
    return [
        f"{day.month}月<br>{day.year}" if place == 0 or day.month == 1 else f"{day.month}月"
        for place, day in enumerate(days)
    ]


def show_agenda(scope: Scope, matters: Sequence[Matter]) -> None:
    """One line per matter: how many, whose turn it is, what is to be done; each leads to what it counts."""
    st.html(STYLE)
    with st.container(key="agenda"):
        for matter in matters:
            with st.container(key=f"matter-{matter.rule}"):
                st.html(_matter(matter))
                page, query = ("exits.py", {}) if matter.rule == "exit_candidate" else (
                    "compliance.py", {"rule": matter.rule})
                st.page_link(page, label=f"查看{matter.title}", query_params=scope.link(**query))


def _matter(matter: Matter) -> str:
    mark = LEVELS[matter.severity]
    return (
        f'<div class="matter" style="--tone:{mark.tone.css}"><i title="{mark.word}">{mark.sign}</i>'
        f'<b>{escape(matter.title)}</b><span class="count">{matter.count}<small>项</small></span>'
        f'<span>{escape(matter.actor)}</span><span class="action" title="{escape(matter.action)}">'
        f"{escape(matter.action)}</span></div>"
    )


def completeness_in_words(now: Outcome) -> str:
    """``数据完整度99.5%（应判断的规则项中 … 3,526 / 3,540项）``."""
    judged, due = (number(now.card[name].sum()) for name in ("judged", "due"))
    return f"{COMPLETENESS.label}{percent(COMPLETENESS.of_all(now.card))}（{MEANING}，{judged} / {due}项）"

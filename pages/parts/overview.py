"""What 总览 shows: the six cards, the ranking of parks, the agenda, and the trend of alerts."""

from collections.abc import Callable, Sequence

import pandas as pd
import plotly.graph_objects as go
import streamlit as st

from core.agenda import Matter
from core.completeness import MEANING
from core.history import alerts_over_time
from core.scorecard import (
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
from core.terms import Base, Severity
from pages.parts.cards import Card, Feeling
from pages.parts.charts import bars, stacked_columns
from pages.parts.look import BAD, FAINT_INK, LEVELS, PRIMARY
from pages.parts.past import Outcome
from pages.parts.scope import Scope
from pages.parts.words import MISSING, change_since, direction, is_missing, more_or_fewer, number, percent, points

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
        scope, OCCUPANCY, now, before, past, note=f"已租已售{number(let)} / {number(available)} ㎡",
        page="occupancy.py",
    )


def _pass_rate(scope: Scope, now: Outcome, before: Outcome, past: Sequence[Outcome]) -> Card:
    passed, evaluated = now.card["passed"].sum(), now.card["evaluated"].sum()
    return _ratio_card(
        scope, PASS_RATE, now, before, past,
        note=f"{now.as_of.year - 1}年度{passed} / {evaluated}份，覆盖{percent(EVALUATION_COVERAGE.of_all(now.card), 0)}",
        page="compliance.py", query={"rule": "performance_below_commitment"},
    )


def _ratio_card(
    scope: Scope, measure: Measure, now: Outcome, before: Outcome, past: Sequence[Outcome], *, note: str, page: str,
    query: dict[str, str] | None = None,
) -> Card:
    value, earlier = measure.of_all(now.card), measure.of_all(before.card)
    return Card(
        measure.label, percent(value).removesuffix("%"), "%", change_since(before.as_of, points(value, earlier)),
        _feeling(value, earlier), "" if is_missing(value) else note, _course(past, measure.of_all), page,
        scope.link(**(query or {})),
    )


def _concentration(scope: Scope, now: Outcome, before: Outcome, past: Sequence[Outcome], base: Base) -> Card:
    met, unknown = int(now.card["meets"].sum()), len(now.card) - int(now.card[["meets", "misses"]].sum().sum())
    by = {Base.AREA: "面积", Base.ENTERPRISES: "企业数", Base.OUTPUT: "产值"}[base]
    judged = "" if not unknown else f"，{unknown}个无数据"
    return Card(
        "集聚达标园区", MISSING if now.floor is None else str(met), f"/ {len(now.card)} 个",
        change_since(before.as_of, None if None in (now.floor, before.floor)
                     else more_or_fewer(met - int(before.card["meets"].sum()), "个")),
        _feeling(met, None if before.floor is None else int(before.card["meets"].sum())),
        "当时尚无下限" if now.floor is None else f"按{by}≥{percent(now.floor, 0)}，口径待联席会议确定{judged}",
        [None if one.floor is None else int(one.card["meets"].sum()) for one in past], "industry.py", scope.link(),
    )


def _tax(scope: Scope, now: Outcome, before: Outcome, past: Sequence[Outcome]) -> Card:
    value, earlier = TAX.of_all(now.card), TAX.of_all(before.card)
    change = None if is_missing(value) or is_missing(earlier) else direction(value - earlier)
    said = f"{before.complete_year}年无数据，无法比较" if change is None else f"较{before.complete_year}年{change}"
    note = (
        f"{now.complete_year}年{number(now.card['tax_wan_yuan'].sum())}万元 / {number(now.card['taxed_land_mu'].sum(), 1)}亩，"
        f"覆盖{percent(TAX_COVERAGE.of_all(now.card), 0)}"
    )
    same_year = now.complete_year == before.complete_year
    return Card(
        TAX.label, number(value, 1), TAX.unit, f"与对比日同为{now.complete_year}年数据" if same_year else said,
        _feeling(value, earlier), "" if is_missing(value) else note, _course(past, TAX.of_all), "park.py", scope.link(),
    )


def _alerts(scope: Scope, now: Outcome, before: Outcome, past: Sequence[Outcome]) -> Card:
    count, earlier = int(now.card["pressing"].sum()), int(before.card["pressing"].sum())
    return Card(
        ALERTS.label, str(count), "条", change_since(before.as_of, more_or_fewer(count - earlier, "条")),
        _feeling(-count, -earlier), f"红{now.card['red'].sum()}条 · 橙{now.card['orange'].sum()}条",
        [int(one.card["pressing"].sum()) for one in past], "compliance.py", scope.link(level=PRESSING),
    )


def _exits(scope: Scope, now: Outcome, before: Outcome, past: Sequence[Outcome]) -> Card:
    count, earlier = int(now.card["candidates"].sum()), int(before.card["candidates"].sum())
    return Card(
        "清退候选", str(count), "份合同", change_since(before.as_of, more_or_fewer(count - earlier, "份")),
        _feeling(-count, -earlier), f"另有{now.card['leaving'].sum()}份清退中",
        [int(one.card["candidates"].sum()) for one in past], "exits.py", scope.link(step="清退候选"),
    )


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
    return bars(
        [str(now.card.loc[code, "name"]) for code in figures.index], figures.to_list(),
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


def alert_trend(past: Sequence[Outcome]) -> go.Figure:
    """Alerts piled up by level at the end of each month."""
    counts = alerts_over_time([(one.as_of, one.findings) for one in past])
    return stacked_columns(
        [f"{day:%Y-%m}" for day in counts.index], {LEVELS[level].word: counts[level.value] for level in ALERT_LEVELS},
        {LEVELS[level].word: LEVELS[level].tone.now for level in ALERT_LEVELS}, unit="条",
    )


def show_agenda(scope: Scope, matters: Sequence[Matter]) -> None:
    """One line per matter: how many, whose turn it is, what is to be done; each leads to what it counts."""
    with st.container(key="agenda", gap=None):
        for matter in matters:
            mark = LEVELS[matter.severity]
            colour = {Severity.RED: "red", Severity.ORANGE: "orange", Severity.YELLOW: "yellow",
                      Severity.BLUE: "blue", Severity.GOOD: "green"}[matter.severity]
            unit = "个园区" if matter.count == matter.parks and matter.rule.startswith("concentration") else "项"
            st.page_link(
                "exits.py" if matter.rule == "exit_candidate" else "compliance.py", width="stretch",
                label=f":{colour}[{mark.sign}] {matter.title} **{matter.count}** {unit}"
                      f"　:gray[{matter.actor} · {matter.action}]",
                query_params=scope.link(**({} if matter.rule == "exit_candidate" else {"rule": matter.rule})),
            )


def completeness_in_words(now: Outcome) -> str:
    """``数据完整度99.5%（应判断的规则项中 … 3,526 / 3,540项）``."""
    judged, due = (number(now.card[name].sum()) for name in ("judged", "due"))
    return f"{COMPLETENESS.label}{percent(COMPLETENESS.of_all(now.card))}（{MEANING}，{judged} / {due}项）"

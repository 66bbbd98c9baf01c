"""总体情况: the headline, the six figures with their change, and the parks by occupancy."""

import pandas as pd

from core.paper import Chart, ChartForm, Figure, Figures, Section, Series, Text, day_in_words
from core.rounding import rounded
from core.sections.basis import Basis, known, points_of
from core.views.headlines import headline
from core.views.phrases import direction, more_or_fewer, points, since
from core.views.scorecard import (
    ALERTS,
    COMPLETENESS,
    OCCUPANCY,
    PASS_RATE,
    TAX,
    TAX_COVERAGE,
    Measure,
    complete_year,
    ranked,
)
from core.wording import PERCENT

MOST_RANKED = 16


def overall(basis: Basis) -> Section:
    """How the parks stand, in one page."""
    if not basis.parks:
        nothing = f"截至{day_in_words(basis.as_of)}，{basis.place}没有登记的园区。"
        return Section("overall", "总体情况", (Text(nothing),))
    said = headline(basis.place, basis.card, basis.card_before, basis.compare_to, basis.floor, basis.now.findings)
    first, *rest = said.sentences
    figures = Figures(f"截至{day_in_words(basis.as_of)}，{first}", "主要指标", _figures(basis))
    return Section("overall", "总体情况", (
        figures, *map(Text, rest), _ranking(basis), Text(_completeness(basis)),
    ))


def _figures(basis: Basis) -> tuple[Figure, ...]:
    card, before = basis.card, basis.card_before
    met, unknown = int(card["meets"].sum()), int(basis.parks - card["meets"].sum() - card["misses"].sum())
    return (
        _ratio(basis, OCCUPANCY, f"已租已售{rounded(card['occupied_m2'].sum() / 1e4, 2):,.2f} / "
                                 f"{rounded(card['available_m2'].sum() / 1e4, 2):,.2f}万㎡"),
        Figure(
            "集聚达标园区", met if basis.floor is not None else None, unit=f"个 / {basis.parks}个", decimals=0,
            change=_count(basis, "meets", "个"), note=f"{unknown}个园区无数据" if unknown else "口径待联席会议确定",
        ),
        _ratio(basis, PASS_RATE, f"评价{int(card['evaluated'].sum())}份，应评{int(card['assessable'].sum())}份"),
        _tax(basis),
        Figure(
            ALERTS.label, int(card["pressing"].sum()), unit="条", decimals=0, change=_count(basis, "pressing", "条"),
            note=f"红色{int(card['red'].sum())}条，橙色{int(card['orange'].sum())}条",
        ),
        Figure(
            "清退候选", int(card["candidates"].sum()), unit="份合同", decimals=0,
            change=_count(basis, "candidates", "份"), note=f"另有{int(card['leaving'].sum())}份清退中"
            if len(before) else "",
        ),
    )


def _ratio(basis: Basis, measure: Measure, note: str) -> Figure:
    value, earlier = measure.of_all(basis.card), measure.of_all(basis.card_before)
    change = points(value, earlier)
    return Figure(
        measure.label, known(value), "percent", change=f"{since(basis.compare_to)}{change}" if change else "",
        note=note if known(value) is not None else "",
    )


def _tax(basis: Basis) -> Figure:
    year, earlier_year = complete_year(basis.now), complete_year(basis.before)
    value, earlier = TAX.of_all(basis.card), TAX.of_all(basis.card_before)
    is_comparable = year != earlier_year and not pd.isna(value) and not pd.isna(earlier)
    change = f"较{earlier_year}年{direction(value - earlier)}" if is_comparable else ""
    coverage = PERCENT.write(TAX_COVERAGE.of_all(basis.card), 0) if basis.card["tenants"].sum() else "无数据"
    return Figure(f"{year}年{TAX.label}", known(value), unit=TAX.unit, change=change, note=f"数据覆盖{coverage}")


def _count(basis: Basis, column: str, unit: str) -> str:
    if not len(basis.card_before):
        return ""
    change = int(basis.card[column].sum()) - int(basis.card_before[column].sum())
    return f"{since(basis.compare_to)}{more_or_fewer(change, unit)}"


def _ranking(basis: Basis) -> Chart:
    now = ranked(basis.card, OCCUPANCY, MOST_RANKED)
    before = OCCUPANCY.of_parks(basis.card_before).reindex(now.index)
    labels = basis.card.loc[now.index, "name"]
    best = now.dropna()
    statement = "各园区入驻率均无数据。" if best.empty else (
        f"入驻率最高的是{labels[best.index[0]]}（{PERCENT.write(best.iloc[0])}），"
        f"最低的是{labels[best.index[-1]]}（{PERCENT.write(best.iloc[-1])}）。" if len(best) > 1 else
        f"{labels[best.index[0]]}入驻率{PERCENT.write(best.iloc[0])}。"
    )
    return Chart(
        statement, "各园区入驻率", ChartForm.BARS, tuple(labels), (
            Series(day_in_words(basis.as_of), points_of(now)),
            Series(day_in_words(basis.compare_to), points_of(before)),
        ), "percent",
    )


def _completeness(basis: Basis) -> str:
    judged, due = int(basis.card["judged"].sum()), int(basis.card["due"].sum())
    if not due:
        return "现有数据不足以判断任何一项规则。"
    share = PERCENT.write(COMPLETENESS.of_all(basis.card))
    return f"数据完整度{share}：应判断的规则{due:,}项，凭现有数据能够判断{judged:,}项。"

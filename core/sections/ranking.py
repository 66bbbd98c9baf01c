"""总体排名: the place of each park by each measure, and how it has moved since the period before (L11)."""

import pandas as pd

from core.paper import Chart, ChartForm, Column, Series, Table
from core.rounding import rounded
from core.sections.basis import Basis, known, points_of
from core.views.phrases import since
from core.views.scorecard import CONCENTRATION, OCCUPANCY, PASS_RATE, TAX

RANKED_BY = (TAX, OCCUPANCY, CONCENTRATION, PASS_RATE)
"""亩均税收 first: parks are judged by what an mu yields (L11)."""


def ranking(basis: Basis, shown: dict[str, str]) -> Table:
    """Place and figure by each measure, and how the place has changed; by the first measure's order."""
    places, before = places_of(basis.card), places_of(basis.card_before).reindex(basis.card.index)
    order = [str(code) for code in places[TAX.label].sort_values(na_position="last", kind="stable").index]
    rows = tuple(
        (basis.park_names[code], *(
            cell for measure in RANKED_BY for cell in (
                known(measure.of_parks(basis.card)[code]),
                _place(places[measure.label][code], before[measure.label][code]),
            )
        ))
        for code in order if code in shown
    )
    columns = (Column("园区"), *(
        column for measure in RANKED_BY for column in (
            Column(measure.label, "percent") if measure.is_ratio else Column(measure.label, "number", measure.unit),
            Column(f"{measure.label}名次"),
        )
    ))
    return Table(_first(basis, order), f"园区排名（共{basis.parks}个园区）", columns, rows)


def _first(basis: Basis, order: list[str]) -> str:
    tax = TAX.of_parks(basis.card)
    best, worst = order[0], next((code for code in reversed(order) if not pd.isna(tax[code])), order[0])
    if pd.isna(tax[best]):
        return "各园区亩均税收均无数据。"
    return (
        f"按亩均税收排名，{basis.park_names[best]}居首（{TAX.written(tax[best])}），"
        f"{basis.park_names[worst]}居末（{TAX.written(tax[worst])}）。"
    )


def places_of(card: pd.DataFrame) -> pd.DataFrame:
    """By park code and label of a measure the place, 1 = the highest; equal figures share one, NaN has none."""
    return pd.DataFrame(
        {one.label: one.of_parks(card).round(9).rank(ascending=False, method="min") for one in RANKED_BY})


def _place(now: float, before: float) -> str | None:
    """``2（升1位）``; without an earlier place the place alone."""
    if pd.isna(now):
        return None
    change = 0 if pd.isna(before) else int(before - now)
    moved = "持平" if not change else f"{'升' if change > 0 else '降'}{abs(change)}位"
    return f"{now:.0f}" if pd.isna(before) else f"{now:.0f}（{moved}）"


def occupancy_change(basis: Basis) -> Chart:
    change = 100 * (OCCUPANCY.of_parks(basis.card) - OCCUPANCY.of_parks(basis.card_before).reindex(basis.card.index))
    change = change.sort_values(ascending=False, kind="stable", na_position="last")
    known_ones = change.dropna()
    statement = "入驻率变化无数据。" if known_ones.empty else (
        f"入驻率{since(basis.compare_to)}升幅最大的是{basis.park_names[str(known_ones.index[0])]}，"
        f"{rounded(known_ones.iloc[0], 1):+.1f}个百分点。")
    return Chart(
        statement, "各园区入驻率较上期变化", ChartForm.BARS,
        tuple(basis.park_names[str(code)] for code in change.index),
        (Series("变化", points_of(change)),), unit="百分点",
    )

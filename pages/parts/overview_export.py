"""总览 as a workbook: every park's figures on both days, and what waits for a decision."""

from collections.abc import Sequence

import pandas as pd

from core.views.agenda import Matter
from core.views.scorecard import RANKED, Measure
from pages.parts import tables
from pages.parts.past import Outcome
from pages.parts.tables import Column, Columns
from pages.parts.words import day

MATTERS: Columns = {
    "title": tables.text("待决事项"), "count": tables.number("件数", "项"), "parks": tables.number("涉及园区", "个"),
    "actor": tables.text("由谁办"), "action": tables.text("怎么办"),
}


def overview_workbook(
    now: Outcome, before: Outcome, matters: Sequence[Matter],
) -> dict[str, tuple[pd.DataFrame, Columns]]:
    """The sheets of the export."""
    return {"园区指标": _figures(now, before), "待决事项": (_agenda(matters), MATTERS)}


def _figures(now: Outcome, before: Outcome) -> tuple[pd.DataFrame, Columns]:
    columns: dict[str, Column] = {"name": tables.text("园区")}
    figures = {"name": now.card["name"]}
    for measure in RANKED:
        for outcome in (now, before):
            name = f"{measure.label}{outcome.as_of}"
            figures[name] = measure.of_parks(outcome.card)
            columns[name] = _column(measure, f"{measure.label}（{day(outcome.as_of)}）")
    return pd.DataFrame(figures), columns


def _column(measure: Measure, label: str) -> Column:
    return tables.percent(label) if measure.is_ratio else tables.number(label, measure.unit, 1)


def _agenda(matters: Sequence[Matter]) -> pd.DataFrame:
    return pd.DataFrame([vars(one) for one in matters], columns=[*MATTERS])

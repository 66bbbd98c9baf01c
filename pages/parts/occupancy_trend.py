"""Areas by state at the ends of the last quarters, with the occupancy above each column; and the opening sentences."""

from collections.abc import Iterator, Mapping
from datetime import date

import pandas as pd

from core.terms import SpaceState
from core.views.occupancy_table import in_sum
from core.views.periods import quarter_end, quarter_of
from pages.parts.charts import show, stacked_columns
from pages.parts.look import SPACE_STATES
from pages.parts.place_words import whose
from pages.parts.scope import Scope
from pages.parts.words import change_since, day_in_words, number, percent, points


def sentences(
    scope: Scope, whole: pd.Series, before: pd.Series, parks: pd.DataFrame, near: pd.DataFrame
) -> Iterator[str]:
    """How full, since when better or worse, what can be let, what ends soon. parks: with name and occupancy."""
    change = change_since(scope.compare_to, points(whole["occupancy"], before["occupancy"]))
    yield (
        f"截至{day_in_words(scope.as_of)}，{whose(scope, parks)}入驻率{percent(whole['occupancy'])}，{change}；"
        f"空置{whole['spaces_空置']:.0f}个单元、{number(whole['area_空置'])} ㎡。"
    )
    said = []
    known = parks.dropna(subset=["occupancy"])
    if len(known) > 1:
        lowest = known.loc[known["occupancy"].idxmin()]
        said.append(f"入驻率最低的是{lowest['name']}，{percent(lowest['occupancy'])}")
    if len(near):
        last = near.iloc[-1]
        said.append(f"{near.index[-1]}天内到期合同{last['contracts']:.0f}份、{number(last['area_m2'])} ㎡")
    yield "；".join(said) + ("。" if said else "")


def show_trend(quarters: Mapping[date, pd.DataFrame]) -> None:
    """One column per quarter end."""
    sums = pd.DataFrame({_period(on): in_sum(table) for on, table in quarters.items()}).T
    series = {state.value: sums[f"area_{state}"].tolist() for state in SpaceState if sums[f"area_{state}"].any()}
    colours = {state.value: mark.tone.now for state, mark in SPACE_STATES.items()}
    figure = stacked_columns(list(sums.index), series, colours, unit=" ㎡")
    figure.add_scatter(
        x=list(sums.index), y=sums["total_m2"], text=[percent(one) for one in sums["occupancy"]], mode="text",
        textposition="top center", textfont={"size": 11}, showlegend=False, hoverinfo="skip", cliponaxis=False,
    )
    said = "，".join(f"{name.replace('<br>', '')}{percent(one)}" for name, one in sums["occupancy"].items())
    figure.update_yaxes(tickformat=",.0f")
    figure.update_xaxes(tickangle=0)
    show(figure, f"各季末各状态面积，柱顶为入驻率：{said}", key="occupancy-trend", height=340)


def _period(on: date) -> str:
    """2026 and below it Q2 at the quarter's end, else the month and day."""
    quarter = quarter_of(on)
    return f"{quarter[0]}<br>" + (f"Q{quarter[1]}" if on == quarter_end(quarter) else f"{on:%m-%d}")

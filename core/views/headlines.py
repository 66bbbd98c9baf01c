"""What a clerk would read out first: how the parks stand, what is worst, and why."""

from dataclasses import dataclass
from datetime import date

import numpy as np
import pandas as pd

from core.rounding import rounded
from core.rules import BY_ID
from core.terms import Severity, Verdict
from core.views.phrases import points, since
from core.views.scorecard import CONCENTRATION, OCCUPANCY
from core.wording import PERCENT

MOST_NAMED = 2


@dataclass(frozen=True)
class Headline:
    """The sentences, the weightiest first; is_calm where neither a red alert nor a missed floor presses."""

    sentences: tuple[str, ...]
    is_calm: bool


def headline(
    place: str, card: pd.DataFrame, before: pd.DataFrame, before_on: date, floor: float | None,
    findings: pd.DataFrame,
) -> Headline:
    """From the scorecards of two days, the concentration floor, and the findings of the later day."""
    first = "；".join(part for part in (_occupancy(place, card, before, before_on), _floor(card, floor)) if part)
    second = "；".join(part for part in (_worst_alerts(card, findings), _exits(card)) if part)
    is_calm = not (card["red"].sum() or card["misses"].sum())
    return Headline(tuple(f"{part}。" for part in (first, second) if part), is_calm)


def _occupancy(place: str, card: pd.DataFrame, before: pd.DataFrame, before_on: date) -> str:
    now = OCCUPANCY.of_all(card)
    whose = place if len(card) == 1 and place == card["name"].iloc[0] else f"{place}{len(card)}个园区"
    if np.isnan(now):
        return f"{whose}没有可出租出售的面积，入驻率无数据"
    change = points(now, OCCUPANCY.of_all(before))
    return f"{whose}入驻率{PERCENT.write(now)}" + (f"，{since(before_on)}{change}" if change else "")


def _floor(card: pd.DataFrame, floor: float | None) -> str:
    """The park furthest below the floor; all in order; or nothing where nothing can be said."""
    if floor is None:
        return ""
    missing = card[card["misses"] == 1]
    if missing.empty:
        judged = int(card["meets"].sum())
        if judged == len(card) == 1:
            return f"产业集聚度{PERCENT.write(CONCENTRATION.of_all(card))}，不低于{PERCENT.write(floor, 0)}"
        return f"产业集聚度均不低于{PERCENT.write(floor, 0)}" if judged and judged == len(card) else ""
    shares = CONCENTRATION.of_parks(missing).sort_values()
    worst, share = missing.loc[shares.index[0], "name"] if len(card) > 1 else "", float(shares.iloc[0])
    others = f"，另有{len(missing) - 1}个园区不达标" if len(missing) > 1 else ""
    gap = f"{rounded(100 * (floor - share), 1):.1f}个百分点"
    return f"{worst}产业集聚度{PERCENT.write(share)}，低于{PERCENT.write(floor, 0)}，差{gap}{others}"


def _worst_alerts(card: pd.DataFrame, findings: pd.DataFrame) -> str:
    """How many of the gravest level there is, mostly of which rule, and in which parks."""
    breached = findings[findings["verdict"].eq(Verdict.BREACHED)]
    for level in (Severity.RED, Severity.ORANGE):
        alerts = breached[breached["severity"].eq(level)]
        if alerts.empty:
            continue
        rules = alerts["rule"].value_counts(sort=False).sort_values(ascending=False, kind="stable")
        title = BY_ID[rules.index[0]].title
        parks = alerts.loc[alerts["rule"].eq(rules.index[0]), "park"].value_counts().index
        names = [str(card.loc[code, "name"]) for code in sorted(parks)]
        what = f"均为“{title}”" if len(rules) == 1 else f"最多的是“{title}”{rules.iloc[0]}条"
        named = "、".join(names) if len(names) <= MOST_NAMED else f"{len(names)}个园区"
        where = f"，涉及{named}" if len(card) > 1 else ""
        return f"{level}色预警{len(alerts)}条，{what}{where}"
    return "没有红色和橙色预警"


def _exits(card: pd.DataFrame) -> str:
    waiting, leaving = int(card["candidates"].sum()), int(card["leaving"].sum())
    said = [f"清退候选{waiting}份合同待联席会议议定"] if waiting else []
    return "，".join([*said, *([f"{leaving}份合同清退中"] if leaving else [])])

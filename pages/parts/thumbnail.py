"""A small picture of where the parks lie: the county's outline and one numbered dot per park."""

from collections.abc import Mapping

import plotly.graph_objects as go

from core.policy import LONGQUAN
from data.reference import outline
from pages.parts.look import LINE, PANEL, PRIMARY, SURFACE
from pages.parts.park_list import park_list
from pages.parts.scope import Scope
from pages.parts.words import percent

HEIGHT = 330
MOST_NAMED = 12
MOST_NUMBERED = 16
"""Beyond so many parks the dots are small and without numbers."""
WIDTH_OF_DEGREE = 0.88
"""A degree of longitude measured by one of latitude, at the county's latitude."""


def thumbnail(scope: Scope, numbers: Mapping[str, int]) -> go.Figure:
    """numbers: park code -> what stands in its dot. Parks without coordinates are left out."""
    parks = park_list(scope).dropna(subset=["longitude", "latitude"])
    is_numbered = len(parks) <= MOST_NUMBERED
    figure = go.Figure(_county(scope))
    figure.add_scatter(
        x=parks["longitude"], y=parks["latitude"], mode="markers+text",
        text=[f"<b>{numbers[code]}</b>" if is_numbered else "" for code in parks.index],
        textfont={"size": 12, "color": SURFACE.now}, hovertemplate="%{customdata}<extra></extra>",
        customdata=[f"{one['name']}（{one['town']}）入驻率{percent(one['occupancy'])}" for _, one in parks.iterrows()],
        marker={"size": 23 if is_numbered else 8, "color": PRIMARY.now, "line": {"width": 1.5, "color": SURFACE.now}},
    )
    figure.update_layout(height=HEIGHT, margin={"l": 0, "r": 0, "t": 0, "b": 0}, showlegend=False,
                         uniformtext={"mode": False})
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False, scaleanchor="x", scaleratio=1 / WIDTH_OF_DEGREE)
    return figure


def thumbnail_hint(scope: Scope) -> str:
    """What the numbers are, and how many parks are not on the picture."""
    missing = int(park_list(scope)["longitude"].isna().sum())
    return "编号同左侧排名" + (f"；{missing}个园区没有坐标，未标出" if missing else "")


def thumbnail_in_words(scope: Scope) -> str:
    """Which park stands where."""
    placed = park_list(scope).dropna(subset=["longitude", "latitude"])
    said = "、".join(f"{park['name']}在{park['town']}" for _, park in placed.head(MOST_NAMED).iterrows())
    return f"园区分布：{said or '没有带坐标的园区'}"


def _county(scope: Scope) -> list[go.Scatter]:
    """The outline of the county in scope; none where the product has none."""
    if set(park_list(scope)["county_code"]) != {LONGQUAN}:
        return []
    rings = [one["geometry"]["coordinates"][0] for one in outline(LONGQUAN)["features"]]
    return [
        go.Scatter(
            x=[point[0] for point in ring], y=[point[1] for point in ring], mode="lines", fill="toself",
            line={"width": 1.5, "color": LINE.now}, fillcolor=PANEL.now, hoverinfo="skip",
        )
        for ring in rings
    ]

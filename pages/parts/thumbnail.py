"""A small picture of where the parks lie: the county's outline and one dot per park, coloured by occupancy."""

import pandas as pd
import plotly.graph_objects as go

from data.reference import outline
from pages.parts.look import INK, LINE, PANEL, SURFACE
from pages.parts.map_scale import FIGURES, scale_for
from pages.parts.park_list import park_list
from pages.parts.scope import Scope
from pages.parts.words import percent

HEIGHT = 330
MOST_NAMES = 12
FIGURE = FIGURES["occupancy"]
KILOMETRES_WIDE = 0.88
"""How long a degree of longitude is, measured by one of latitude, at the county's latitude."""


def thumbnail(scope: Scope) -> go.Figure:
    """Parks without coordinates are left out; the words say how many."""
    parks = park_list(scope).dropna(subset=["longitude", "latitude"])
    figure = go.Figure(_county(scope))
    scale = scale_for(FIGURE, parks[FIGURE.column])
    figure.add_scatter(
        x=parks["longitude"], y=parks["latitude"], mode="markers+text" if len(parks) <= MOST_NAMES else "markers",
        text=[_short(name) for name in parks["name"]], textposition=_sides(parks), cliponaxis=False,
        textfont={"size": 12, "color": INK.now},
        customdata=[f"{name}：入驻率{percent(one)}" for name, one in zip(parks["name"], parks["occupancy"], strict=True)],
        hovertemplate="%{customdata}<extra></extra>",
        marker={"size": 15, "color": [scale.tone(one).now for one in parks["occupancy"]],
                "line": {"width": 1.5, "color": SURFACE.now}},
    )
    figure.update_layout(height=HEIGHT, margin={"l": 0, "r": 0, "t": 0, "b": 0}, showlegend=False)
    figure.update_xaxes(visible=False)
    figure.update_yaxes(visible=False, scaleanchor="x", scaleratio=1 / KILOMETRES_WIDE)
    return figure


def thumbnail_in_words(scope: Scope) -> str:
    """Where which park stands, and which are not on the picture."""
    parks = park_list(scope)
    placed = parks.dropna(subset=["longitude", "latitude"])
    said = "、".join(f"{one.name_}（{one.town}）入驻率{percent(one.occupancy)}"
                    for one in placed.rename(columns={"name": "name_"}).head(MOST_NAMES).itertuples())
    missing = len(parks) - len(placed)
    return f"园区分布：{said}" + (f"；{missing}个园区没有坐标" if missing else "")


def _county(scope: Scope) -> list[go.Scatter]:
    """The outline of the county in scope; none where the product has none."""
    codes = {code[:6] for code in park_list(scope).index}
    if codes != {"331181"}:
        return []
    rings = [one["geometry"]["coordinates"][0] for one in outline("331181")["features"]]
    return [
        go.Scatter(
            x=[point[0] for point in ring], y=[point[1] for point in ring], mode="lines", fill="toself",
            line={"width": 1.5, "color": LINE.now}, fillcolor=PANEL.now, hoverinfo="skip",
        )
        for ring in rings
    ]


def _short(name: str) -> str:
    return name if len(name) <= 8 else f"{name[:7]}…"


def _sides(parks: pd.DataFrame) -> list[str]:
    """Names to the left of dots in the eastern half, else to the right, so that they stay on the picture."""
    middle = (parks["longitude"].min() + parks["longitude"].max()) / 2
    return ["middle left" if one > middle else "middle right" for one in parks["longitude"]]

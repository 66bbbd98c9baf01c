"""Thin wrappers round plotly: one function per kind of chart, each drawn by ``show`` with the template and alt text.

All take plain columns and return the figure, so that a page may add to it. Ratios are fractions and shown as percent.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import plotly.graph_objects as go
import streamlit as st

from pages.parts.look import (
    BAD,
    CATEGORIES,
    EARLIER,
    INK,
    OTHER,
    PANEL,
    PRIMARY,
    SURFACE,
    Tone,
    chart_template,
)
from pages.parts.words import is_missing, number, percent

Texts = Sequence[str]
Numbers = Sequence[float | None]
CONFIG = {"displayModeBar": False, "scrollZoom": False, "doubleClick": False, "locale": "zh-CN"}
ROW, PAD = 34, 46
SYMBOLS = ("circle", "diamond", "square", "triangle-up", "cross", "x", "star")


def show(
    figure: go.Figure, alt: str, *, key: str, height: int | None = None, on_click: bool | Callable[[], None] = False,
) -> Any:
    """Draw a figure; alt says in words what it shows. With on_click returns the selected points, else None.

    A function as on_click is called at the moment of a click, before the page runs again.
    """
    figure.update_layout(template=chart_template(), **({"height": height} if height else {}))
    wish = on_click if callable(on_click) else "rerun"
    options: dict[str, Any] = {"on_select": wish, "selection_mode": "points"} if on_click else {}
    if on_click:
        figure.update_layout(clickmode="event+select")
    state = st.plotly_chart(figure, theme=None, config=CONFIG, alt=alt, key=key, **options)
    return state.selection.points if on_click else None


def percent_axis(most: float = 1.0) -> dict[str, Any]:
    """A 0–100 % axis."""
    return {"tickformat": ".0%", "range": [0, most], "dtick": 0.2}


def bars(
    names: Texts, now: Numbers, *, before: Numbers | None = None, target: float | None = None,
    target_label: str = "目标", texts: Texts | None = None, is_ratio: bool = True, colours: Sequence[str] | None = None,
    line_tone: Tone = BAD,
) -> go.Figure:
    """Lying bars, the first name on top; a tick for the earlier figure and a line at the target."""
    figures = [percent(one) if is_ratio else number(one, 1) for one in now]
    figure = go.Figure(go.Bar(
        y=list(names), x=list(now), orientation="h", customdata=figures,
        hovertemplate="%{y}：%{customdata}<extra></extra>", marker={"color": list(colours) if colours else PRIMARY.now},
    ))
    if before is not None:
        figure.add_scatter(
            y=list(names), x=list(before), mode="markers", hovertemplate="%{y} 对比日：%{customdata}<extra></extra>",
            customdata=[percent(one) if is_ratio else number(one, 1) for one in before],
            marker={"symbol": "line-ns", "size": 18, "line": {"width": 2.5, "color": EARLIER.now}},
        )
    if target is not None:
        target_line(figure, target, target_label, tone=line_tone)
    _lying(figure, len(names))
    _figures_at_the_side(figure, names, texts or figures)
    if is_ratio:
        figure.update_xaxes(**percent_axis())
    return figure


def target_line(figure: go.Figure, at: float, label: str, *, tone: Tone = BAD, dash: str = "dash") -> None:
    """A line across a figure of lying bars or dots, named at its head."""
    line = {
        "type": "line", "x0": at, "x1": at, "y0": 0, "y1": 1, "xref": "x", "yref": "y domain",
        "line": {"color": tone.now, "width": 1.5, "dash": dash},
    }
    name = {
        "x": at, "y": 1, "yref": "paper", "yanchor": "bottom", "text": label, "showarrow": False,
        "font": {"size": 12, "color": tone.now},
    }
    layout = figure.layout
    figure.update_layout(
        shapes=[*layout.shapes, line], annotations=[*layout.annotations, name], margin={"t": 24},
    )


def dots(
    names: Texts, series: Mapping[str, Numbers], *, coverage: Mapping[str, Numbers] | None = None,
    target: float | None = None, target_label: str = "目标",
) -> go.Figure:
    """Per name one dot of each series on one 0–100 % axis; the less its coverage, the emptier the dot."""
    figure = go.Figure()
    for (label, values), colour, symbol in zip(series.items(), CATEGORIES, SYMBOLS, strict=False):
        known = (coverage or {}).get(label, [1.0] * len(names))
        fill = [_faded(colour, 0 if is_missing(part) else part) for part in known]
        figure.add_scatter(
            name=label, y=list(names), x=list(values), mode="markers", customdata=[percent(part, 0) for part in known],
            marker={"size": 12, "symbol": symbol, "color": fill, "line": {"width": 2, "color": colour}},
            orientation="h", offsetgroup=label,
            unselected={"marker": {"opacity": 1}},
            hovertemplate=f"%{{y}} {label}：%{{x:.1%}}（覆盖%{{customdata}}）<extra></extra>",
        )
    if target is not None:
        target_line(figure, target, target_label)
    _lying(figure, len(names))
    legend = {"y": 1, "yanchor": "top", "yref": "container", "x": 0, "xref": "container"}
    figure.update_layout(showlegend=True, margin={"t": 54}, height=PAD + 30 + ROW * len(names), legend=legend,
                         scattermode="group", scattergap=0.4)
    figure.update_xaxes(**percent_axis(1.03))
    return figure


def stacked_columns(
    periods: Texts, series: Mapping[str, Numbers], colours: Mapping[str, str], *, unit: str = ""
) -> go.Figure:
    """One column per period, piled up in the order of series."""
    figure = go.Figure([
        go.Bar(name=label, x=list(periods), y=list(values), marker={"color": colours[label]},
               hovertemplate=f"%{{x}} {label}：%{{y:,.0f}}{unit}<extra></extra>")
        for label, values in series.items()
    ])
    figure.update_layout(barmode="stack", showlegend=True, height=300, legend={"traceorder": "normal"})
    figure.update_xaxes(type="category", showgrid=False)
    return figure


def treemap(
    labels: Texts, parents: Texts, values: Numbers, colours: Sequence[str], *, ids: Texts | None = None,
    unit: str = "㎡",
) -> go.Figure:
    """Areas as tiles; a parent of "" is a top tile. Where labels repeat, ids tell tiles apart and name the parents."""
    figure = go.Figure(go.Treemap(
        ids=ids, labels=list(labels), parents=list(parents), values=list(values), branchvalues="total",
        marker={"colors": list(colours), "line": {"width": 1.5, "color": SURFACE.now}, "cornerradius": 3,
                "pad": {"t": 24 if any(parents) else 0, "l": 0, "r": 0, "b": 0}},
        texttemplate="%{label}<br>%{percentRoot:.1%}", tiling={"pad": 2}, pathbar={"visible": False},
        hovertemplate=f"%{{label}}：%{{value:,.0f}} {unit}，占%{{percentRoot:.1%}}<extra></extra>",
    ))
    figure.update_layout(height=360, margin={"l": 0, "r": 0, "t": 0, "b": 0})
    return figure


def heat_map(rows: Texts, columns: Texts, values: Sequence[Numbers], *, unit: str = "") -> go.Figure:
    """Rows × columns; the darker, the more. Nothing is left blank, zero is written as a dot."""
    texts = [["" if is_missing(one) else "·" if one == 0 else f"{one:,.0f}" for one in row] for row in values]
    figure = go.Figure(go.Heatmap(
        y=list(rows), x=list(columns), z=[list(row) for row in values], text=texts, texttemplate="%{text}",
        colorscale=[[0, PANEL.now], [1, PRIMARY.now]], zmin=0, showscale=False, xgap=2, ygap=2,
        hovertemplate=f"%{{y}} %{{x}}：%{{z:,.0f}}{unit}<extra></extra>",
    ))
    figure.update_layout(height=PAD + 20 + ROW * len(rows))
    figure.update_yaxes(autorange="reversed", showgrid=False)
    figure.update_xaxes(side="top", type="category", showgrid=False)
    return figure


def lines(periods: Texts, series: Mapping[str, Numbers], *, is_ratio: bool = True, unit: str = "") -> go.Figure:
    """Figures over time; gaps stay gaps. At most seven series."""
    form = "%{y:.1%}" if is_ratio else "%{y:,.1f}" + unit
    figure = go.Figure([
        go.Scatter(name=label, x=list(periods), y=list(values), mode="lines+markers", connectgaps=False,
                   line={"width": 2.2, "color": colour}, hovertemplate=f"%{{x}} {label}：{form}<extra></extra>")
        for (label, values), colour in zip(series.items(), (PRIMARY.now, *CATEGORIES), strict=False)
    ])
    figure.update_layout(height=300, showlegend=len(series) > 1)
    figure.update_xaxes(type="category", showgrid=False)
    if is_ratio:
        figure.update_yaxes(tickformat=".0%", rangemode="tozero")
    return figure


def bullet(
    observed: float, limit: float, *, text: str = "", is_breached: bool = True, most: float | None = None
) -> go.Figure:
    """Observed as a bar against its limit as a tick."""
    reach = most or 1.25 * max(observed, limit)
    figure = go.Figure(go.Bar(
        y=[""], x=[observed], orientation="h", width=0.45,
        marker={"color": BAD.now if is_breached else PRIMARY.now}, hoverinfo="skip",
    ))
    figure.add_bar(y=[""], x=[reach], orientation="h", width=0.85, marker={"color": PANEL.now}, hoverinfo="skip")
    figure.data = figure.data[::-1]
    figure.add_scatter(
        y=[""], x=[limit], mode="markers", hoverinfo="skip",
        marker={"symbol": "line-ns", "size": 34, "line": {"width": 3, "color": INK.now}},
    )
    figure.update_layout(barmode="overlay", height=58, margin={"l": 0, "r": 0, "t": 2, "b": 2}, showlegend=False)
    if text:
        _figures_at_the_side(figure, [""], [text])
    figure.update_xaxes(visible=False, range=[0, reach])
    figure.update_yaxes(visible=False, range=[-0.5, 0.5])
    return figure


def fold_others(values: Mapping[str, float], most: int = len(CATEGORIES)) -> dict[str, float]:
    """The largest categories in descending order, all further ones summed up as 其他, which stands last."""
    ordered = sorted((name for name in values if name != OTHER), key=lambda name: -values[name])
    kept = {name: values[name] for name in ordered[:most]}
    rest = values.get(OTHER, 0) + sum(values[name] for name in ordered[most:])
    return {**kept, OTHER: rest} if rest else kept


def _lying(figure: go.Figure, rows: int) -> None:
    figure.update_layout(height=PAD + ROW * max(rows, 1), showlegend=False)
    figure.update_yaxes(autorange="reversed", type="category", showgrid=False)


def _figures_at_the_side(figure: go.Figure, names: Texts, figures: Texts) -> None:
    """A right-aligned column of figures beside the bars, where no line crosses them."""
    place = {"x": 1, "xref": "paper", "xshift": 64, "xanchor": "right", "yref": "y"}
    notes = [
        {**place, "y": name, "text": text, "showarrow": False, "font": {"color": INK.now}}
        for name, text in zip(names, figures, strict=True)
    ]
    figure.update_layout(annotations=[*figure.layout.annotations, *notes], margin={"r": 68})


def _faded(colour: str, share: float) -> str:
    red, green, blue = (int(colour[start:start + 2], 16) for start in (1, 3, 5))
    return f"rgba({red},{green},{blue},{max(0.0, min(1.0, share)):.2f})"

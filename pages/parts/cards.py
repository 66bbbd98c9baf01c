"""Figure cards: label, figure, change, spark line; the whole card is a link that keeps the scope."""

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from typing import Literal

import streamlit as st

from pages.parts.look import PRIMARY
from pages.parts.words import MISSING, is_missing

Feeling = Literal["good", "bad", "plain"]
WIDTH, HEIGHT = 120, 28
SPARK = (
    f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-4 0 {WIDTH + 8} {HEIGHT}" preserveAspectRatio="none">'
    f"<style>path{{{{fill:none;stroke:{PRIMARY.light};stroke-width:1.6;stroke-linejoin:round;"
    "vector-effect:non-scaling-stroke}}.end{{stroke-width:6;stroke-linecap:round}}"
    f"@media(prefers-color-scheme:dark){{{{path{{{{stroke:{PRIMARY.dark}}}}}}}}}</style>"
    '<path d="{path}"/><path class="end" d="M{x:.1f} {y:.1f}h.01"/></svg>'
)


@dataclass(frozen=True)
class Card:
    """One figure. page and query: where the card leads. note: numerator, denominator or coverage, in words."""

    label: str
    value: str
    unit: str = ""
    change: str = ""
    feeling: Feeling = "plain"
    note: str = ""
    series: Sequence[float | None] = ()
    page: str | None = None
    query: dict[str, str] | None = None


def show_cards(cards: Sequence[Card], per_row: int = 6) -> None:
    """Rows of equally wide cards."""
    for start in range(0, len(cards), per_row):
        row = cards[start:start + per_row]
        with st.container(key=f"cards-{row[0].label}"):
            for place, card in zip(st.columns(len(row), gap="small"), row, strict=True):
                with place, st.container(border=True, key=f"card-{card.label}", height="stretch"):
                    _show_card(card)


def _show_card(card: Card) -> None:
    missing = " missing" if card.value == MISSING else ""
    unit = f"<small>{escape(card.unit)}</small>" if card.unit and not missing else ""
    st.html(
        f'<div class="figure"><div class="label">{escape(card.label)}</div>'
        f'<div class="value{missing}">{escape(card.value)}{unit}</div>'
        f'<div class="change {card.feeling}">{escape(card.change)}&nbsp;</div>'
        f"{spark_line(card.series)}"
        f'<div class="note">{escape(card.note)}&nbsp;</div></div>'
    )
    if card.page:
        st.page_link(card.page, label=f"查看{card.label}", query_params=card.query or {})


def spark_line(series: Sequence[float | None]) -> str:
    """A line with its last figure marked, gaps where figures are missing; blank with fewer than two figures.

    A picture, since inline drawings are cut out of the page; its colour follows the theme of the page round it.
    """
    known = [value for value in series if not is_missing(value)]
    if len(known) < 2:
        return '<div class="spark"></div>'
    low, high = min(known), max(known)
    step, reach = WIDTH / (len(series) - 1), (high - low) or 1
    points = [
        None if is_missing(value) else (index * step, HEIGHT - 5 - (HEIGHT - 10) * (value - low) / reach)
        for index, value in enumerate(series)
    ]
    end = next(point for point in reversed(points) if point is not None)
    drawing = SPARK.format(path=_path(points), x=end[0], y=end[1])
    return f'<img class="spark" alt="" src="data:image/svg+xml;base64,{b64encode(drawing.encode()).decode()}">'


def _path(points: Sequence[tuple[float, float] | None]) -> str:
    steps, pen = [], "M"
    for point in points:
        if point is None:
            pen = "M"
            continue
        steps.append(f"{pen}{point[0]:.1f} {point[1]:.1f}")
        pen = "L"
    return "".join(steps)

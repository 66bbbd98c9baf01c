"""Little column charts in plain HTML, for paper as well as for the screen: figures by year, a tick for a promise."""

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from pathlib import Path

import streamlit as st

from pages.parts.words import MISSING, is_missing, number

STYLE = Path(__file__).parent / "little_charts.css"
WHOLE_FROM = 1000
"""Figures of this size are written without decimals."""


@dataclass(frozen=True)
class Little:
    """One chart. promised: one per period, or none at all."""

    title: str
    unit: str
    values: Sequence[float | None]
    promised: Sequence[float | None] = ()
    decimals: int = 1

    def in_words(self, periods: Sequence[str]) -> str:
        """For who cannot see it."""
        said = (
            f"{period}{number(value, self.decimals, self.unit)}"
            + (f"（承诺{number(due, self.decimals, self.unit)}）" if not is_missing(due) else "")
            for period, value, due in zip(periods, self.values, self.dues, strict=True)
        )
        return f"{self.title}：{'，'.join(said)}"

    @property
    def dues(self) -> Sequence[float | None]:
        """A promise, or None, for each period."""
        return self.promised or [None] * len(self.values)


def show_little(charts: Sequence[Little], periods: Sequence[str]) -> None:
    """The charts beside each other, all over the same periods."""
    st.html(STYLE)
    st.html(f'<div class="littles">{"".join(_chart(one, periods) for one in charts)}</div>')


def _chart(chart: Little, periods: Sequence[str]) -> str:
    known = [one for one in (*chart.values, *chart.dues) if not is_missing(one)]
    most = max([*known, 0]) or 1
    columns = "".join(
        _column(period, value, due, most, chart.decimals)
        for period, value, due in zip(periods, chart.values, chart.dues, strict=True)
    )
    unit = f"<small>{escape(chart.unit)}</small>" if chart.unit else ""
    return (
        f'<figure role="img" aria-label="{escape(chart.in_words(periods), quote=True)}"><figcaption>'
        f"{escape(chart.title)}{unit}</figcaption><div>{columns}</div></figure>"
    )


def _column(period: str, value: float | None, due: float | None, most: float, decimals: int) -> str:
    """Negative figures have no height; their number says so."""
    missing = is_missing(value)
    height = 0 if missing else max(0, 100 * value / most)
    is_short = not missing and not is_missing(due) and round(value, 9) < round(due, 9)
    tick = "" if is_missing(due) else f'<em style="bottom:{max(0, 100 * due / most):.1f}%"></em>'
    promised = "" if is_missing(due) else f"<small>承诺{_said(due, decimals)}</small>"
    return (
        f'<div class="period"><div class="drawing{" short" if is_short else ""}"><i style="height:{height:.1f}%"></i>'
        f'{tick}</div><b class="{"missing" if missing else ""}">{_said(value, decimals)}</b>{promised}'
        f"<small>{escape(period)}</small></div>"
    )


def _said(value: float | None, decimals: int) -> str:
    return MISSING if is_missing(value) else number(value, 0 if abs(value) >= WHOLE_FROM else decimals)

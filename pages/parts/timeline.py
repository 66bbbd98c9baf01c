"""What happened, the newest first, by year: a list that prints."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from core.views.timeline import KINDS
from pages.parts.empty import empty
from pages.parts.words import day

STYLE = Path(__file__).parent / "timeline.css"
RECENT = 24


def pick_kinds(key: str, usual: Sequence[str] = KINDS) -> list[str]:
    """Which kinds of events to tell of; the usual ones at first."""
    return st.pills("类别", KINDS, selection_mode="multi", default=list(usual), key=key, label_visibility="collapsed")


def show_timeline(events: pd.DataFrame, who: dict[str, str] | None = None) -> None:
    """events: core.views.timeline. who: credit code -> name, to be said where the list is about many enterprises."""
    if events.empty:
        empty("还没有记录", "签约、填报、核查、检查和整改登记后，按日期列在这里")
        return
    recent, earlier = events.head(RECENT), events.iloc[RECENT:]
    more = f"<details><summary>更早的{len(earlier)}条</summary>{_years(earlier, who or {})}</details>"
    st.html(STYLE)
    st.html(f'<div class="timeline">{_years(recent, who or {})}{more if len(earlier) else ""}</div>')


def _years(events: pd.DataFrame, who: dict[str, str]) -> str:
    rows: dict[int, list[str]] = {}
    for event in events.itertuples():
        name = who.get(event.credit_code, "") if event.credit_code else ""
        subject = f"<b>{escape(name)}</b>" if name else ""
        rows.setdefault(event.on.year, []).append(
            f'<li><time>{day(event.on)[5:]}</time><i>{escape(event.kind)}</i><span>{subject}{escape(event.text)}</span></li>'
        )
    return "".join(f"<h4>{year}年</h4><ol>{''.join(items)}</ol>" for year, items in rows.items())

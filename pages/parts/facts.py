"""Facts of one thing as label and value, side by side."""

from collections.abc import Mapping
from html import escape
from pathlib import Path

import streamlit as st

STYLE = Path(__file__).parent / "facts.css"


def show_facts(facts: Mapping[str, str], *, columns: int = 2) -> None:
    """A list of facts in so many columns; what has no value should be said as 无数据 by the caller."""
    rows = "".join(f"<div><dt>{escape(label)}</dt><dd>{escape(value)}</dd></div>" for label, value in facts.items())
    st.html(STYLE)
    st.html(f'<dl class="facts" style="--columns:{columns}">{rows}</dl>')

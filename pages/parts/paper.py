"""Tables for paper: the same column descriptions as on screen, drawn as HTML, so that every row is printed."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pandas as pd
import streamlit as st

from pages.parts import words
from pages.parts.tables import Column, Columns
from pages.parts.words import MISSING, is_missing

STYLE = Path(__file__).parent / "paper.css"
SHORT = 12
"""Texts up to this length are never broken."""


def paper_table(
    frame: pd.DataFrame, columns: Columns, *, caption: str, links: Mapping[str, Sequence[str | None]] | None = None,
) -> None:
    """caption: what the table is, for who cannot see it. links: column -> where each of its cells leads, or None."""
    head = "".join(f'<th scope="col" class="{one.kind}">{escape(one.header)}</th>' for one in columns.values())
    rows = []
    for place, row in enumerate(frame[list(columns)].to_dict("records")):
        cells = (
            _cell(row[name], column, (links or {}).get(name, {place: None})[place]) for name, column in columns.items()
        )
        rows.append(f"<tr>{''.join(cells)}</tr>")
    st.html(STYLE)
    st.html(
        f'<table class="paper"><caption>{escape(caption)}</caption><thead><tr>{head}</tr></thead>'
        f"<tbody>{''.join(rows)}</tbody></table>"
    )


def _cell(value: Any, column: Column, link: str | None) -> str:
    missing = is_missing(value) or value == ""
    text = escape(MISSING if missing else in_words(value, column))
    if link and not missing:
        text = f'<a href="{escape(link)}" target="_self">{text}</a>'
    marks = [column.kind, "missing" if missing else "", "short" if len(str(value)) <= SHORT else ""]
    return f'<td class="{" ".join(filter(None, marks))}">{text}</td>'


def in_words(value: Any, column: Column) -> str:
    """A cell as it is written; units stand in the header."""
    match column.kind:
        case "percent":
            return words.percent(value, column.decimals).removesuffix("%")
        case "number":
            return words.number(value, column.decimals)
        case "day":
            return words.day(value)
    return str(value)


def address(page: str, query: Mapping[str, str]) -> str:
    """Where a link of a table leads."""
    return f"{page}?{urlencode(query)}"

"""The head of every page: title, the question it answers, the pickers, the statement in words, the source line."""

from collections.abc import Sequence
from datetime import date
from html import escape

import streamlit as st

from pages.parts.database import catalogue
from pages.parts.empty import no_parks
from pages.parts.scope import Scope, pick_scope
from pages.parts.words import day_in_words


def open_page(title: str, question: str) -> Scope:
    """Title, question and pickers; returns the scope. An empty database is said so, and the page ends there."""
    known = catalogue()
    mark = '<span class="demo">演示数据</span>' if known.is_demo else ""
    st.html(f'<header class="page-head"><h1>{escape(title)}</h1>{mark}<p>{escape(question)}</p></header>')
    if not known.parks:
        no_parks()
        st.stop()
    with st.container(key="scope"):
        return pick_scope(known, date.today())


def statement(*sentences: str, calm: bool = False) -> None:
    """One or two sentences that a clerk could read out; calm where nothing presses."""
    body = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences if sentence)
    st.html(f'<section class="statement{" calm" if calm else ""}" role="status">{body}</section>')


def source_line(
    scope: Scope, rule_versions: Sequence[str], data_version: str, completeness: str = ""
) -> None:
    """What all figures of the page rest on: scope, day, rule versions, data version and completeness."""
    parts = [
        scope.label, f"截至{day_in_words(scope.as_of)}", completeness,
        f"规则版本 {'、'.join(rule_versions)}", f"数据版本 {data_version}",
    ]
    st.html('<p class="source">' + " · ".join(escape(part) for part in parts if part) + "</p>")


def section(title: str, hint: str = "") -> None:
    """The heading of a part of the page, with a hint beside it."""
    st.html(f'<h2 class="section">{escape(title)}<small>{escape(hint)}</small></h2>')

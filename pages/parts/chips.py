"""Chips: warning levels, verdicts, space states and other short words, each with its sign."""

from html import escape

import streamlit as st

from core.terms import Severity, SpaceState
from pages.parts.look import CANNOT_JUDGE, LEVELS, SPACE_STATES, Mark


def chip(mark: Mark, text: str | None = None, *, dashed: bool = False) -> str:
    """HTML of one chip; text replaces the mark's own word."""
    css = "chip dashed" if dashed else "chip"
    return (
        f'<span class="{css}" style="--tone:{mark.tone.css}"><i aria-hidden="true">{mark.sign}</i>'
        f"{escape(mark.word if text is None else text)}</span>"
    )


def level_chip(level: Severity, count: int | None = None) -> str:
    """HTML: ● 红色预警 3."""
    mark = LEVELS[level]
    return chip(mark, mark.word if count is None else f"{mark.word} {count}")


def cannot_judge_chip(missing: str = "") -> str:
    """HTML: 无法判断（缺2025年年报), dashed; missing names what is not there."""
    return chip(CANNOT_JUDGE, f"{CANNOT_JUDGE.word}（{missing}）" if missing else None, dashed=True)


def state_chip(state: SpaceState) -> str:
    """HTML of a space state: a filled swatch, as in the legend of maps and stacking plans."""
    mark = SPACE_STATES[state]
    return f'<span class="state" style="--tone:{mark.tone.css}"><i aria-hidden="true"></i>{escape(mark.word)}</span>'


def show_chips(*chips: str) -> None:
    """One row of chips."""
    st.html(f'<div class="chips">{"".join(chips)}</div>')

"""How states of meetings, items and action items look, and the strip of a meeting's states."""

from collections.abc import Sequence
from html import escape
from pathlib import Path

import streamlit as st

from core.meeting import ActionState, ItemState, MeetingState
from core.terms import Severity
from pages.parts.look import BAD, FAINT_INK, GOOD, LEVELS, PRIMARY, Mark

STYLE = Path(__file__).parent / "meetings.css"
WARM = LEVELS[Severity.ORANGE].tone
ITEMS = {
    ItemState.OPEN: Mark("待议", "○", FAINT_INK), ItemState.DECIDED: Mark("已议定", "✔", GOOD),
    ItemState.DEFERRED: Mark("缓议", "◆", WARM), ItemState.WITHDRAWN: Mark("撤回", "—", FAINT_INK),
}
ACTIONS = {
    ActionState.UNDER_WAY: Mark("办理中", "○", PRIMARY), ActionState.REPORTED: Mark("已报办结", "◆", WARM),
    ActionState.SENT_BACK: Mark("退回补办", "▲", BAD), ActionState.DONE: Mark("已办结", "✔", GOOD),
}
STRIP = (MeetingState.NOTICE, MeetingState.OPEN, MeetingState.MINUTES, MeetingState.ISSUED)


def show_strip(state: MeetingState, notes: Sequence[str]) -> None:
    """The states that a meeting goes through, the present one marked. notes: under each of them."""
    st.html(STYLE)
    if state is MeetingState.CANCELLED:
        st.html(f'<ol class="meeting-strip"><li class="now"><b>已取消</b><small>{escape(notes[0])}</small></li></ol>')
        return
    now = STRIP.index(state)
    steps = "".join(
        f'<li class="{"done" if place < now else "now" if place == now else ""}"'
        f'{" aria-current=step" if place == now else ""}><b>{one}</b><small>{escape(note)}</small></li>'
        for place, (one, note) in enumerate(zip(STRIP, notes, strict=True))
    )
    st.html(f'<ol class="meeting-strip">{steps}</ol>')

"""One item of the agenda: what is moved, what was decided, the form, the material; changing it before the meeting."""

from html import escape

import streamlit as st

from core.access import Action, User
from core.meeting import ItemState, MeetingState
from data.meetings.agenda import edit_item, move_item, remove_item
from data.meetings.views import SeenItem, WholeMeeting
from pages.parts.chips import chip
from pages.parts.database import engine
from pages.parts.look import FAINT_INK, Mark
from pages.parts.meetings.deciding import show_deciding, show_decisions
from pages.parts.meetings.marks import ITEMS
from pages.parts.meetings.materials import show_material
from pages.parts.pressing import press

CHANGEABLE = (MeetingState.NOTICE, MeetingState.OPEN)


def show_item(user: User, meeting: WholeMeeting, item: SeenItem) -> None:
    """From what is moved down to the material."""
    kind = chip(Mark(item.kind.value, "▪", FAINT_INK))
    title = escape(f"{item.position}. {item.title}")
    st.html(
        f'<div class="agenda-head"><h3>{title}</h3>{chip(ITEMS[item.state])}{kind}</div>'
        f'<p class="motion"><b>提请议定</b>{escape(item.motion)}</p>'
    )
    show_decisions(item)
    show_deciding(user, meeting, item)
    if user.may(Action.MEET) and meeting.state in CHANGEABLE and item.state is ItemState.OPEN:
        _change(user, meeting, item)
    show_material(user, meeting, item)


def _change(user: User, meeting: WholeMeeting, item: SeenItem) -> None:
    key = f"edit-{item.id}-{item.version}"
    with st.expander("修改议题", icon=":material/edit:"):
        st.text_input("议题名称", item.title, key=f"{key}-title", max_chars=80)
        st.text_area("提请议定", item.motion, key=f"{key}-motion", height=100)
        with st.container(horizontal=True):
            press("保存议题", key, lambda pressing: edit_item(
                engine(), user, item.id, st.session_state[f"{key}-title"].strip(),
                st.session_state[f"{key}-motion"].strip(), seen_version=item.version, key=pressing), "议题已保存。")
            _move(user, meeting, item, "上移", -1)
            _move(user, meeting, item, "下移", 1)
            if meeting.state is MeetingState.NOTICE:
                press("移出议程", f"remove-{item.id}-{item.version}", lambda pressing: remove_item(
                    engine(), user, item.id, seen_version=item.version, key=pressing), "已移出议程。", type="tertiary")


def _move(user: User, meeting: WholeMeeting, item: SeenItem, label: str, by: int) -> None:
    position = item.position + by
    if 1 <= position <= len(meeting.items):
        press(label, f"move{by}-{item.id}-{meeting.version}", lambda pressing: move_item(
            engine(), user, item.id, position, seen_version=meeting.version, key=pressing), f"已{label}。")

"""The list of meetings, and the one that is chosen in it."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data.meetings.views import MeetingSummary
from pages.parts import tables
from pages.parts.tables import show_table

STATES = {"已通知": "blue", "会议中": "orange", "拟纪要": "violet", "已印发": "green", "已取消": "gray"}
COLUMNS: tables.Columns = {
    "title": tables.text("会议"), "state": tables.text("状态", width=90, colours=STATES),
    "starts": tables.text("时间", width=150), "place": tables.text("地点"),
    "items": tables.number("议题", "项", width=80), "waiting": tables.number("待议", "项", width=80),
    "issued": tables.text("印发日期", width=110),
}
MOST_ROWS = 3


def chosen_meeting(meetings: Sequence[MeetingSummary]) -> int | None:
    """By the address, else the latest that was not cancelled; its id."""
    asked = st.query_params.get("meeting", "")
    known = {str(one.id): one.id for one in meetings}
    going_on = [one.id for one in meetings if one.state != "已取消"] or [one.id for one in meetings]
    return known.get(asked) or (going_on[0] if going_on else None)


def show_meetings(meetings: Sequence[MeetingSummary], chosen: int) -> None:
    """A click opens one: its number goes into the address."""
    frame = pd.DataFrame([_row(one) for one in meetings])
    ids = [one.id for one in meetings]
    show_table(
        frame, COLUMNS, key=f"meetings-{chosen}-{len(ids)}", alt="历次联席会议", pick=True,
        height=tables.HEADER + tables.ROW * MOST_ROWS, chosen=ids.index(chosen),
        on_pick=lambda row: open_meeting_page(ids[row]),
    )


def _row(one: MeetingSummary) -> dict[str, object]:
    return {
        "title": one.title, "state": one.state.value, "starts": f"{one.starts_at:%Y-%m-%d %H:%M}", "place": one.place,
        "items": one.items, "waiting": one.waiting, "issued": f"{one.issued_on}" if one.issued_on else "未印发",
    }


def open_meeting_page(meeting_id: int) -> None:
    """From the next run on."""
    st.query_params.from_dict({"meeting": str(meeting_id)})

"""One meeting on the page: where it stands, what comes next, its agenda with the chosen item, its minutes."""

import streamlit as st

from core.access import User
from core.meeting import ItemState, MeetingState
from data.meetings.views import WholeMeeting
from pages.parts.header import section, statement
from pages.parts.meetings.agenda import chosen_item, show_agenda
from pages.parts.meetings.item import show_item
from pages.parts.meetings.marks import show_strip
from pages.parts.meetings.materials import make_all
from pages.parts.meetings.minutes import show_minutes
from pages.parts.meetings.notice import moment_in_words, show_notice
from pages.parts.meetings.steps import show_steps
from pages.parts.words import day_in_words, moment

PRESSING = (MeetingState.OPEN, MeetingState.MINUTES)
PAPER, ITEM = "会议纪要", "所选议题"
FINISHED = (MeetingState.MINUTES, MeetingState.ISSUED)


def show_meeting(user: User, meeting: WholeMeeting) -> None:
    """The minutes come first once there are any, the agenda before."""
    statement(in_short(meeting), calm=meeting.state not in PRESSING)
    show_strip(meeting.state, _notes(meeting))
    with st.container(horizontal=True, vertical_alignment="center", key="meeting-steps"):
        with st.container(width="content"):
            show_steps(user, meeting)
        make_all(user, meeting)
        if meeting.state is not MeetingState.CANCELLED:
            st.html(f'<a class="present" href="/present/meeting/{meeting.id}" target="_blank">上墙演示</a>')
    chosen = chosen_item(meeting)
    left, right = st.columns([2, 3], gap="large")
    with left:
        show_agenda(user, meeting, chosen)
        section("会议通知")
        show_notice(user, meeting)
    with right:
        if meeting.state in FINISHED and _pick_side(meeting) == PAPER:
            show_minutes(user, meeting)
        elif chosen:
            show_item(user, meeting, chosen)


def _pick_side(meeting: WholeMeeting) -> str | None:
    """Of a meeting that has ended its minutes are shown, or the item that was clicked."""
    asked = st.query_params.get("item", "")
    return st.segmented_control(
        "右侧", [PAPER, ITEM], default=ITEM if asked else PAPER, key=f"side-{meeting.id}-{asked}", required=True,
        label_visibility="collapsed",
    )


def in_short(meeting: WholeMeeting) -> str:
    """Where it stands, in one sentence."""
    counts = {state: len(meeting.in_state(state)) for state in ItemState}
    ended = "，".join(f"{state}{count}项" for state, count in counts.items() if count)
    match meeting.state:
        case MeetingState.NOTICE:
            return (f"{meeting.title}定于{moment_in_words(meeting.starts_at)}在{meeting.place}召开，"
                    f"列入议题{len(meeting.items)}项。")
        case MeetingState.OPEN:
            return f"{meeting.title}正在进行，议题{len(meeting.items)}项：{ended}。"
        case MeetingState.MINUTES:
            confirmed = f"{meeting.confirmed_by}已确认，待印发" if meeting.confirmed_at else "纪要待领导确认"
            return f"{meeting.title}已结束，议题{len(meeting.items)}项：{ended}；{confirmed}。"
        case MeetingState.ISSUED:
            return f"{meeting.title}纪要已于{day_in_words(meeting.issued_on)}印发，{ended}，决议已生效。"
    return f"{meeting.title}已取消：{meeting.cancelled_why}。"


def _notes(meeting: WholeMeeting) -> list[str]:
    """Under each state, what is known of it."""
    if meeting.state is MeetingState.CANCELLED:
        return [meeting.cancelled_why]
    came = f"到会{len(meeting.attendance)}个单位" if meeting.attendance else ""
    confirmed = f"{meeting.confirmed_by}，{moment(meeting.confirmed_at)}确认" if meeting.confirmed_at else ""
    issued = f"{day_in_words(meeting.issued_on)}印发" if meeting.issued_on else ""
    return [moment_in_words(meeting.starts_at), came, confirmed, issued]

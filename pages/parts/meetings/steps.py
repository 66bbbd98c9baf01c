"""What comes next for a meeting: opened, ended, confirmed, issued, or cancelled; each by who may do it."""

import streamlit as st

from core.access import Action, User
from core.meeting import ItemState, MeetingState
from data import clock
from data.meetings.attending import amend_attendance
from data.meetings.calling import cancel, change_notice, open_meeting
from data.meetings.minutes import confirm, issue, to_minutes
from data.meetings.views import WholeMeeting
from pages.parts.database import catalogue, engine
from pages.parts.meetings.attending import ask_attendance, ticked
from pages.parts.meetings.made import minutes_maker, scope_for
from pages.parts.meetings.notice import ask_notice, notice_of, typed_notice
from pages.parts.meetings.opening import briefings_of
from pages.parts.meetings.units import units_of
from pages.parts.pressing import press
from pages.parts.scope import day_at_hand

EFFECT = "印发后各项决议即行编号生效、交办到责任单位；此后不能修改，只能按编号更正。"


def show_steps(user: User, meeting: WholeMeeting) -> None:
    """The buttons of the present state."""
    if user.may(Action.MEET):
        match meeting.state:
            case MeetingState.NOTICE:
                _before(user, meeting)
            case MeetingState.OPEN:
                _end(user, meeting)
            case MeetingState.MINUTES:
                _issue(user, meeting)
    if user.may(Action.CONFIRM) and meeting.state is MeetingState.MINUTES and not meeting.confirmed_at:
        press("确认纪要", f"confirm-{meeting.id}-{meeting.version}", lambda key: confirm(
            engine(), user, meeting.id, seen_version=meeting.version, key=key), "纪要已确认，由联席会议办公室印发。",
            type="primary", icon=":material/verified:")
        st.caption("确认的是下方纪要的内容；此后如有改动，须重新确认。")


def _before(user: User, meeting: WholeMeeting) -> None:
    key = f"notice-{meeting.id}-{meeting.version}"
    with st.container(horizontal=True):
        with st.popover("开会", icon=":material/play_arrow:", type="primary", width=150):
            ask_attendance(f"{key}-came", meeting.units)
            press("登记到会并开会", f"open-{meeting.id}-{meeting.version}", lambda pressing: open_meeting(
                engine(), user, meeting.id, ticked(f"{key}-came", meeting.units), seen_version=meeting.version,
                key=pressing), "会议已开始。", type="primary")
        with st.popover("修改通知", icon=":material/edit:", width=150):
            ask_notice(key, notice_of(meeting), units_of(meeting.county),
                       briefings_of(user, meeting.county, meeting.deck_id))
            as_of = st.date_input("数据截至", meeting.as_of, key=f"{key}-as-of", format="YYYY-MM-DD") or meeting.as_of
            press("保存通知", key, lambda pressing: change_notice(
                engine(), user, meeting.id, typed_notice(key, as_of), seen_version=meeting.version, key=pressing),
                "会议通知已修改。")
        with st.popover("取消会议", icon=":material/close:", width=150):
            st.text_input("取消的理由", key=f"{key}-why", max_chars=120)
            press("确认取消", f"cancel-{meeting.id}-{meeting.version}", lambda pressing: cancel(
                engine(), user, meeting.id, st.session_state[f"{key}-why"].strip(), seen_version=meeting.version,
                key=pressing), "会议已取消。")


def _end(user: User, meeting: WholeMeeting) -> None:
    waiting = len(meeting.in_state(ItemState.OPEN))
    with st.container(horizontal=True):
        press("结束会议，起草纪要", f"end-{meeting.id}-{meeting.version}", lambda key: to_minutes(
            engine(), user, meeting.id, seen_version=meeting.version, key=key), "会议已结束，纪要草稿见下方。",
            type="primary", disabled=waiting > 0, icon=":material/stop:")
        _amend(user, meeting)
    if waiting:
        st.caption(f"还有{waiting}项待议：逐项议定、缓议或撤回后方可结束会议。")


def _amend(user: User, meeting: WholeMeeting) -> None:
    key = f"came-{meeting.id}-{meeting.version}"
    with st.popover("更正到会", icon=":material/how_to_reg:", width=150):
        ask_attendance(key, meeting.units, meeting.attendance)
        press("保存到会情况", key, lambda pressing: amend_attendance(
            engine(), user, meeting.id, ticked(key, meeting.units, meeting.attendance), seen_version=meeting.version,
            key=pressing), "到会情况已更正。")
        if meeting.confirmed_at:
            st.caption("纪要列明到会单位：更正后须请领导重新确认。")


def _issue(user: User, meeting: WholeMeeting) -> None:
    today = day_at_hand(catalogue(user.reach), clock.today())
    make = minutes_maker(scope_for(user, meeting.county, meeting.as_of))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        on = st.date_input("印发日期", max(today, meeting.held_on), key=f"issue-on-{meeting.id}", format="YYYY-MM-DD",
                           width=170) or today
        press("印发纪要", f"issue-{meeting.id}-{meeting.version}", lambda key: issue(
            engine(), user, meeting.id, make, seen_version=meeting.version, on=on, key=key),
            "纪要已印发，决议生效。", type="primary", disabled=not meeting.confirmed_at, icon=":material/send:")
        _amend(user, meeting)
    st.caption(EFFECT if meeting.confirmed_at else f"待领导确认纪要后方可印发。{EFFECT}")

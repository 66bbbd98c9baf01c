"""The minutes: their draft while they are drawn up, the frozen ones once they are issued."""

import streamlit as st

from core.access import User
from core.meeting import MeetingState
from data.meetings.views import WholeMeeting
from data.papers import paper_of
from pages.parts.database import engine
from pages.parts.header import section
from pages.parts.meetings.made import minutes_maker, scope_for
from pages.parts.meetings.materials import download
from pages.parts.papers.view import show_paper
from pages.parts.words import moment


def show_minutes(user: User, meeting: WholeMeeting) -> None:
    """Nothing before the meeting has ended."""
    if meeting.minutes_id:
        frozen = paper_of(engine(), user, meeting.minutes_id)
        section("会议纪要", f"{frozen.stamp.number}，{meeting.issued_on}印发")
        with st.container(horizontal=True):
            download(user, meeting.minutes_id)
            st.page_link("papers.py", label="发送与签收", icon=":material/send:",
                         query_params={"paper": str(meeting.minutes_id)})
        show_paper(frozen.paper)
    elif meeting.state is MeetingState.MINUTES:
        at = meeting.confirmed_at
        section("会议纪要（草稿）", f"{meeting.confirmed_by}于{moment(at)}确认" if at else "待领导确认")
        show_paper(minutes_maker(scope_for(user, meeting.county, meeting.as_of))(meeting))

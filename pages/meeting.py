"""联席会议 — what is to be decided, what was decided, and who is to do it?"""

import streamlit as st

from core.access import Action
from data.meetings.reading import read_meeting, read_meetings
from pages.parts.beyond import show_numbered_beyond
from pages.parts.database import catalogue, engine
from pages.parts.done import show_done
from pages.parts.empty import empty, no_parks
from pages.parts.header import enter
from pages.parts.meetings.calling import VIEW, call_meeting
from pages.parts.meetings.listing import chosen_meeting, show_meetings
from pages.parts.meetings.whole import show_meeting
from pages.parts.pressing import show_refused
from pages.parts.refusal import refuse_press, refuse_presses

HELD, CALLING = "历次会议", "召集会议"

user = enter("联席会议", "议什么，议定了什么，由谁去办", Action.FOLLOW)
known = catalogue(user.reach)
if not known.parks:
    no_parks()
    st.stop()
view = HELD
if user.may(Action.MEET):
    view = st.segmented_control("办理", [HELD, CALLING], default=HELD, key=VIEW, required=True,
                                label_visibility="collapsed")
else:
    refuse_presses(user, Action.MEET, but=("confirm",))
if not user.may(Action.CONFIRM):
    refuse_press(user, "confirm", Action.CONFIRM)
with st.container():  # Always there, so that what is open below stays open when the sentence goes.
    show_done()
    show_refused()
if view == CALLING:
    call_meeting(user, known)
    st.stop()
meetings = read_meetings(engine(), user)
show_numbered_beyond(user, "meeting", {one.id for one in meetings})
chosen = chosen_meeting(meetings)
if chosen is None:
    empty("还没有召集过联席会议", "联席会议办公室可在“召集会议”中按数据提议的议程召集")
    st.stop()
show_meetings(meetings, chosen)
show_meeting(user, read_meeting(engine(), user, chosen))

"""简报通报 — which papers are there, what do they say, and what has changed since?"""

import streamlit as st

from core.access import Action
from data.papers import PaperError
from pages.parts.database import catalogue
from pages.parts.done import show_done
from pages.parts.empty import empty, no_parks
from pages.parts.header import enter
from pages.parts.papers.listing import show_papers
from pages.parts.papers.making import LISTED, VIEW, make_briefing, make_bulletin
from pages.parts.pressing import show_refused
from pages.parts.refusal import refuse_presses

MAKING = {"制作简报": make_briefing, "制作通报": make_bulletin}

user = enter("简报通报", "把某一天的数据定稿成可以直接发出的文件", Action.SEE)
known = catalogue(user.reach)
if not known.parks:
    no_parks()
    st.stop()
view = LISTED
if user.may(Action.BRIEF):
    st.session_state.setdefault(VIEW, LISTED)
    view = st.segmented_control("办理", [LISTED, *MAKING], key=VIEW, required=True, label_visibility="collapsed")
else:
    refuse_presses(user, Action.BRIEF, but=("receive",))
with st.container():  # Always there, so that what is open below stays open when the sentence goes.
    show_done()
    show_refused()
try:
    if view in MAKING:
        MAKING[view](user, known)
    else:
        show_papers(user)
except PaperError as fault:
    empty("文件不能打开", str(fault))

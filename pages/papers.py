"""简报通报 — which papers are there, what do they say, and what has changed since?"""

import streamlit as st

from core.access import Action
from data.papers import papers_of
from pages.parts.beyond import show_numbered_beyond
from pages.parts.database import engine
from pages.parts.done import show_done
from pages.parts.empty import empty
from pages.parts.header import open_page
from pages.parts.papers.detail import show_detail
from pages.parts.papers.listing import pick_paper
from pages.parts.papers.making import make_briefing, make_bulletin
from pages.parts.refusal import refuse_presses
from pages.parts.user import current_user

LISTED = "已定稿的文件"
MAKING = {"制作简报": make_briefing, "制作通报": make_bulletin}

scope, user = open_page("简报通报", "把某一天的数据定稿成可以直接发出的文件"), current_user()
view = LISTED
if user.may(Action.BRIEF):
    view = st.segmented_control("办理", [LISTED, *MAKING], default=LISTED, key="papers-view", required=True,
                                label_visibility="collapsed")
else:
    refuse_presses(user, Action.BRIEF, but=("receive",))
show_done()
if view in MAKING:
    MAKING[view](user, scope)
else:
    entries = papers_of(engine(), user)
    show_numbered_beyond(user, "paper", {one.id for one in entries})
    asked = st.query_params.get("paper", "")
    chosen = next((one for one in entries if str(one.id) == asked), entries[0] if entries else None)
    if chosen is None:
        empty("还没有定稿的文件", "联席会议办公室可在“制作简报”“制作通报”中定稿")
    else:
        pick_paper(entries, chosen.id)
        show_detail(user, scope, chosen)

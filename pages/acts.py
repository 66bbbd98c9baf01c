"""操作记录 — who did what, when, and is the record whole?"""

import streamlit as st

from core.access import Action
from pages.parts.act_detail import show_act
from pages.parts.act_export import download_acts
from pages.parts.act_filters import pick_wanted
from pages.parts.act_list import page_of, show_list, turn_pages
from pages.parts.act_verdict import in_short, offer_verifying, verify_now
from pages.parts.empty import empty
from pages.parts.header import enter, statement

user = enter("操作记录", "谁在什么时候做了什么，记录有没有被动过", Action.READ_ACTS)
head, button = st.columns([8, 1], vertical_alignment="center")
with button:
    is_asked = offer_verifying()
with head:
    if is_asked:
        verify_now()
    sentences, is_calm = in_short(user)
    statement(*sentences, calm=is_calm)
wanted = pick_wanted(user)
page = page_of(user, wanted)

if not page.acts:
    empty("没有符合的操作记录", "填报、导入、登录和导出等操作都会自动记在这里；可放宽上面的条件")
else:
    left, right = st.columns([7, 5], gap="medium")
    with left:
        chosen = show_list(page)
        with st.container(horizontal=True, vertical_alignment="center", gap="small", key="act-tools"):
            turn_pages(page)
            download_acts(user, wanted)
    with right:
        show_act(user, chosen)

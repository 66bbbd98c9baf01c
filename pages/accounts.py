"""账号管理 — who may sign in, and what do they see?"""

import streamlit as st

from core.access import Action
from data.account_list import accounts
from data.wanted import places
from pages.parts.account_actions import act_on
from pages.parts.account_form import new_account
from pages.parts.account_list import in_short, pick_account
from pages.parts.database import engine
from pages.parts.done import show_done
from pages.parts.header import enter, section, statement
from pages.parts.visit.block import show_changes

user = enter("账号管理", "谁可以登录，能看到什么", Action.MANAGE_ACCOUNTS)
found, known = accounts(engine()), places(engine())
statement(*in_short(found), calm=not any(one.is_locked for one in found))
show_done()
show_changes(user, "accounts")
left, right = st.columns([5, 3], gap="large")
with left:
    section("全部账号", "点一行，在右侧办理")
    chosen = pick_account(found, known)
with right:
    existing, new = st.tabs(["所选账号", "新建账号"])
    with existing:
        act_on(user, chosen, known)
    with new:
        new_account(user, known)

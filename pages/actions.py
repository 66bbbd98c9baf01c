"""交办事项 — what did the joint meeting give whom to do, and is it done?"""

import streamlit as st

from core.access import Action
from data import clock
from data.meetings.reading import read_actions
from pages.parts.beyond import show_numbered_beyond
from pages.parts.database import catalogue, engine
from pages.parts.done import show_done
from pages.parts.empty import empty, no_parks
from pages.parts.header import enter, statement
from pages.parts.meetings.following import in_order, in_short, pick_action, refuse_others, show_action
from pages.parts.pressing import show_refused
from pages.parts.scope import day_at_hand

user = enter("交办事项", "联席会议交办了什么，办结没有", Action.SEE)
known = catalogue(user.reach)
if not known.parks:
    no_parks()
    st.stop()
today = day_at_hand(known, clock.today())
actions = in_order(read_actions(engine(), user), today)
show_numbered_beyond(user, "action", {one.id for one in actions})
refuse_others(user, actions)
statement(*in_short(user, actions, today), calm=not any(one.is_overdue(today) for one in actions))
with st.container():  # Always there, so that what is open below stays open when the sentence goes.
    show_done()
    show_refused()
if not actions:
    is_unknown = user.may(Action.ANSWER) and not user.unit
    empty("没有交办事项", "本账号没有登记单位，交办事项无法送达，请联系管理员登记" if is_unknown
          else "纪要印发后，决议的责任单位在此办理和反馈")
    st.stop()
left, right = st.columns([3, 2], gap="large")
with left:
    chosen = pick_action(actions, today)
with right:
    show_action(user, chosen, today)

"""To whom a paper went, and who confirmed its receipt."""

from uuid import uuid4

import pandas as pd
import streamlit as st

from core.access import Action, User
from core.paper import PaperKind
from data.account_list import member_units
from data.dispatches import Recipient, dispatches_of, receive, send
from data.papers import PaperEntry
from pages.parts import tables
from pages.parts.database import catalogue, engine
from pages.parts.done import tell
from pages.parts.header import section
from pages.parts.refusal import refuse_press
from pages.parts.tables import show_table
from pages.parts.words import moment

SENDABLE = (PaperKind.BRIEFING, PaperKind.BULLETIN, PaperKind.MINUTES)
WAITING = "未签收"


def show_sent(user: User, entry: PaperEntry) -> None:
    """The sent list with receipts; a button to confirm for whom it went to, and to send for the office."""
    lines = dispatches_of(engine(), user, entry.id)
    may_send = user.may(Action.BRIEF) and entry.kind in SENDABLE
    if not (lines and user.may(Action.RECEIVE)):
        refuse_press(user, "receive", Action.RECEIVE)
    if not (lines or may_send):
        return
    confirmed = sum(one.received_at is not None for one in lines)
    section("发送与签收", f"已发送{len(lines)}个单位，签收{confirmed}个" if lines else "还没有发送")
    if lines:
        frame = pd.DataFrame([
            (one.recipient, moment(one.sent_at), moment(one.received_at) if one.received_at else WAITING,
             one.received_by or "") for one in lines
        ], columns=["recipient", "sent", "received", "by"])
        show_table(frame, {
            "recipient": tables.text("单位"), "sent": tables.text("发送", width=130),
            "received": tables.text("签收", width=130), "by": tables.text("签收人", width=80),
        }, key="sent", alt="发送与签收", height=240)
    is_waited_for = user.may(Action.RECEIVE) and any(one.received_at is None for one in lines)
    if is_waited_for and st.button("签收", type="primary", icon=":material/done:", key=f"receive-{entry.id}"):
        receive(engine(), user, entry.id)
        tell(f"已签收{entry.number}。")
        st.rerun()
    if may_send:
        _ask(user, entry, {one.recipient for one in lines})


def _ask(user: User, entry: PaperEntry, there: set[str]) -> None:
    """Parks of the county or of the paper, and the units of accounts; those that have it already are left out."""
    parks = {
        one.name: one.code for one in catalogue(user.reach).parks
        if one.county_code in entry.coverage.counties and (not entry.coverage.parks or one.code in entry.coverage.parks)
    }
    offered = [name for name in [*parks, *member_units(engine(), entry.coverage.counties)] if name not in there]
    with st.expander("发送", icon=":material/send:"), st.form(f"send-{entry.id}", border=False):
        chosen = st.multiselect("发送给", offered, default=[name for name in offered if name in parks],
                                key=f"to-{entry.id}", placeholder="选择园区和成员单位")
        if st.form_submit_button("发送") and chosen:
            count = send(engine(), user, entry.id, [Recipient(name, parks.get(name)) for name in chosen],
                         key=uuid4().hex)
            tell(f"{entry.number}已发送给{count}个单位。")
            st.rerun()

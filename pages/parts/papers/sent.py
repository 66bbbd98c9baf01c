"""To whom a paper went, and who confirmed its receipt."""

from collections import Counter
from collections.abc import Sequence

import pandas as pd
import streamlit as st

from core.access import Action, User
from core.paper import PaperKind
from data.account_list import receiving_units
from data.dispatches import DispatchEntry, Recipient, dispatches_of, receive, send
from data.papers import PaperEntry, PaperError
from pages.parts import tables
from pages.parts.database import catalogue, engine
from pages.parts.header import section
from pages.parts.pressing import press
from pages.parts.refusal import refuse_press
from pages.parts.tables import show_table
from pages.parts.words import moment

SENDABLE = (PaperKind.BRIEFING, PaperKind.BULLETIN, PaperKind.MINUTES)
WAITING = "未签收"
COLUMNS: tables.Columns = {
    "recipient": tables.text("单位"), "received": tables.text("签收", width=130), "by": tables.text("签收人", width=75),
}


def show_sent(user: User, entry: PaperEntry) -> None:
    """The sent list with receipts; a button to confirm for whom it went to, and to send for the office."""
    lines = dispatches_of(engine(), user, entry.id)
    may_send = user.may(Action.BRIEF) and entry.kind in SENDABLE
    if not (lines and user.may(Action.RECEIVE)):
        refuse_press(user, "receive", Action.RECEIVE)
    if not (lines or may_send):
        return
    confirmed = sum(one.received_at is not None for one in lines)
    is_recipient = user.may(Action.RECEIVE)
    section("发送与签收", _so_far(len(lines), confirmed) if not is_recipient else "发给本账号的")
    if is_recipient and confirmed < len(lines):
        press("签收", f"receive-{entry.id}", lambda _: receive(engine(), user, entry.id), f"已签收{entry.number}。",
              type="primary", icon=":material/done:")
    if lines:
        _table(lines)
    if may_send:
        _offer(user, entry, {one.recipient for one in lines})


def _so_far(sent: int, confirmed: int) -> str:
    return f"已发送{sent}个单位，签收{confirmed}个，未签收{sent - confirmed}个" if sent else "还没有发送"


def _table(lines: Sequence[DispatchEntry]) -> None:
    """Who has not confirmed comes first."""
    frame = pd.DataFrame([
        (one.recipient, moment(one.received_at) if one.received_at else WAITING, one.received_by or "")
        for one in sorted(lines, key=lambda one: one.received_at is not None)
    ], columns=list(COLUMNS))
    show_table(frame, COLUMNS, key="sent", alt="发送与签收", height=240)
    times = Counter((one.sent_at, one.sent_by) for one in lines)
    st.caption("；".join(
        f"{by}于{moment(at)}发送" + (f"{count}个单位" if count > 1 else "") for (at, by), count in times.items()))


def _offer(user: User, entry: PaperEntry, there: set[str]) -> None:
    """Parks of the county or of the paper, and the units of accounts; those that have it already are left out."""
    parks = {
        one.name: one.code for one in catalogue(user.reach).parks
        if one.county_code in entry.coverage.counties and (not entry.coverage.parks or one.code in entry.coverage.parks)
    }
    offered = [name for name in [*parks, *receiving_units(engine(), entry.coverage.counties)] if name not in there]
    if not offered:
        st.caption("园区和成员单位都已发送")
        return
    name = f"send-{entry.id}-{len(there)}"
    with st.expander("发送", icon=":material/send:"), st.form(name, border=False):
        st.multiselect("发送给", offered, default=[name for name in offered if name in parks], key=f"{name}-to",
                       placeholder="选择园区和成员单位")
        st.caption("发送后，文件列在收件园区和单位的“我的工作”中，等待签收")
        press("发送", name, lambda key: _send(user, entry, parks, name, key), in_form=True)


def _send(user: User, entry: PaperEntry, parks: dict[str, str], name: str, key: str) -> str:
    """To those who are chosen in the form when it is sent."""
    chosen = st.session_state[f"{name}-to"]
    if not chosen:
        raise PaperError("请先选择发送给哪些园区和单位。")
    send(engine(), user, entry.id, [Recipient(one, parks.get(one)) for one in chosen], key=key)
    return f"{entry.number}已发送给{chosen[0] if len(chosen) == 1 else f'{len(chosen)}个单位'}。"

"""What was decided on an item, and the form beside it: decide, defer, withdraw, take up again, correct."""

from html import escape

import streamlit as st

from core.access import Action, User
from core.meeting import NEEDS_DEADLINE, NEEDS_TEXT, ItemState, MeetingState, Result, Ruling
from data import clock
from data.meetings.correcting import correct
from data.meetings.deciding import decide, defer, reopen, withdraw
from data.meetings.views import SeenDecision, SeenItem, WholeMeeting
from pages.parts.database import catalogue, engine
from pages.parts.header import section
from pages.parts.meetings.units import units_of
from pages.parts.pressing import press
from pages.parts.scope import day_at_hand
from pages.parts.words import day_in_words

DECIDABLE = (MeetingState.OPEN, MeetingState.MINUTES)
HINT = (
    f"{'、'.join(one for one in Result if one in NEEDS_TEXT)}须写明议定内容；"
    f"{'、'.join(NEEDS_DEADLINE)}须定完成期限。"
)


def show_decisions(item: SeenItem) -> None:
    """The first and its corrections; what was replaced is struck through."""
    for one in item.decisions:
        st.html(_ruling(one, is_replaced=one.corrected_by is not None))
    if item.remark and item.state in (ItemState.DEFERRED, ItemState.WITHDRAWN):
        st.html(f'<p class="ruling">{item.state}<small>理由：{escape(item.remark)}</small></p>')


def _ruling(one: SeenDecision, *, is_replaced: bool) -> str:
    ruling = one.ruling
    text = f"{ruling.result}：{ruling.text}" if ruling.text else ruling.result.value
    notes = [
        ruling.number or "已议定、待纪要", f"责任单位：{'、'.join(ruling.units)}" if ruling.units else "",
        f"完成期限：{day_in_words(ruling.due_on)}" if ruling.due_on else "", f"更正事由：{one.why}" if one.why else "",
        "已被更正" if is_replaced else "",
    ]
    css = "ruling replaced" if is_replaced else "ruling"
    return f'<p class="{css}">{escape(text)}<small>{escape("　".join(filter(None, notes)))}</small></p>'


def show_deciding(user: User, meeting: WholeMeeting, item: SeenItem) -> None:
    """What the office may do with the item as it stands."""
    if not user.may(Action.MEET):
        return
    if meeting.state in DECIDABLE and item.state in (ItemState.OPEN, ItemState.DECIDED):
        _decide(meeting, user, item)
    if meeting.state in DECIDABLE and item.state is ItemState.OPEN:
        _put_off(user, item)
    if meeting.state in DECIDABLE and item.state is not ItemState.OPEN:
        press("重新审议", f"reopen-{item.id}-{item.version}", lambda key: reopen(
            engine(), user, item.id, seen_version=item.version, key=key), "已恢复为待议。", icon=":material/undo:")
    if meeting.state is MeetingState.ISSUED and item.decision:
        _correct(meeting, user, item, item.decision)


def _decide(meeting: WholeMeeting, user: User, item: SeenItem) -> None:
    before = item.decision
    section("议定" if before is None else "更改议定", "先记为已议定、待纪要，纪要印发后生效")
    key = f"decide-{item.id}-{item.version}"
    with st.form(key, border=False):
        _ask(key, meeting, item, before.ruling if before else None)
        press("记为已议定", key, lambda pressing: _decided(user, item, key, pressing),
              f"“{item.title}”已议定、待纪要。", in_form=True, type="primary")


def _decided(user: User, item: SeenItem, key: str, pressing: str) -> None:
    decide(engine(), user, item.id, _typed(key), seen_version=item.version, key=pressing)
    st.query_params.pop("item", None)


def _ask(key: str, meeting: WholeMeeting, item: SeenItem, now: Ruling | None) -> None:
    st.segmented_control("议定结果", list(Result), default=now.result if now else Result.AGREED, key=f"{key}-result",
                         required=True)
    st.caption(HINT)
    st.text_area("议定内容", now.text if now else "", key=f"{key}-text", height=100,
                 placeholder=f"不填即照提请议定的内容：{item.motion}")
    left, right = st.columns([2, 1])
    units = units_of(meeting.county, [*meeting.units, *(now.units if now else ())])
    left.multiselect("责任单位", units, list(now.units) if now else [], key=f"{key}-units", accept_new_options=True,
                     placeholder="选择或输入单位名称")
    right.date_input("完成期限", now.due_on if now else None, key=f"{key}-due", format="YYYY-MM-DD")


def _typed(key: str) -> Ruling:
    state = st.session_state
    return Ruling(Result(state[f"{key}-result"]), state[f"{key}-text"].strip(), tuple(state[f"{key}-units"]),
                  state[f"{key}-due"])


def _put_off(user: User, item: SeenItem) -> None:
    with st.expander("缓议或撤回", icon=":material/pause:"):
        key = f"why-{item.id}-{item.version}"
        st.text_input("理由", key=key, placeholder="写入会议纪要，如：面积待核实", max_chars=120)
        with st.container(horizontal=True):
            for word, act in (("缓议", defer), ("撤回", withdraw)):
                press(word, f"{act.__name__}-{item.id}-{item.version}", lambda pressing, act=act: act(
                    engine(), user, item.id, st.session_state[key].strip(), seen_version=item.version, key=pressing,
                ), f"“{item.title}”已{word}。")


def _correct(meeting: WholeMeeting, user: User, item: SeenItem, decision: SeenDecision) -> None:
    today = day_at_hand(catalogue(user.reach), clock.today())
    key = f"correct-{decision.id}"
    with st.expander(f"更正{decision.number}", icon=":material/edit:"), st.form(key, border=False):
        st.caption("已生效的决议不能修改；更正是一份新决议，另行编号，原决议保留。")
        _ask(key, meeting, item, decision.ruling)
        st.text_input("更正事由", key=f"{key}-why", max_chars=120)
        press("作出更正决议", key, lambda pressing: correct(
            engine(), user, decision.id, _typed(key), why=st.session_state[f"{key}-why"].strip(), on=today,
            key=pressing), f"已更正{decision.number}。", in_form=True)

"""What happened to a record: who, when, old and new; and the way to take a wrong one out of the facts."""

import json
from html import escape

import streamlit as st

from core.access import User
from data.history import Happening, history_of
from data.intake.values import shown
from pages.parts.database import engine
from pages.parts.forms.filling import Filling
from pages.parts.forms.guide import guides
from pages.parts.forms.saving import on_void
from pages.parts.header import section
from pages.parts.words import moment_lately

MOST = 12


def show_past(user: User, filling: Filling) -> None:
    """The latest first."""
    section("变更记录", "最近的在前")
    found = history_of(engine(), user, filling.sheet.name, json.loads(filling.where.record))
    if not found:
        st.html('<p class="field-hint">还没有变更；随台账导入、未经更正的记录没有变更</p>')
        return
    items = "".join(_item(filling.sheet.name, one) for one in found[:MOST])
    more = f'<p class="field-hint">另有{len(found) - MOST}次更早的变更</p>' if len(found) > MOST else ""
    st.html(f'<ol class="history">{items}</ol>{more}')


def _item(sheet: str, one: Happening) -> str:
    why = f'<span class="why">事由：{escape(one.reason)}</span>' if one.reason else ""
    if one.old is None or one.new is None:
        what = "登记" if one.old is None else ""
    else:
        what = "；".join(_moved(sheet, header, one) for header in one.old)
    return f"<li><time>{moment_lately(one.at)}</time>{escape(one.by)} {escape(one.kind)} {what}{why}</li>"


def _moved(sheet: str, header: str, one: Happening) -> str:
    field = guides()[sheet].fields.get(header)
    old, new = (escape(shown((side or {}).get(header))) or "空" for side in (one.old, one.new))
    return f"{escape(field.label if field else header)} {old} → <b>{new}</b>"


def show_voiding(filling: Filling) -> None:
    """Asks for the reason; what still rests on the record is said."""
    problems = st.session_state.get(f"void-problems-{filling.name}") or []
    with st.expander("作废这条记录", icon=":material/block:", expanded=bool(problems)):
        st.html('<p class="field-hint">登记错误、重复登记的记录才作废；正常终止、销号的请办理相应事项。'
                "作废后不再计入任何统计，可在“已作废”中查看和恢复。</p>")
        st.text_input("作废事由 ＊", key=f"void-{filling.name}", placeholder="例：重复登记")
        for one in problems:
            st.html(f'<p class="mistake" role="alert">▲ {escape(one.reason)}。{escape(one.remedy)}。</p>')
        st.button("确认作废", key="void", on_click=on_void)

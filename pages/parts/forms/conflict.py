"""Two people on one record: what the other changed, when, beside what is typed here; of each one value is chosen."""

from html import escape

import streamlit as st

from data.conflicts import Conflict
from data.intake.values import shown
from pages.parts.forms.filling import Filling
from pages.parts.forms.saving import MINE, THEIRS, choice_key, on_settle
from pages.parts.forms.typed import is_blank
from pages.parts.header import section, statement
from pages.parts.words import moment_lately


def show_conflicts(filling: Filling) -> None:
    """The table, a choice under it for each row, and the button that saves again."""
    who = "、".join(dict.fromkeys(one.by for one in filling.conflicts if one.by)) or "他人"
    statement(f"没有保存：您打开这条记录之后，{who}改动了其中{len(filling.conflicts)}项。请逐项选定，再保存。")
    section("两边的改动")
    st.html(_table(filling))
    for one in filling.conflicts:
        key = choice_key(filling, one)
        if key not in st.session_state:
            st.session_state[key] = None if one.header in filling.changed() else THEIRS
        st.segmented_control(_label(filling, one), [THEIRS, MINE], key=key)
    with st.container(horizontal=True, gap="small"):
        st.button("按选定的保存", key="settle", type="primary", icon=":material/save:", on_click=on_settle)
        st.button("回到表单", key="unsettle", on_click=_back)
    if any(st.session_state.get(choice_key(filling, one)) is None for one in filling.conflicts):
        st.html('<p class="field-hint">每一项都选定后才能保存</p>')


def _back() -> None:
    filling: Filling | None = st.session_state.get("filling")
    if filling is not None:
        filling.conflicts = []


def _label(filling: Filling, conflict: Conflict) -> str:
    return filling.guide.fields[conflict.header].label


def _table(filling: Filling) -> str:
    heads = "".join(f'<th scope="col">{one}</th>' for one in ("字段", "打开时", "对方改为", "我填的"))
    rows = "".join(_row(filling, one) for one in filling.conflicts)
    return f'<table class="conflict"><thead><tr>{heads}</tr></thead><tbody>{rows}</tbody></table>'


def _row(filling: Filling, conflict: Conflict) -> str:
    seen, theirs, mine = (escape(shown(one)) or "空" for one in (conflict.seen, conflict.theirs, conflict.mine))
    who = escape("，".join(filter(None, (conflict.by, moment_lately(conflict.at) if conflict.at else ""))))
    is_mine = conflict.header in filling.changed() and not is_blank(filling.values.get(conflict.header))
    note = "" if is_mine else "<small>没有改动</small>"
    return (
        f'<tr><th scope="row">{escape(_label(filling, conflict))}</th><td>{seen}</td>'
        f"<td>{theirs}<small>{who}</small></td><td>{mine}{note}</td></tr>"
    )

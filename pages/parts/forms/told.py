"""After saving: what was saved, with a link to it, and the way to undo it."""

from html import escape

import streamlit as st

from pages.parts.forms.saving import Saved, on_undo
from pages.parts.forms.where import NEW, Where, go


def show_saved() -> None:
    """One line, until the next form is opened or it is put away."""
    done: Saved | None = st.session_state.get("saved")
    if done is None:
        return
    css = "saved undone" if done.is_undone else "saved"
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="saved-line"):
        st.html(f'<p class="{css}" role="status">{escape(done.said)}</p>', width="stretch")
        if done.after is not None:
            st.button("打开", key="saved-open", icon=":material/open_in_new:", on_click=_open, args=(done,))
        if not done.is_undone:
            st.button("撤销", key="saved-undo", icon=":material/undo:", on_click=on_undo)
        if done.before is None and done.after is not None and not done.is_undone:
            st.button("再登记一条", key="saved-more", icon=":material/add:", on_click=_more, args=(done,))
        st.button("知道了", key="saved-close", type="tertiary", on_click=_close)
    for one in done.problems:
        st.html(f'<p class="mistake" role="alert">▲ {escape(one.reason)}。{escape(one.remedy)}。</p>')


def _open(done: Saved) -> None:
    _close()
    go(Where(done.subject, done.record))


def _more(done: Saved) -> None:
    _close()
    go(Where(done.subject, NEW))


def _close() -> None:
    st.session_state.pop("saved", None)

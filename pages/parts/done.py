"""What was just done, said once at the head of the page; a one-time password stays until it is put away."""

from html import escape

import streamlit as st

DONE = "done"


def tell(sentence: str, password: str | None = None) -> None:
    """Say it on the next run."""
    st.session_state[DONE] = sentence, password


def show_done() -> None:
    """What the run before has left to say."""
    sentence, password = st.session_state.get(DONE) or ("", None)
    if not sentence:
        return
    secret = (
        f"<p>一次性密码 <code>{escape(password)}</code>，请用可靠方式交给本人；收起后不能再看，首次登录必须修改。</p>"
        if password else ""
    )
    st.html(f'<section class="statement calm" role="status"><p>{escape(sentence)}</p>{secret}</section>')
    if password is None:
        st.session_state[DONE] = None
    else:
        st.button("已抄录，收起", key="put-away", on_click=_put_away)


def mistake(problems: dict[str, str], field: str) -> None:
    """What is wrong with a field, under it."""
    if field in problems:
        st.html(f'<p class="mistake" role="alert">{escape(problems[field])}</p>')


def _put_away() -> None:
    st.session_state[DONE] = None

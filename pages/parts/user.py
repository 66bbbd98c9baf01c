"""Who is looking: asked of the database on every run, so that a disabled account is out at its next click."""

from html import escape

import streamlit as st

from core.access import User
from data.sessions import Visitor, visitor
from data.settings import settings
from data.tokens import form_proof
from pages.parts.database import engine

ENDED = (
    '<div class="empty" role="alert"><b>登录已失效</b><span>登录已超时、已在别处退出，或账号已停用。</span>'
    '<a href="/sign-in" target="_self">重新登录</a></div>'
)


def current_user() -> User:
    """The account behind this run; where nobody is signed in any more, the run ends with a sentence."""
    who = behind_this_run()
    if who.user is None or who.must_change:
        st.html(ENDED)
        st.stop()
    return who.user


def behind_this_run() -> Visitor:
    """By the cookie that the browser brought."""
    return visitor(engine(), session_token())


def session_token() -> str | None:
    """From the cookie that only the server reads."""
    return st.context.cookies.get(settings().session_cookie)


def show_user(user: User) -> None:
    """Who is signed in, and the way out, at the foot of the menu."""
    proof = form_proof(session_token() or "")
    st.sidebar.html(
        f'<div class="signed-in"><span title="账号 {escape(user.name)}">{escape(user.full_name)} · {user.role}</span>'
        '<a href="/password" target="_self">修改密码</a>'
        f'<form method="post" action="/sign-out"><input type="hidden" name="proof" value="{proof}">'
        "<button>退出</button></form></div>"
    )

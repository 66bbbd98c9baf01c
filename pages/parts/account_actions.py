"""What an administrator does with one account: each with a reason, which goes into the record of acts."""

from collections.abc import Callable
from html import escape
from uuid import uuid4

import streamlit as st

from core.access import User
from data.account_list import Listed
from data.accounts import AccountError, change, disable, enable, end_sessions, reset, unlock
from data.tokens import one_time_password
from data.wanted import Places, Problems, Wanted
from pages.parts.account_form import account_fields
from pages.parts.account_list import last_sign_in, scope_in_words
from pages.parts.database import engine
from pages.parts.done import mistake, tell

CHANGE, DISABLE, ENABLE, RESET, UNLOCK, END = "变更资料", "停用", "启用", "重置密码", "解锁", "强制退出"
EFFECTS = {
    CHANGE: "改姓名、角色或范围，已登录的在下一次点击时生效。", DISABLE: "不能再登录；已登录的在下一次点击时退出。",
    ENABLE: "可以再登录，密码不变。", RESET: "得到一次性密码，原密码作废，各设备上的登录退出。",
    UNLOCK: "不必等到锁定结束，可立即再试。", END: "各设备上的登录全部退出，账号仍可登录。",
}
SIMPLE: dict[str, Callable[..., None]] = {DISABLE: disable, ENABLE: enable, UNLOCK: unlock, END: end_sessions}


def act_on(by: User, one: Listed, known: Places) -> None:
    """What the account is, and what can be done with it."""
    name, version = one.wanted.name, st.session_state.setdefault("account-version", 0)
    st.html(_facts(one, known))
    actions = offered_actions(one)
    key = f"edit-{name}-{version}"
    what = st.pills("办理", actions, default=actions[0], key=f"{key}-what", required=True) or actions[0]
    problems: Problems = st.session_state.get(f"{key}-{what}", {})
    st.caption(EFFECTS[what])
    wanted = account_fields(key, one.wanted, known, problems) if what == CHANGE else one.wanted
    reason = st.text_input("事由", key=f"{key}-reason", placeholder="记入操作记录，如：岗位调整")
    mistake(problems, "reason")
    mistake(problems, "form")
    if st.button(f"确认{what}", type="primary", key=f"{key}-confirm"):
        _confirm(by, what, wanted, reason.strip(), f"{key}-{what}")
        st.rerun()


def offered_actions(one: Listed) -> list[str]:
    """Only what would change something."""
    offered = {
        CHANGE: True, DISABLE: not one.is_disabled, ENABLE: one.is_disabled, RESET: not one.wanted.subject,
        UNLOCK: one.is_locked, END: bool(one.sessions),
    }
    return [word for word, is_offered in offered.items() if is_offered]


def _confirm(by: User, what: str, wanted: Wanted, reason: str, key: str) -> None:
    """Do it, or note what is wrong for the next run."""
    filling, password = st.session_state.setdefault(f"{key}-filling", (uuid4().hex, one_time_password()))
    try:
        problems = _done(by, what, wanted, reason, filling, password)
    except AccountError as refusal:
        problems = {"form": str(refusal)}
    st.session_state[key] = problems
    if not problems:
        st.session_state["account-version"] += 1
        tell(f"账号 {wanted.name}（{wanted.full_name}）已{what}。", password if what == RESET else None)


def _done(by: User, what: str, wanted: Wanted, reason: str, filling: str, password: str) -> Problems:
    if not reason:
        return {"reason": "请填写事由。"}
    if what == CHANGE:
        return change(engine(), by, wanted, reason=reason)
    if what == RESET:
        reset(engine(), by, wanted.name, password, reason=reason, key=filling)
    else:
        SIMPLE[what](engine(), by, wanted.name, reason=reason)
    return {}


def _facts(one: Listed, known: Places) -> str:
    facts = {
        "角色": one.wanted.role.value, "范围": scope_in_words(one.wanted, known), "状态": one.state,
        "上次登录": last_sign_in(one), "在线": f"{one.sessions}处" if one.sessions else "无",
    }
    rows = "".join(f"<dt>{word}</dt><dd>{escape(fact)}</dd>" for word, fact in facts.items())
    head = f"{escape(one.wanted.full_name)}<small>{escape(one.wanted.name)}</small>"
    return f'<section class="account"><h3>{head}</h3><dl>{rows}</dl></section>'

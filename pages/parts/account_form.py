"""The fields of an account, and the form that makes a new one."""

from uuid import uuid4

import streamlit as st

from core.access import PERMISSIONS, Action, Role, User
from core.terms import SupervisionLine
from data.accounts import ELSEWHERE, create
from data.catalogue import DEMO_MARK
from data.settings import settings
from data.tokens import one_time_password
from data.wanted import COUNTY_ROLES, Places, Problems, Wanted
from pages.parts.database import engine
from pages.parts.done import mistake, tell

FILLING = "new-account"
"""Key and password of this filling of the form: kept until it came through, so that two clicks make one account."""
CHOOSE = "请选择"
ROLES_IN_WORDS = {
    Role.LEADER: "查看本县全部园区，不能填报",
    Role.OPERATOR: "填报所选园区的数据",
    Role.DEPARTMENT: "填报本条线的检查和隐患",
    Role.OFFICE: "填报、催报并记录决议",
    Role.ADMINISTRATOR: "管理账号，不看业务数据",
    Role.PROVINCE: "查看所选各县，不能填报",
}


def new_account(by: User, known: Places) -> None:
    """Make an account with a one-time password."""
    key, password = st.session_state.setdefault(FILLING, (uuid4().hex, one_time_password()))
    problems: Problems = st.session_state.get(f"{key}-problems", {})
    name = st.text_input("账号", key=f"{key}-name", help="2至40个小写字母、数字、点、横线或下划线，以字母开头")
    mistake(problems, "name")
    wanted = account_fields(key, Wanted(name, "", Role.LEADER), known, problems)
    if st.button("新建账号", type="primary", key=f"{key}-create"):
        found = create(engine(), by, wanted, password, key=key)
        if found:
            st.session_state[f"{key}-problems"] = found
        else:
            del st.session_state[FILLING]
            made = f"已新建账号 {name.strip().lower()}（{wanted.full_name} · {wanted.role}）。"
            tell(made, None if wanted.subject else password)
        st.rerun()


def account_fields(key: str, now: Wanted, known: Places, problems: Problems) -> Wanted:
    """Holder, role and what the role is bound by, at first as they are now."""
    roles, (left, right) = list(Role), st.columns(2)
    with left:
        full_name = st.text_input("姓名", now.full_name, key=f"{key}-full_name")
        mistake(problems, "full_name")
    role = right.selectbox("角色", roles, roles.index(now.role), key=f"{key}-role")
    st.caption(ROLES_IN_WORDS[role])
    counties = _counties(key, now, known, problems) if role in COUNTY_ROLES else ()
    parks = _parks(key, now, known, problems) if role is Role.OPERATOR else ()
    line = _line(key, now, problems) if role is Role.DEPARTMENT else None
    return Wanted(now.name, full_name, role, counties, parks, line, _subject(key, now, problems), _unit(key, now, role))


def _counties(key: str, now: Wanted, known: Places, problems: Problems) -> tuple[str, ...]:
    options = list(known.counties)
    start = [code for code in now.counties if code in options] or (options if len(options) == 1 else [])
    chosen = st.multiselect(
        "县（市、区）", options, start, lambda code: known.counties[code].removesuffix(DEMO_MARK),
        key=f"{key}-counties", placeholder=CHOOSE,
    )
    mistake(problems, "counties")
    return tuple(chosen)


def _parks(key: str, now: Wanted, known: Places, problems: Problems) -> tuple[str, ...]:
    start = [code for code in now.parks if code in known.parks]
    chosen = st.multiselect(
        "园区", list(known.parks), start, lambda code: known.parks[code][0], key=f"{key}-parks", placeholder=CHOOSE,
    )
    mistake(problems, "parks")
    return tuple(chosen)


def _line(key: str, now: Wanted, problems: Problems) -> SupervisionLine | None:
    lines = list(SupervisionLine)
    start = lines.index(now.line) if now.line else None
    chosen: SupervisionLine | None = st.selectbox("条线", lines, start, key=f"{key}-line", placeholder=CHOOSE)
    mistake(problems, "line")
    return chosen


def _unit(key: str, now: Wanted, role: Role) -> str:
    if Action.ANSWER not in PERMISSIONS[role].actions:
        return ""
    hint = "与联席会议成员单位的名称一致，交办事项据此送达"
    return st.text_input("单位（可不填）", now.unit, key=f"{key}-unit", max_chars=40, help=hint)


def _subject(key: str, now: Wanted, problems: Problems) -> str | None:
    """Asked for only where there is a provider."""
    if not settings().oidc_issuer:
        return now.subject
    hint = "填了就由统一身份认证登录，不用本系统的密码"
    typed = st.text_input(f"{ELSEWHERE}（可不填）", now.subject or "", key=f"{key}-subject", help=hint)
    mistake(problems, "subject")
    return typed.strip() or None

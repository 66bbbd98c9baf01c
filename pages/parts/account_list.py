"""The table of accounts, and the one that is chosen in it."""

from collections.abc import Sequence

import pandas as pd
import streamlit as st

from data.account_list import Listed
from data.catalogue import DEMO_MARK
from data.wanted import Places, Wanted
from pages.parts.tables import show_table, text
from pages.parts.words import moment

CHOSEN = "account"
STATES = {"正常": "green", "待改密码": "blue", "已锁定": "red", "已停用": "gray"}
COLUMNS = {
    "name": text("账号"), "full_name": text("姓名"), "role": text("角色"), "state": text("状态", colours=STATES),
    "scope": text("范围", width=230), "last": text("上次登录", width=135),
}
MOST_NAMED = 3


def in_short(found: Sequence[Listed]) -> list[str]:
    """How many there are, and what wants looking at."""
    able, locked = sum(not one.is_disabled for one in found), sum(one.is_locked for one in found)
    waiting = sum(one.must_change and not one.is_disabled for one in found)
    notes = {f"{locked}个因登录失败过多被锁定": locked, f"{waiting}个的一次性密码还没有修改": waiting}
    noted = "，".join(note for note, number in notes.items() if number)
    first = f"共{len(found)}个账号，可登录的{able}个，此刻在线{sum(bool(one.sessions) for one in found)}个。"
    return [first, f"{noted}。" if noted else ""]


def pick_account(found: Sequence[Listed], known: Places) -> Listed:
    """The account of the row that was clicked, at first the first."""
    names = [one.wanted.name for one in found]
    if st.session_state.get(CHOSEN) not in names:
        st.session_state[CHOSEN] = names[0]
    frame = pd.DataFrame([_row(one, known) for one in found])
    alt = "全部账号及其状态"
    show_table(frame, COLUMNS, key="accounts", alt=alt, height=620, on_pick=lambda row: _choose(names[row]))
    return found[names.index(st.session_state[CHOSEN])]


def scope_in_words(wanted: Wanted, known: Places) -> str:
    """What it sees: parks, else counties, else nothing of the facts."""
    if wanted.parks:
        named = [known.parks[code][0] if code in known.parks else code for code in wanted.parks]
    else:
        named = [known.counties.get(code, code).removesuffix(DEMO_MARK) for code in wanted.counties]
    more = f"等{len(named)}个" if len(named) > MOST_NAMED else ""
    line = f"，{wanted.line}" if wanted.line else ""
    return "、".join(named[:MOST_NAMED]) + more + line or "不看业务数据"


def last_sign_in(one: Listed) -> str:
    """To the minute."""
    return moment(one.last_sign_in) if one.last_sign_in else "从未"


def _row(one: Listed, known: Places) -> dict[str, str]:
    return {
        "name": one.wanted.name, "full_name": one.wanted.full_name, "role": one.wanted.role.value, "state": one.state,
        "scope": scope_in_words(one.wanted, known), "last": last_sign_in(one),
    }


def _choose(name: str) -> None:
    st.session_state[CHOSEN] = name

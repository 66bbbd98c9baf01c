"""One act in full: who, when, why, its place in the chain, and every value before and after."""

from collections.abc import Iterable

import pandas as pd
import streamlit as st

from core.access import User
from data.history import Happening, SeenAct, changes_of
from pages.parts import tables
from pages.parts.act_list import person, subject
from pages.parts.database import engine
from pages.parts.facts import show_facts
from pages.parts.header import section
from pages.parts.words import moment, number, written

LINES: tables.Columns = {
    "record": tables.text("记录", width=146), "header": tables.text("项目", width=110),
    "old": tables.text("原值", width=92), "new": tables.text("新值", width=92),
}
HEIGHT = tables.HEADER + 9 * tables.ROW
BLANK = "—"


def show_act(user: User, act: SeenAct) -> None:
    """The facts of the act and the table of its changes."""
    section(f"第{act.sequence}条 · {act.kind}")
    show_facts(_facts(act), columns=1)
    changes, count = changes_of(engine(), user, act.sequence)
    if changes:
        shown = f"，列出前{number(len(changes))}条" if count > len(changes) else ""
        only = _record(changes[0]) if count == 1 else f"{number(count)}条记录{shown}"
        section("变更", only)
        show_lines(changes, key=f"changes-{act.sequence}")
    elif act.subject is None:
        st.caption("管理员账号只看何人、何时、做了哪一类操作；业务内容不显示。")
    st.html(
        f'<p class="source" style="overflow-wrap:anywhere" title="前一条的校验值 {act.previous_hash}">'
        f"校验值 {act.hash}</p>"
    )


def show_lines(changes: Iterable[Happening], *, key: str) -> None:
    """Every header of every change, old beside new."""
    frame = lines_of(changes)
    columns = LINES if frame["record"].nunique() > 1 else {name: LINES[name] for name in ("header", "old", "new")}
    tables.show_table(frame, columns, key=key, alt=f"{len(frame)}项变更", height=HEIGHT)


def lines_of(changes: Iterable[Happening]) -> pd.DataFrame:
    """One row per header; a record that was added or voided says so in the column where it was not there."""
    rows = [
        (one.sequence, _record(one), header, "（新增）" if one.old is None else old or BLANK,
         "（作废）" if one.new is None else new or BLANK)
        for one in changes for header, old, new in one.lines
    ]
    return pd.DataFrame(rows, columns=["sequence", *LINES])


def _record(one: Happening) -> str:
    return f"{one.sheet} {'、'.join(one.key)}"


def _facts(act: SeenAct) -> dict[str, str]:
    who = f"{person(act)}（{act.account}）" if act.account and act.account != act.full_name else person(act)
    facts = {"时间": moment(act.at), "人员": f"{who} {act.role}".strip(), "对象": subject(act)}
    return facts | detail_of(act)


def detail_of(act: SeenAct) -> dict[str, str]:
    """What else belongs to the act, name by name, without what is blank."""
    return {name: written(_value(value)) for name, value in (act.detail or {}).items() if value not in ("", None)}


def _value(value: object) -> str:
    match value:
        case dict():
            return "，".join(f"{name}{one}" for name, one in value.items())
        case list():
            return "；".join(map(str, value))
        case bool():
            return "是" if value else "否"
        case _:
            return str(value)

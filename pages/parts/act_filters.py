"""Which acts to list: by person, kind, record and days; kept in the URL."""

from datetime import date

import streamlit as st

from core.access import Bound, User
from data.act_filter import Wanted
from data.acts import ActKind
from data.intake.schema import workbook_schema
from pages.parts.address import (
    keep_in_address,
    keep_list_in_address,
    take_day_from_address,
    take_from_address,
    take_list_from_address,
    take_text_from_address,
)
from pages.parts.scope import EARLIEST, LATEST

KINDS = tuple(kind.value for kind in ActKind)
BEFORE, AFTER, CHOSEN = "before", "after", "act"
"""Keys of the page of the list and of the chosen act, which new filters forget."""


def pick_wanted(user: User) -> Wanted:
    """The row of filters; whoever sees no facts is not offered to look for records."""
    sees_facts = user.rights.bound is not Bound.NOTHING_SEEN
    widths = [2, 2.4, 1.6, 3, 1.7, 1.7] if sees_facts else [2, 4, 1.6, 1.6]
    places = iter(st.columns(widths, vertical_alignment="bottom"))
    with next(places):
        person = _text("person", "人员", "姓名或账号")
    with next(places):
        kinds = _kinds()
    sheet, record = None, ""
    if sees_facts:
        with next(places):
            sheet = _sheet()
        with next(places):
            record = _text("record", "记录", "编号，或园区、企业名称")
    with next(places):
        first = _day("from", "自")
    with next(places):
        last = _day("to", "至")
    return Wanted(person, kinds, sheet, record, first, last)


def from_the_start() -> None:
    """Back to the newest ones, with none chosen by hand."""
    for key in (BEFORE, AFTER, CHOSEN):
        st.session_state[key] = None


def _text(key: str, label: str, hint: str) -> str:
    take_text_from_address(key)
    st.text_input(label, key=key, placeholder=hint, on_change=from_the_start, max_chars=100)
    keep_in_address(key, "")
    return str(st.session_state[key]).strip()


def _kinds() -> tuple[str, ...]:
    take_list_from_address("kinds", KINDS)
    st.multiselect("类别", KINDS, key="kinds", placeholder="全部类别", on_change=from_the_start, wrap=False)
    keep_list_in_address("kinds")
    return tuple(st.session_state.kinds)


def _sheet() -> str | None:
    names = list(workbook_schema())
    take_from_address("sheet", [None, *names])
    st.selectbox("台账", names, key="sheet", placeholder="全部", index=None, on_change=from_the_start)
    keep_in_address("sheet")
    return st.session_state.sheet


def _day(key: str, label: str) -> date | None:
    take_day_from_address(key)
    st.date_input(label, key=key, min_value=EARLIEST, max_value=LATEST, format="YYYY-MM-DD", on_change=from_the_start)
    keep_in_address(key)
    return st.session_state[key]

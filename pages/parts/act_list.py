"""One page of acts, the newest first, and the way to the older and the newer ones."""

from dataclasses import dataclass

import pandas as pd
import streamlit as st

from core.access import User
from data.act_filter import Wanted
from data.history import PAGE, SeenAct, acts
from pages.parts import tables
from pages.parts.act_filters import AFTER, BEFORE, CHOSEN, from_the_start
from pages.parts.address import keep_in_address, take_number_from_address
from pages.parts.database import engine
from pages.parts.words import moment

WITHHELD = "不显示"
COLUMNS: tables.Columns = {
    "sequence": tables.number("序号", width=68), "at": tables.text("时间", width=138),
    "person": tables.text("人员", width=92), "kind": tables.text("类别", width=82),
    "subject": tables.text("对象", width="large"),
}
ROWS = 14
HEIGHT = tables.HEADER + ROWS * tables.ROW


@dataclass(frozen=True)
class Page:
    """acts: newest first. has_older, has_newer: whether there are more that way."""

    acts: list[SeenAct]
    has_older: bool
    has_newer: bool


def page_of(user: User, wanted: Wanted) -> Page:
    """Where the list was turned to; one act more is read than shown, to know whether there are more."""
    take_number_from_address(BEFORE)
    take_number_from_address(AFTER)
    before, after = st.session_state[BEFORE], st.session_state[AFTER]
    found = acts(engine(), user, wanted, before=before, after=after, limit=PAGE + 1)
    if after is not None and len(found) <= PAGE:
        found = acts(engine(), user, wanted, limit=PAGE + 1)
        before = after = st.session_state[AFTER] = None
    keep_in_address(BEFORE)
    keep_in_address(AFTER)
    is_more = len(found) > PAGE
    if after is not None:
        return Page(found[1:], has_older=True, has_newer=is_more)
    return Page(found[:PAGE], has_older=is_more, has_newer=before is not None)


def show_list(page: Page) -> SeenAct:
    """The table; returns the chosen act, the first one where none was chosen."""
    take_number_from_address(CHOSEN)
    numbers = [one.sequence for one in page.acts]
    place = numbers.index(st.session_state[CHOSEN]) if st.session_state[CHOSEN] in numbers else 0

    def choose(row: int) -> None:
        st.session_state[CHOSEN] = numbers[row]

    key = f"acts-{numbers[0]}-{numbers[-1]}-{len(numbers)}"
    tables.show_table(frame_of(page.acts), COLUMNS, key=key, alt=f"操作记录{len(numbers)}条", height=HEIGHT,
                      on_pick=choose, chosen=place)
    keep_in_address(CHOSEN)
    return page.acts[place]


def frame_of(found: list[SeenAct]) -> pd.DataFrame:
    """The columns of the list."""
    return pd.DataFrame({
        "sequence": [one.sequence for one in found], "at": [moment(one.at) for one in found],
        "person": [person(one) for one in found],
        "kind": [one.kind for one in found], "subject": [subject(one) for one in found],
    })


def person(act: SeenAct) -> str:
    """By name; nobody was signed in where there is none."""
    return act.full_name or act.account or "未登录"


def subject(act: SeenAct) -> str:
    return WITHHELD if act.subject is None else act.subject or "—"


def turn_pages(page: Page) -> None:
    """Newer, older, and what stands on this page."""
    first, last = page.acts[0].sequence, page.acts[-1].sequence
    st.button("最新", icon=":material/first_page:", disabled=not page.has_newer, on_click=from_the_start)
    st.button("较新", icon=":material/chevron_left:", disabled=not page.has_newer, on_click=_turn,
              args=(AFTER, first))
    st.button("较早", icon=":material/chevron_right:", disabled=not page.has_older, on_click=_turn,
              args=(BEFORE, last))
    st.html(f'<p class="source">本页{len(page.acts)}条，第{last}至{first}条之间</p>')


def _turn(key: str, sequence: int) -> None:
    from_the_start()
    st.session_state[key] = sequence

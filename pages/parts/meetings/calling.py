"""召集会议: the notice, and the agenda that the figures suggest, each item with a box to tick."""

from collections.abc import Sequence
from datetime import datetime, timedelta

import pandas as pd
import streamlit as st

from core.access import User
from core.meeting import ItemKind, Proposal
from data import clock
from data.catalogue import Catalogue
from data.meetings.calling import Notice, call
from pages.parts import tables
from pages.parts.database import engine
from pages.parts.header import section
from pages.parts.meetings.listing import open_meeting_page
from pages.parts.meetings.made import coming_back, proposed, scope_for
from pages.parts.meetings.notice import START, ask_notice, typed_notice
from pages.parts.meetings.opening import briefings_of
from pages.parts.meetings.units import members_of, units_of
from pages.parts.pressing import press
from pages.parts.scope import day_at_hand

KEY, FREE, VIEW = "call", "call-free", "meetings-view"
LINES, MOST_ROWS = 80, 10
"""Pixels of a row, which holds four lines of text; rows shown at once."""
TICKED = (ItemKind.EXIT, ItemKind.LOW_CONCENTRATION, ItemKind.OVERDUE_ACTION)
"""Kinds that are ticked at first."""
COLUMNS: tables.Columns = {
    "kind": tables.text("类别", width=100), "title": tables.text("议题", width=290), "motion": tables.text("提请议定"),
}


def call_meeting(user: User, known: Catalogue) -> None:
    """The form; one button calls it."""
    today = day_at_hand(known, clock.today())
    counties = list(known.counties)
    places = st.columns([2, 1.4, 3]) if len(counties) > 1 else [None, *st.columns([1.4, 5])]
    county = places[0].selectbox("县（市、区）", counties, format_func=known.counties.get, key=f"{KEY}-county") if (
        places[0]) else counties[0]
    as_of = places[1].date_input("数据截至", today, key=f"{KEY}-as-of", format="YYYY-MM-DD") or today
    section("会议通知")
    members, units = members_of(county), units_of(county)
    starts = datetime.combine(today + timedelta(days=3), START)
    ask_notice(KEY, Notice(starts, "", "", tuple(members or units), as_of), units, briefings_of(user, county))
    found = proposed(user, scope_for(user, county, as_of))
    section("议程", f"按截至{as_of}的数据提议{len(found)}项，勾选列入")
    ticked = _tick(found, f"{county}-{as_of}")
    _coming_back(user)
    free = _free_items()
    items = [*(found[row] for row in ticked), *free]
    press(
        f"召集会议（议题{len(items)}项）", "call",
        lambda key: _call(user, county, as_of, items, key), f"会议已召集，列入议题{len(items)}项。", type="primary",
        icon=":material/campaign:",
    )


def _tick(found: Sequence[Proposal], key: str) -> list[int]:
    if not found:
        st.caption("数据没有提议的议题")
        return []
    frame = pd.DataFrame([
        {"kind": one.kind.value, "title": one.title, "motion": one.motion} for one in found
    ])
    first = [place for place, one in enumerate(found) if one.kind in TICKED]
    state = st.dataframe(
        frame, hide_index=True, key=f"{KEY}-agenda-{key}", on_select="rerun", selection_mode="multi-row",
        selection_default={"selection": {"rows": first}}, alt="数据提议的议题",
        column_config={name: st.column_config.TextColumn(one.label, width=one.width) for name, one in COLUMNS.items()},
        row_height=LINES, height=tables.HEADER + LINES * min(len(frame), MOST_ROWS),
    )
    return [row for row in state.selection.rows if row < len(found)]


def _coming_back(user: User) -> None:
    """What was deferred is on the agenda without being ticked."""
    back = coming_back(user)
    if back:
        st.caption(f"上次缓议的{len(back)}项自动列入：{'；'.join(one.title for one in back)}")


def _free_items() -> list[Proposal]:
    """Items that no figure suggests: added one by one."""
    kept: list[Proposal] = st.session_state.setdefault(FREE, [])
    for place, one in enumerate(kept):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**{one.title}**　{one.motion}")
            st.button("移除", key=f"{FREE}-drop-{place}", on_click=kept.pop, args=(place,), type="tertiary")
    with st.expander("增加其他议题", icon=":material/add:"):
        st.text_input("议题名称", key=f"{FREE}-title", max_chars=80, placeholder="关于……事项")
        st.text_area("提请议定", key=f"{FREE}-motion", height=90)
        st.button("列入议程", key=f"{FREE}-add", on_click=_add_free)
    return kept


def _add_free() -> None:
    title, motion = (st.session_state[f"{FREE}-{name}"].strip() for name in ("title", "motion"))
    if title and motion:
        st.session_state[FREE].append(Proposal(ItemKind.FREE, title, motion))
        st.session_state[f"{FREE}-title"] = st.session_state[f"{FREE}-motion"] = ""


def _call(user: User, county: str, as_of: datetime, items: Sequence[Proposal], key: str) -> None:
    made = call(engine(), user, county, typed_notice(KEY, as_of), items, key=key)
    st.session_state[FREE] = []
    st.session_state[VIEW] = None
    open_meeting_page(made)

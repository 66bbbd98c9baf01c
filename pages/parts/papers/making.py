"""Choosing what a paper is to say, and freezing it."""

from datetime import date
from uuid import uuid4

import streamlit as st

from core.access import User
from core.briefing import SECTIONS
from core.bulletin import Span, last_period
from core.paper import Coverage, Paper
from data.freezing import freeze_anew
from data.papers import paper_of, same_before
from pages.parts.database import catalogue, engine
from pages.parts.done import tell
from pages.parts.papers.made import briefing_of, bulletin_of, coverage_of, whole
from pages.parts.papers.view import show_paper
from pages.parts.scope import Scope

PRESSING = "paper-pressing"
ALL = "全部园区"


def make_briefing(user: User, scope: Scope) -> None:
    """Sections, and below the paper as it would be."""
    keys = st.pills("章节", list(SECTIONS), default=list(SECTIONS), format_func=lambda key: SECTIONS[key][0],
                    selection_mode="multi", key="sections")
    if not keys:
        st.caption("请至少选一个章节")
        return
    _offer(user, briefing_of(scope, tuple(key for key in SECTIONS if key in keys)), coverage_of(scope))


def make_bulletin(user: User, scope: Scope) -> None:
    """The latest month, quarter or year that has ended; of the county, or of one park among all."""
    left, right = st.columns([2, 3])
    with left:
        span = st.segmented_control("通报周期", list(Span), default=Span.QUARTER, key="span", required=True)
    period = last_period(Span(span), scope.as_of)
    parks = {one.code: one.name for one in catalogue(scope.reach).parks if scope.county in (None, one.county_code)}
    with right:
        park = st.selectbox("通报对象", [None, *parks], format_func=lambda code: parks.get(code, ALL), key="about")
    st.caption(f"{period.name}，截至{period.last_day}，与{period.before}相比")
    _offer(user, bulletin_of(scope, period, park), coverage_of(whole(scope), park))


def _offer(user: User, paper: Paper, coverage: Coverage) -> None:
    """The button that freezes it, what pressing it will do, and the paper."""
    before = same_before(engine(), paper, coverage)
    said = f"将成为{before.number}的新版本；旧版本和上传的修改稿都保留" if before else "将编入新的文号，定稿后不能修改"
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button("定稿", type="primary", icon=":material/lock:", key="freeze", on_click=_freeze,
                  args=(user, paper, coverage))
        st.caption(said)
    show_paper(paper)


def _freeze(user: User, paper: Paper, coverage: Coverage) -> None:
    """Before anything is drawn, so that the list comes next."""
    key = st.session_state.setdefault(PRESSING, uuid4().hex)
    paper_id, is_new = freeze_anew(engine(), user, paper, coverage, signed_on=date.today(), key=key)
    del st.session_state[PRESSING]
    stamp = paper_of(engine(), user, paper_id).stamp
    tell(f"已定稿：{stamp.number}第{stamp.version}版。" if is_new
         else f"内容与{stamp.number}第{stamp.version}版相同，没有重复定稿。")
    st.session_state["papers-view"] = None
    st.query_params["paper"] = str(paper_id)

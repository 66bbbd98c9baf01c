"""Choosing what a paper is to say, and freezing it."""

import streamlit as st

from core.access import User
from core.briefing import SECTIONS
from core.bulletin import Span, last_period
from core.paper import Coverage, Paper
from data import clock
from data.catalogue import Catalogue
from data.engine import reading_connection
from data.freezing import freeze_anew
from data.papers import paper_of, same_before
from pages.parts.database import engine
from pages.parts.empty import empty
from pages.parts.papers.made import briefing_of, bulletin_of, coverage_of, whole
from pages.parts.papers.view import show_paper
from pages.parts.pressing import press
from pages.parts.scope import pick_county_and_day, pick_scope

VIEW, LISTED = "papers-view", "已定稿的文件"
ALL = "全部园区"


def make_briefing(user: User, known: Catalogue) -> None:
    """Sections, and below the paper as it would be."""
    with st.container(key="scope"):
        scope = pick_scope(known, user.reach, clock.today())
    chosen = st.pills("章节", list(SECTIONS), default=list(SECTIONS), format_func=lambda key: SECTIONS[key][0],
                      selection_mode="multi", key="sections")
    if not chosen:
        empty("还没有选章节", "请至少选一个章节")
    elif scope.compare_to >= scope.as_of:
        empty("对比日应早于截至日", "请把“对比”改到“截至”之前")
    else:
        keys = tuple(key for key in SECTIONS if key in chosen)
        _offer(user, briefing_of(scope, keys), coverage_of(scope))


def make_bulletin(user: User, known: Catalogue) -> None:
    """The latest month, quarter or year that has ended; of the county, or of one park among all."""
    with st.container(key="scope"):
        when, length, about = st.columns([1.4, 1.6, 3])
        with when:
            scope = whole(pick_county_and_day(known, user.reach, clock.today()))
        span = length.segmented_control("通报周期", list(Span), default=Span.QUARTER, key="span", required=True)
        parks = {one.code: one.name for one in known.parks if scope.county in (None, one.county_code)}
        park = about.selectbox("通报对象", [None, *parks], format_func=lambda code: parks.get(code, ALL), key="about")
    period = last_period(Span(span), scope.as_of)
    st.caption(f"通报截至日之前最近一个完整的{span}：{period.name}，数据截至{period.last_day}，与{period.before}相比")
    _offer(user, bulletin_of(scope, period, park), coverage_of(scope, park))


def _offer(user: User, paper: Paper, coverage: Coverage) -> None:
    """The button that freezes it, what pressing it will do, and the paper."""
    with st.container(horizontal=True, vertical_alignment="center"):
        offer_freezing(user, paper, coverage, "定稿", type="primary")
        st.caption(_effect(paper, coverage))
    show_paper(paper)


def _effect(paper: Paper, coverage: Coverage) -> str:
    with reading_connection(engine()) as connection:
        _, before = same_before(connection, paper, coverage) or (None, None)
    if before is None:
        return ("下面是预览。定稿即编入新的文号，数字从此不变；定稿后可下载Word、PowerPoint、PDF、Excel文件，"
                "并发送给园区和成员单位")
    stamp, latest = before.stamp, f"{before.stamp.number}第{before.stamp.version}版"
    if before.paper.says_the_same(paper):
        return f"与已定稿的{latest}内容相同，按下只打开它，不重复定稿"
    return f"将成为{stamp.number}第{stamp.version + 1}版；{latest}和上传的修改稿都保留"


def offer_freezing(user: User, paper: Paper, coverage: Coverage, label: str, **options: str) -> None:
    """The button alone; it freezes what is on screen, even where the facts change before it is pressed."""
    parts = (paper.title, paper.as_of, paper.compare_to, paper.data_version, *(one.key for one in paper.sections))
    press(label, "-".join(map(str, ("freeze", *parts))), lambda key: _freeze(user, paper, coverage, key),
          icon=":material/lock:", **options)


def _freeze(user: User, paper: Paper, coverage: Coverage, key: str) -> str:
    """Freezes it and opens it; what came of it in a sentence."""
    paper_id, is_new = freeze_anew(engine(), user, paper, coverage, signed_on=clock.today(), key=key)
    stamp = paper_of(engine(), user, paper_id).stamp
    st.session_state[VIEW] = LISTED
    st.query_params["paper"] = str(paper_id)
    name = f"{stamp.number}第{stamp.version}版"
    return (f"已定稿：{name}。下面可下载文件、发送给各单位。" if is_new
            else f"内容与{name}相同，没有重复定稿。")

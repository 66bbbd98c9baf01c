"""What has changed since a paper was frozen: its figures beside those of the same paper made of today's facts."""

from collections.abc import Sequence
from html import escape

import streamlit as st

from core.access import Action, User
from core.bulletin import Span, last_period
from core.paper import Paper, PaperKind
from core.paper_changes import PaperChange, changes_since
from data.papers import PaperEntry
from pages.parts.header import section
from pages.parts.papers.made import briefing_of, bulletin_of
from pages.parts.papers.making import offer_freezing
from pages.parts.scope import Scope

MOST_CHANGES = 200
NOT_THERE = "无"


def show_changes(user: User, paper: Paper, entry: PaperEntry) -> None:
    """On the same day; for who makes papers, with a button that freezes the next version."""
    today = _anew(user, paper, entry)
    if today is None:
        return
    found = changes_since(paper, today)
    section("定稿后的变化", "同一截至日，按现有数据重新计算")
    if not found:
        st.caption("没有变化，现有数据与定稿一致")
        return
    left_out = f"，列前{MOST_CHANGES}处" if len(found) > MOST_CHANGES else ""
    st.caption(f"有{len(found)}处与定稿不同{left_out}；定稿本身不变")
    st.html(_table(found[:MOST_CHANGES]))
    if user.may(Action.BRIEF) and entry.is_latest:
        offer_freezing(user, today, entry.coverage, f"按现有数据定稿为第{entry.version + 1}版")


def _table(found: Sequence[PaperChange]) -> str:
    rows = "".join(
        f"<tr><td>{escape(one.what)}<small>{escape(one.where)}</small></td><td>{escape(one.was or NOT_THERE)}</td>"
        f"<td>{escape(one.now or NOT_THERE)}</td></tr>" for one in found
    )
    head = "<tr><th>项目</th><th>定稿</th><th>现在</th></tr>"
    return f'<div class="changes" tabindex="0"><table><thead>{head}</thead><tbody>{rows}</tbody></table></div>'


def _anew(user: User, paper: Paper, entry: PaperEntry) -> Paper | None:
    """The same paper made of today's facts; None where the account does not see all of it, or it is of another kind."""
    covered = entry.coverage
    if not user.reach.sees_all_of(covered.counties, covered.parks):
        return None
    same = Scope(user.reach, covered.counties[0] if len(covered.counties) == 1 else None, covered.parks or None,
                 paper.as_of, paper.compare_to or paper.as_of, paper.scope)
    if paper.kind is PaperKind.BRIEFING:
        return briefing_of(same, tuple(one.key for one in paper.sections))
    if paper.kind is PaperKind.BULLETIN:
        periods = (last_period(span, paper.as_of) for span in Span)
        period = next(one for one in periods if (one.last_day, one.before) == (paper.as_of, paper.compare_to))
        return bulletin_of(same, period, covered.parks[0] if covered.parks else None)
    return None

"""One frozen paper: its files, what has changed since, what people made of it, and to whom it went."""

import pandas as pd
import streamlit as st

from core.access import Action, User
from core.bulletin import Span, last_period
from core.paper import Frozen, Paper, PaperKind
from core.paper_changes import changes_since
from data.acts import ActKind, Done, record
from data.documents import Format, write
from data.papers import PaperEntry, paper_of
from pages.parts import tables
from pages.parts.database import engine
from pages.parts.empty import empty
from pages.parts.header import section, statement
from pages.parts.papers.edited import show_files
from pages.parts.papers.made import briefing_of, bulletin_of
from pages.parts.papers.sent import show_sent
from pages.parts.papers.view import show_paper
from pages.parts.scope import Scope
from pages.parts.tables import show_table
from pages.parts.words import day_in_words, moment

NAMES = {Format.WORD: "Word", Format.POWERPOINT: "PowerPoint", Format.PDF: "PDF", Format.EXCEL: "Excel"}
MOST_CHANGES = 200


def show_detail(user: User, scope: Scope, entry: PaperEntry) -> None:
    """All that belongs to the paper."""
    frozen = paper_of(engine(), user, entry.id)
    statement(
        f"{frozen.stamp.number}第{frozen.stamp.version}版，由{entry.made_by}于{moment(entry.made_at)}定稿，"
        f"数据截至{day_in_words(entry.as_of)}。", "" if entry.is_latest else "这份文件已有更新的版本。",
        calm=entry.is_latest,
    )
    _downloads(user, entry.id, frozen)
    left, right = st.columns([3, 2], gap="large")
    with left:
        show_paper(frozen.paper)
    with right:
        _changes(scope, frozen.paper, entry)
        show_sent(user, entry)
        show_files(user, entry)
        section("凭证", "印在每页页脚")
        st.caption(f"{frozen.stamp.text}　数据版本 {frozen.paper.data_version}")
        st.code(frozen.stamp.hash, language=None, wrap_lines=True)


def _downloads(user: User, paper_id: int, frozen: Frozen) -> None:
    """Written when pressed, from the frozen record alone."""
    with st.container(horizontal=True):
        for form, name in NAMES.items() if user.may(Action.EXPORT) else ():
            filename = f"{frozen.stamp.number}第{frozen.stamp.version}版.{form}"
            st.download_button(
                name, data=lambda form=form, filename=filename: _taken(user, paper_id, frozen, form, filename),
                file_name=filename, on_click="ignore", icon=":material/download:", key=f"take-{form}",
            )
        if user.may(Action.SEE):
            st.html(f'<a class="present" href="/present/paper/{paper_id}" target="_blank">上墙演示</a>')


def _taken(user: User, paper_id: int, frozen: Frozen, form: Format, filename: str) -> bytes:
    """The whole file, or none: an error stops it before anything is recorded."""
    content = write(frozen, form)
    record(engine(), user, Done(ActKind.EXPORT, filename, {"文件": paper_id, "校验值": frozen.stamp.hash}))
    return content


def _changes(scope: Scope, paper: Paper, entry: PaperEntry) -> None:
    """The frozen figures beside today's facts on the same day."""
    today = _anew(scope, paper, entry)
    if today is None:
        return
    found = changes_since(paper, today)
    section("定稿后的变化", "同一截至日，按现有数据重新计算")
    if not found:
        empty("数据没有变化", "按现有数据重新计算，与定稿一致")
        return
    frame = pd.DataFrame([(one.where, one.what, one.was, one.now) for one in found[:MOST_CHANGES]],
                         columns=["where", "what", "was", "now"])
    st.caption(f"有{len(found)}处与定稿不同")
    show_table(frame, {
        "what": tables.text("项目"), "was": tables.text("定稿", width=90), "now": tables.text("现在", width=90),
        "where": tables.text("所在", width="medium"),
    }, key="changes", alt="定稿后的变化", height=300)


def _anew(scope: Scope, paper: Paper, entry: PaperEntry) -> Paper | None:
    """The same paper made of today's facts; None where the account does not see all of it, or it is of another kind."""
    covered = entry.coverage
    if not scope.reach.sees_all_of(covered.counties, covered.parks):
        return None
    same = Scope(scope.reach, covered.counties[0] if len(covered.counties) == 1 else None, covered.parks or None,
                 paper.as_of, paper.compare_to or paper.as_of, paper.scope)
    if paper.kind is PaperKind.BRIEFING:
        return briefing_of(same, tuple(one.key for one in paper.sections))
    if paper.kind is PaperKind.BULLETIN:
        periods = (last_period(span, paper.as_of) for span in Span)
        period = next(one for one in periods if (one.last_day, one.before) == (paper.as_of, paper.compare_to))
        return bulletin_of(same, period, covered.parks[0] if covered.parks else None)
    return None

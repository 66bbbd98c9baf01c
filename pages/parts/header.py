"""The head of every page: title, the question it answers, the pickers, the statement in words, the source line."""

from collections.abc import Sequence
from html import escape
from typing import NoReturn

import streamlit as st

from core.access import AccessError, Action, User
from data import clock
from data.catalogue import Catalogue
from pages.parts import user as visitor
from pages.parts.beyond import show_beyond
from pages.parts.database import catalogue
from pages.parts.empty import empty, no_parks
from pages.parts.refusal import refuse
from pages.parts.scope import Scope, pick_scope
from pages.parts.words import day_in_words

DEMO = "企业、合同和数值全部虚构；会议和文件的办理时刻为生成演示数据的时刻"


def enter(title: str, question: str, action: Action) -> User:
    """Title and question; returns who is looking. Whoever may not do what the page is for is told so, and it ends."""
    user = visitor.current_user()
    _head(user, catalogue(user.reach), title, question, action)
    return user


def _head(user: User, known: Catalogue, title: str, question: str, action: Action) -> None:
    mark = f'<span class="demo" title="{DEMO}">演示数据</span>' if known.is_demo else ""
    st.html(f'<header class="page-head"><h1>{escape(title)}</h1>{mark}<p>{escape(question)}</p></header>')
    try:
        user.require(action)
    except AccessError as refusal:
        _refuse(user, title, str(refusal))
    show_beyond(user, known)


def enter_form(title: str, question: str, sheet: str) -> User:
    """The same for a page that writes records of a sheet of the exchange workbook."""
    user = enter(title, question, Action.WRITE)
    if not user.may_write(sheet):
        _refuse(user, title, f"{user.role}账号不能填报“{sheet}”。如确需办理，请联系管理员调整账号角色。")
    return user


def _refuse(user: User, title: str, why: str) -> NoReturn:
    refuse(user, title, why)
    empty("没有权限", why)
    st.stop()


def open_page(title: str, question: str) -> Scope:
    """The same for a page of figures, with its pickers; returns the scope. An empty database is said so."""
    user = visitor.current_user()
    known = catalogue(user.reach)
    _head(user, known, title, question, Action.SEE)
    if not known.parks:
        no_parks()
        st.stop()
    with st.container(key="scope"):
        return pick_scope(known, user.reach, clock.today())


def statement(*sentences: str, calm: bool = False) -> None:
    """One or two sentences that a clerk could read out; calm where nothing presses."""
    body = "".join(f"<p>{escape(sentence)}</p>" for sentence in sentences if sentence)
    st.html(f'<section class="statement{" calm" if calm else ""}" role="status">{body}</section>')


def source_line(
    scope: Scope, rule_versions: Sequence[str], data_version: str, completeness: str = ""
) -> None:
    """What all figures of the page rest on: scope, day, rule versions, data version and completeness."""
    parts = [
        scope.label, f"截至{day_in_words(scope.as_of)}", completeness,
        f"规则版本 {'、'.join(rule_versions)}", f"数据版本 {data_version}",
    ]
    st.html('<p class="source">' + " · ".join(escape(part) for part in parts if part) + "</p>")


def section(title: str, hint: str = "") -> None:
    """The heading of a part of the page, with a hint beside it."""
    st.html(f'<h2 class="section">{escape(title)}<small>{escape(hint)}</small></h2>')

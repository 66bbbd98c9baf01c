"""One frozen paper: its files, to whom it went, what has changed since, and what people made of it."""

import streamlit as st

from core.access import Action, User
from core.paper import Frozen
from data.acts import ActKind, Done, record
from data.documents import Format, write
from data.papers import PaperEntry, paper_of
from pages.parts.database import engine
from pages.parts.header import section, statement
from pages.parts.papers.changed import show_changes
from pages.parts.papers.edited import show_files
from pages.parts.papers.sent import show_sent
from pages.parts.papers.view import show_paper
from pages.parts.words import day_in_words, moment

NAMES = {Format.WORD: "Word", Format.POWERPOINT: "PowerPoint", Format.PDF: "PDF", Format.EXCEL: "Excel"}


def show_detail(user: User, entry: PaperEntry) -> None:
    """All that belongs to the paper. Raises PaperError where it was tampered with."""
    frozen = paper_of(engine(), user, entry.id)
    statement(
        f"{frozen.stamp.number}第{frozen.stamp.version}版，由{entry.made_by}于{moment(entry.made_at)}定稿，"
        f"数据截至{day_in_words(entry.as_of)}。", "" if entry.is_latest else "这份文件已有更新的版本。",
        calm=entry.is_latest,
    )
    _files(user, entry.id, frozen)
    left, right = st.columns([5, 3], gap="medium")
    with left:
        show_paper(frozen.paper)
    with right, st.container(key="beside-paper"):
        show_sent(user, entry)
        show_changes(user, frozen.paper, entry)
        show_files(user, entry)
        section("凭证", "印在每页页脚，核对文件用")
        st.caption(f"{frozen.stamp.text}　数据版本 {frozen.paper.data_version}")
        st.code(frozen.stamp.hash, language=None, wrap_lines=True)


def _files(user: User, paper_id: int, frozen: Frozen) -> None:
    """Written when pressed, from the frozen record alone."""
    with st.container(horizontal=True, vertical_alignment="center"):
        for form, name in NAMES.items() if user.may(Action.EXPORT) else ():
            filename = f"{frozen.stamp.number}第{frozen.stamp.version}版.{form}"
            st.download_button(
                f"下载{name}", file_name=filename, on_click="ignore", icon=":material/download:", key=f"take-{form}",
                data=lambda form=form, filename=filename: taken(user, paper_id, frozen, form, filename),
            )
        st.html(f'<a class="present" href="/present/paper/{paper_id}" target="_blank">上墙演示</a>', width="content")
        st.caption("文件存入浏览器的下载文件夹", width="content")


def taken(user: User, paper_id: int, frozen: Frozen, form: Format, filename: str) -> bytes:
    """The whole file, or none: an error stops it before anything is recorded."""
    content = write(frozen, form)
    record(engine(), user, Done(ActKind.EXPORT, filename, {"文件": paper_id, "校验值": frozen.stamp.hash}))
    return content

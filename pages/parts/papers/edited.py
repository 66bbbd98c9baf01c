"""What people made of a paper outside: uploaded beside the frozen version, never over it."""

from uuid import uuid4

import streamlit as st

from core.access import User
from data.freezing import MAKING
from data.paper_files import MAGIC, attach, files_of, take_file
from data.papers import PaperEntry, PaperError
from pages.parts.database import engine
from pages.parts.done import tell
from pages.parts.header import section
from pages.parts.words import moment


def show_files(user: User, entry: PaperEntry) -> None:
    """The files there are, and for who may make such papers a place to add one."""
    files, may_add = files_of(engine(), user, entry.id), user.may(MAKING[entry.kind])
    if not (files or may_add):
        return
    section("修改稿", "在办公软件里改过的文件，与定稿并存")
    for one in files:
        st.download_button(
            one.filename, data=lambda one=one: take_file(engine(), user, entry.id, one.id), file_name=one.filename,
            on_click="ignore", icon=":material/draft:", key=f"file-{one.id}",
            help=f"{one.uploaded_by}于{moment(one.uploaded_at)}上传" + (f"：{one.note}" if one.note else ""),
        )
    if may_add:
        with st.expander("上传修改稿", icon=":material/upload_file:"), st.form(f"add-{entry.id}", border=False,
                                                                            clear_on_submit=True):
            _ask(user, entry)


def _ask(user: User, entry: PaperEntry) -> None:
    file = st.file_uploader("文件", type=list(MAGIC), key=f"upload-{entry.id}")
    note = st.text_input("改了什么（可不填）", key=f"note-{entry.id}", max_chars=200)
    if not st.form_submit_button("上传"):
        return
    if file is None:
        st.error("请先选择文件。")
        return
    try:
        attach(engine(), user, entry.id, file.name, file.getvalue(), note=note, key=uuid4().hex)
    except PaperError as refusal:
        st.error(str(refusal))
        return
    tell(f"已上传修改稿“{file.name}”。")
    st.rerun()

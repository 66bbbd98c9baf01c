"""What people made of a paper outside: uploaded beside the frozen version, never over it."""

import streamlit as st

from core.access import User
from data.freezing import MAKING
from data.paper_files import MAGIC, MOST_BYTES, attach, files_of, take_file
from data.papers import PaperEntry, PaperError
from pages.parts.database import engine
from pages.parts.header import section
from pages.parts.pressing import press
from pages.parts.words import moment

MOST_MB = MOST_BYTES // 1024 ** 2


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
        )
        st.caption(f"{one.uploaded_by}于{moment(one.uploaded_at)}上传" + (f"：{one.note}" if one.note else ""))
    if may_add:
        name = f"attach-{entry.id}-{len(files)}"
        with st.expander("上传修改稿", icon=":material/upload_file:"), st.form(name, border=False):
            _ask(user, entry, name)


def _ask(user: User, entry: PaperEntry, name: str) -> None:
    st.file_uploader(f"文件（Word、PowerPoint、Excel、PDF，不超过{MOST_MB} MB）", type=list(MAGIC), key=f"{name}-file",
                     max_upload_size=MOST_MB)
    st.text_input("改了什么（可不填）", key=f"{name}-note", max_chars=200)
    press("上传", name, lambda key: _attach(user, entry, name, key), in_form=True)


def _attach(user: User, entry: PaperEntry, name: str, key: str) -> str:
    """What is in the form when it is sent."""
    file = st.session_state[f"{name}-file"]
    if file is None:
        raise PaperError("请先选择要上传的文件。")
    attach(engine(), user, entry.id, file.name, file.getvalue(), note=st.session_state[f"{name}-note"], key=key)
    return f"已上传修改稿“{file.name}”，与定稿并存。"

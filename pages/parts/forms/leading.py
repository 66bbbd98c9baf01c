"""The way from a file to the forms, for who may write there."""

import streamlit as st

from pages.parts import user as account
from pages.parts.forms.where import Where


def link_to_forms(where: Where) -> None:
    """登记/变更; nothing for who only reads."""
    if account.current_user().may_write(where.subject):
        st.page_link("entry.py", label="登记/变更", icon=":material/edit_note:", query_params=where.query())

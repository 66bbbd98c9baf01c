"""A page that the account may not open, asked for by its address or a forged message: it does not run, and is said."""

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.util import calc_hash

from core.access import User
from data.acts import ActKind, Done, record
from pages.parts.database import engine
from pages.parts.empty import empty
from pages.parts.menu import MENU, Entry, may_open

TOLD = "pages-refused"


def refused_page(user: User) -> Entry | None:
    """The page of ours that is asked for and not offered to the account; the refusal is recorded once a session."""
    wanted = next((one for entries in MENU.values() for one in entries if _is_asked_for(one)), None)
    if wanted is None or may_open(user, wanted):
        return None
    told = st.session_state.setdefault(TOLD, set())
    if wanted.name not in told:
        told.add(wanted.name)
        record(engine(), user, Done(ActKind.DENY, f"打开“{wanted.title}”"))
    return wanted


def show_refusal(user: User, entry: Entry) -> None:
    """In the place of the page."""
    empty(f"没有打开“{entry.title}”的权限", f"{user.role}账号不能{entry.needs}；如确需办理，请联系管理员")


def _is_asked_for(entry: Entry) -> bool:
    context = get_script_run_ctx()
    if context is None:
        return False
    pages = context.pages_manager
    return pages.intended_page_name == entry.name or pages.intended_page_script_hash == calc_hash(entry.name)

"""What an account asks for and may not have is recorded once a session; a page that it may not open does not run."""

from collections.abc import Collection

import streamlit as st
from streamlit.runtime.scriptrunner import get_script_run_ctx
from streamlit.util import calc_hash

from core.access import User
from data.acts import ActKind, Done, record
from pages.parts.database import engine
from pages.parts.empty import empty
from pages.parts.menu import MENU, Entry, may_open

TOLD = "refused"


def refused_page(user: User) -> Entry | None:
    """The page of ours that is asked for, by its address or a forged message, and not offered to the account."""
    wanted = next((one for entries in MENU.values() for one in entries if _is_asked_for(one)), None)
    if wanted is None or may_open(user, wanted):
        return None
    refuse(user, f"打开“{wanted.title}”")
    return wanted


def refuse(user: User, what: str, why: str = "") -> None:
    """Record that it was asked for, unless this session has asked for it before. The act comes first."""
    told = st.session_state.setdefault(TOLD, set())
    if what not in told:
        record(engine(), user, Done(ActKind.DENY, what, {"原因": why} if why else {}))
        told.add(what)


def refuse_press(user: User, button: str, what: str) -> None:
    """Where the page does not offer a button: that the browser says it was pressed all the same."""
    if any(f"-{button}-" in key for key in pressed()):
        refuse(user, what)


def refuse_presses(user: User, what: str, *, but: Collection[str] = ()) -> None:
    """Where the page offers no buttons but these: that any other is said to be pressed."""
    if any(all(f"-{button}-" not in key for button in but) for key in pressed()):
        refuse(user, what)


def pressed() -> list[str]:
    """The keys of the buttons that the browser says were pressed, each between dashes."""
    context = get_script_run_ctx()
    told = context.session_state.get_widget_states() if context else []
    return [f"{one.id.replace(':', '-')}-" for one in told if one.trigger_value]


def show_refusal(user: User, entry: Entry) -> None:
    """In the place of the page."""
    empty(f"没有打开“{entry.title}”的权限", f"{user.role}账号不能{entry.needs}；如确需办理，请联系管理员")


def _is_asked_for(entry: Entry) -> bool:
    context = get_script_run_ctx()
    if context is None:
        return False
    pages = context.pages_manager
    return pages.intended_page_name == entry.name or pages.intended_page_script_hash == calc_hash(entry.name)

"""Draws the frame of every page and runs the one that was chosen."""

from pathlib import Path

import streamlit as st

from pages.parts.menu import Entry, menu_of
from pages.parts.refusal import refused_page, show_refusal
from pages.parts.user import current_user, show_user

PARTS = Path(__file__).parent / "parts"


def offered(entry: Entry, first: Entry) -> st.Page:
    """The page behind an entry of the menu; the first one opens at the root."""
    return st.Page(
        f"{entry.name}.py", title=entry.title, icon=f":material/{entry.icon}:", url_path=entry.name,
        default=entry is first,
    )


st.set_page_config("小微企业园运行监测", PARTS / "icon.svg", layout="wide", initial_sidebar_state=236)
st.logo(PARTS / "logo.svg", size="large", icon_image=PARTS / "icon.svg")
st.html(PARTS / "style.css")
user = current_user()
menu = menu_of(user)
first = next(iter(menu.values()))[0]
chosen = st.navigation({group: [offered(entry, first) for entry in entries] for group, entries in menu.items()})
show_user(user)
if refused := refused_page(user):
    show_refusal(user, refused)
else:
    chosen.run()

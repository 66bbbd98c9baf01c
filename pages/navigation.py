"""Draws the frame of every page and runs the one that was chosen."""

from pathlib import Path

import streamlit as st

from pages.parts import user
from pages.parts.menu import Entry, menu_of
from pages.parts.refusal import refused_page, show_refusal

PARTS = Path(__file__).parent / "parts"


def offered(entry: Entry) -> st.Page:
    """The page behind an entry of the menu."""
    return st.Page(f"{entry.name}.py", title=entry.title, icon=f":material/{entry.icon}:", url_path=entry.name)


def opens_first(entry: Entry) -> st.Page:
    """The same at the root."""
    icon = f":material/{entry.icon}:"
    return st.Page(f"{entry.name}.py", title=entry.title, icon=icon, url_path=f"first-{entry.name}", default=True)


def leads_on(entry: Entry, first: st.Page) -> st.Page:
    """What is found under the name of the page at the root: which page that is depends on the account."""
    def lead_on() -> None:
        st.switch_page(first, query_params=st.query_params.to_dict())

    return st.Page(lead_on, title=entry.title, url_path=entry.name, visibility="hidden")


st.set_page_config("小微企业园运行监测", PARTS / "icon.svg", layout="wide", initial_sidebar_state=236)
st.logo(PARTS / "logo.svg", size="large", icon_image=PARTS / "icon.svg")
st.html(PARTS / "style.css")
who = user.current_user()
menu = menu_of(who)
pages = {group: [offered(entry) for entry in entries] for group, entries in menu.items()}
group, entries = next(iter(menu.items()))
pages[group][0] = opens_first(entries[0])
pages[group].append(leads_on(entries[0], pages[group][0]))
chosen = st.navigation(pages, expanded=True)
user.show_user(who)
if refused := refused_page(who):
    show_refusal(who, refused)
else:
    chosen.run()

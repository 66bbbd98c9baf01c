"""Draws the frame of every page and runs the one that was chosen."""

from pathlib import Path

import streamlit as st

from pages.parts.menu import FIRST, MENU, Entry

PARTS = Path(__file__).parent / "parts"


def offered(entry: Entry) -> st.Page:
    """The page behind an entry of the menu."""
    return st.Page(
        f"{entry.name}.py", title=entry.title, icon=f":material/{entry.icon}:", url_path=entry.name,
        default=entry.name == FIRST,
    )


st.set_page_config("小微企业园运行监测", PARTS / "icon.svg", layout="wide", initial_sidebar_state=236)
st.logo(PARTS / "logo.svg", size="large", icon_image=PARTS / "icon.svg")
st.html(PARTS / "style.css")
st.navigation({group: [offered(entry) for entry in entries] for group, entries in MENU.items()}).run()

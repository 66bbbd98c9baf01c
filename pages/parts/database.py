"""The one engine of this process, and what there is to choose from in the database behind it."""

import streamlit as st
from sqlalchemy import Engine

from core.access import Reach
from data.catalogue import Catalogue, read_catalogue
from data.engine import open_engine


@st.cache_resource(show_spinner=False)
def engine() -> Engine:
    """Shared by all sessions."""
    return open_engine()


def catalogue(reach: Reach) -> Catalogue:
    """Read anew on every run: what was imported a moment ago is offered at once."""
    return read_catalogue(engine(), reach)

"""Pages run without a browser, on an empty database, on one with one park and on the demo county."""

from datetime import date

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from core.access import EVERYTHING
from core.assessment import assess
from core.policy import load_policy
from data.demo import LAST_DAY, fill
from data.engine import ROOT, migrate, open_engine
from data.snapshot import read_snapshot
from pages.parts.menu import MENU
from pages.parts.scope import Scope

PAGES = [entry.name for entries in MENU.values() for entry in entries]
SIZES = {"empty": 0, "one_park": 1, "demo": 8}
LIMIT_S = 60


@pytest.fixture(scope="session")
def databases(tmp_path_factory):
    """Size -> a directory with a database of that size, made when first asked for. Tests must not write to them."""
    made = {}

    def directory(size):
        if size not in made:
            made[size] = tmp_path_factory.mktemp(size)
            engine = open_engine(f"sqlite:///{made[size] / 'parks.db'}")
            migrate(engine)
            if SIZES[size]:
                fill(engine, parks=SIZES[size])
            engine.dispose()
        return made[size]

    return directory


@pytest.fixture
def open_page(databases, monkeypatch):
    """``open_page("overview", "demo", parks="…")`` -> the AppTest of that page after its first run."""

    def opened(name, size="demo", **query):
        monkeypatch.delenv("DATABASE_URL", raising=False)
        monkeypatch.setenv("VAR_DIR", str(databases(size)))
        app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=LIMIT_S)
        for key, text in query.items():
            app.query_params[key] = text
        app.switch_page(f"{name}.py").run()
        return app.switch_page(f"{name}.py")  # Of the page at the root its place is known only now.

    st.cache_resource.clear()
    st.cache_data.clear()
    yield opened
    st.cache_resource.clear()
    st.cache_data.clear()


def in_address(app, key):
    """What the URL says of a key; None where it says nothing."""
    said = app.query_params.get(key)
    return said[-1] if isinstance(said, list) else said


def html_of(app):
    """All HTML of a page as one text."""
    return "\n".join(one.proto.body for one in app.get("html"))


@pytest.fixture
def demo_scope(databases, monkeypatch):
    """The whole demo county on its last day, for calling parts without a page."""
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("VAR_DIR", str(databases("demo")))
    st.cache_resource.clear()
    yield Scope(EVERYTHING, None, None, LAST_DAY, date(2025, 12, 31), "龙泉市")
    st.cache_resource.clear()


@pytest.fixture(scope="session")
def demo_judged(databases):
    """The demo county judged on its last day."""
    engine = open_engine(f"sqlite:///{databases('demo') / 'parks.db'}")
    yield assess(read_snapshot(engine, EVERYTHING), load_policy(), LAST_DAY)
    engine.dispose()

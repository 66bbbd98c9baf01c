"""Pages run without a browser, on an empty database, on one with one park and on the demo county."""

import os
from datetime import date

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from core.access import EVERYTHING, Action, Role, User
from core.assessment import assess
from core.policy import load_policy
from core.terms import SupervisionLine
from data.catalogue import read_catalogue
from data.demo import LAST_DAY, fill
from data.engine import ROOT, migrate, open_engine
from data.sessions import Visitor
from data.snapshot import read_snapshot
from pages.parts.menu import MENU, links_to
from pages.parts.scope import Scope

ENTRIES = {entry.name: entry for entries in MENU.values() for entry in entries}
PAGES = [name for name, entry in ENTRIES.items() if entry.needs is Action.SEE]
"""Those of figures; the others have tests of their own."""
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
    """``open_page("overview", "demo", parks="…")`` -> the AppTest of that page after its first run.

    by: the role, or the very User, who opens it.
    """

    def opened(name, size="demo", by=Role.OFFICE, **query):
        monkeypatch.delenv("DATABASE_URL", raising=False)
        monkeypatch.setenv("VAR_DIR", str(databases(size)))
        keep_what_is_judged_of(str(databases(size)))
        user = somebody(by)
        signed_in(monkeypatch, user)
        app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=LIMIT_S)
        for key, text in query.items():
            app.query_params[key] = text
        app.switch_page(f"{name}.py").run()
        if not links_to(user, name):
            return app
        return app.switch_page(f"{name}.py")  # Of the page at the root its place is known only now.

    yield opened
    if os.environ.get("VAR_DIR") != KEPT:
        keep_what_is_judged_of("")


KEPT = ""


def keep_what_is_judged_of(directory):
    """What pages keep of a database that no test writes to stays for the next test; before another it goes."""
    global KEPT
    if directory != KEPT:
        st.cache_resource.clear()
        st.cache_data.clear()
    KEPT = directory


def signed_in(monkeypatch, user):
    """From now on pages take this user to be signed in."""
    monkeypatch.setattr("pages.parts.user.behind_this_run", lambda: Visitor(user))
    monkeypatch.setattr("pages.parts.user.session_token", lambda: None)  # AppTest knows no cookies.


def somebody(who):
    """An account of a role: of an operator with the first park, of all others over whole counties."""
    if isinstance(who, User):
        return who
    engine = open_engine()
    known = read_catalogue(engine, EVERYTHING)
    engine.dispose()
    parks = tuple(park.code for park in known.parks[:1]) if who is Role.OPERATOR else ()
    line = SupervisionLine.SAFETY if who is Role.DEPARTMENT else None
    return User(who.name.lower(), "演示用户", who, tuple(known.counties), parks, line)


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
    keep_what_is_judged_of(str(databases("demo")))
    return Scope(EVERYTHING, None, None, LAST_DAY, date(2025, 12, 31), "龙泉市")


@pytest.fixture(scope="session")
def demo_judged(databases):
    """The demo county judged on its last day."""
    engine = open_engine(f"sqlite:///{databases('demo') / 'parks.db'}")
    yield assess(read_snapshot(engine, EVERYTHING), load_policy(), LAST_DAY)
    engine.dispose()

"""How long a page's script runs when its figures are kept: all pages in turn, in one session, several times over."""

import logging
import os
import statistics
import time
from unittest.mock import patch

from sqlalchemy import Engine

from core.access import Action, Role, User
from data.engine import ROOT, reading_connection
from data.sessions import Visitor

ROUNDS = 5


def switching_seconds(engine: Engine) -> float:
    """Median over all pages of the rounds after the first."""
    os.environ["DATABASE_URL"] = str(engine.url)
    logging.getLogger("streamlit").setLevel(logging.ERROR)  # It warns of a missing browser, which is meant.
    from streamlit.testing.v1 import AppTest

    from pages.parts.menu import MENU

    pages = [f"{entry.name}.py" for entries in MENU.values() for entry in entries if entry.needs is Action.SEE]
    office = Visitor(_office(engine))
    with patch("pages.parts.user.behind_this_run", lambda: office), patch("pages.parts.user.session_token", str):
        app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=60).run()
        seconds = [_open(app, page) for _ in range(ROUNDS + 1) for page in pages]
    return statistics.median(seconds[len(pages):])


def _office(engine: Engine) -> User:
    with reading_connection(engine) as connection:
        counties = connection.exec_driver_sql("SELECT code FROM county").scalars().all()
    return User("office", "办公室", Role.OFFICE, tuple(counties))


def _open(app: object, page: str) -> float:
    start = time.perf_counter()
    app.switch_page(page).run()  # type: ignore[attr-defined]
    return time.perf_counter() - start

"""A demo county of one's own to write to, opened by whom the test says."""

import shutil

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from core.access import Role, User
from core.terms import SupervisionLine
from data.engine import ROOT, open_engine, writing
from data.tables import Account
from tests.pages.conftest import LIMIT_S, signed_in

COUNTY = "331181"
PARK, OTHER_PARK = "331181001", "331181002"
OPERATOR = User("operator", "填报员甲", Role.OPERATOR, (COUNTY,), (PARK,))
COLLEAGUE = User("colleague", "填报员乙", Role.OPERATOR, (COUNTY,), (PARK,))
OFFICE = User("office", "办公室甲", Role.OFFICE, (COUNTY,))
LEADER = User("leader", "领导甲", Role.LEADER, (COUNTY,))
PROVINCE = User("province", "省级甲", Role.PROVINCE, (COUNTY,))
SAFETY = User("safety", "应急甲", Role.DEPARTMENT, (COUNTY,), line=SupervisionLine.SAFETY)
EVERYONE = (OPERATOR, COLLEAGUE, OFFICE, LEADER, PROVINCE, SAFETY)


@pytest.fixture
def own_county(databases, tmp_path, monkeypatch):
    """An engine on a copy of the demo county, with an account for everyone; pages read and write that copy."""
    for file in databases("demo").glob("parks.db*"):
        shutil.copy(file, tmp_path / file.name)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    engine = open_engine(f"sqlite:///{tmp_path / 'parks.db'}")
    with writing(engine) as session:
        for user in EVERYONE:
            session.add(Account(name=user.name, full_name=user.full_name, role=user.role, created_at="2026-01-01"))
    st.cache_resource.clear()
    yield engine
    engine.dispose()
    st.cache_resource.clear()


@pytest.fixture
def visit(own_county, monkeypatch):  # noqa: ARG001
    """``visit(OPERATOR, "reports", park="…")`` -> that page of one's own county after its first run."""
    def opened(user, name, **query):
        signed_in(monkeypatch, user)
        app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=LIMIT_S)
        for key, text in query.items():
            app.query_params[key] = text
        app.switch_page(f"{name}.py").run()
        return app.switch_page(f"{name}.py")

    return opened


def said(app):
    """All that a page says in HTML, buttons and captions."""
    html = [one.proto.body for one in app.get("html")]
    return "\n".join([*html, *(one.label for one in app.button), *(one.value for one in app.caption)])

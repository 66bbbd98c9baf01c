"""Forms over a small county that a test may write to, filled in as somebody who may or may not write there."""

import json
from datetime import date

import pytest
import streamlit as st
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from core.access import Role, User
from data.engine import ROOT, writing
from data.intake.schema import workbook_schema
from data.intake.stored import Stored
from data.tables import Account, Commitment, Enterprise, ExitCase
from tests.factory import COUNTY, OTHER_PARK, PARK, a_contract, a_county
from tests.pages.conftest import signed_in

OFFICE = User("office", "办公室甲", Role.OFFICE, (COUNTY,))
COLLEAGUE = User("colleague", "办公室乙", Role.OFFICE, (COUNTY,))
OPERATOR = User("park-a", "填报员甲", Role.OPERATOR, (COUNTY,), (PARK,))
SAFETY = User("safety", "应急甲", Role.DEPARTMENT, (COUNTY,), line="安全生产")
LEADER = User("leader", "领导甲", Role.LEADER, (COUNTY,))
EVERYBODY = (OFFICE, COLLEAGUE, OPERATOR, SAFETY, LEADER)
FIRM, OUTSIDER, UNKNOWN = "91331181MA2HJ4K163", "913311817046138254", "91331181MA2HJ4K24X"
LIMIT_S = 60
WIDGETS = ("text_input", "text_area", "date_input", "selectbox", "multiselect", "button_group")


@pytest.fixture
def county(sqlite_engine):
    """Two parks; a firm with a contract, and one that ended, in the first; another firm in the second."""
    with writing(sqlite_engine) as session:
        for user in EVERYBODY:
            session.add(Account(name=user.name, full_name=user.full_name, role=user.role, created_at="2026-01-01"))
        a_county(session)
        session.add(Enterprise(credit_code=FIRM, name="演示清音公司", industry_code="3670"))
        session.add(Enterprise(credit_code=OUTSIDER, name="演示凤阳公司", industry_code="2039"))
        session.flush()
        a_contract(session, "HT1", date(2024, 1, 1), date(2026, 12, 31), enterprise=FIRM)
        a_contract(session, "HT2", date(2024, 1, 1), date(2026, 12, 31), enterprise=OUTSIDER, park=OTHER_PARK)
        a_contract(session, "HT3", date(2020, 1, 1), date(2022, 12, 31), enterprise=FIRM, spaces=("102",))
        session.add(ExitCase(contract_number="HT3", decided_on=date(2022, 3, 1)))
        session.add(Commitment(contract_number="HT1", year=2025, indicator="亩均税收", promised=20))
    return sqlite_engine


@pytest.fixture
def as_user(monkeypatch):
    """``as_user(OFFICE)``: from now on pages take this user to be signed in."""

    return lambda user: signed_in(monkeypatch, user)


@pytest.fixture
def open_entry(county, tmp_path, monkeypatch, as_user):  # noqa: ARG001
    """``open_entry(OFFICE, subject="合同", record="new")`` -> the page after its first run, in a session of its own."""

    def opened(user=OFFICE, **query):
        as_user(user)
        app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=LIMIT_S)
        for key, text in query.items():
            app.query_params[key] = text
        return app.switch_page("entry.py").run()

    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    st.cache_resource.clear()
    yield opened
    st.cache_resource.clear()


def key_of(*parts):
    """A record's key as the address writes it."""
    return json.dumps([*parts], ensure_ascii=False, separators=(",", ":"))


def filling(app):
    return app.session_state["filling"]


def widget(app, header):
    """The widget of a header."""
    key = filling(app).widget(header)
    return next(one for kind in WIDGETS for one in app.get(kind) if one.key == key)


def fill_in(app, **values):
    """Fill in fields; header -> value. What the choices of others hang on comes first, the stacking plan last."""
    apart = (["园区编码"], ["单元编号"], ["事由"])
    others = [one for one in values if [one] not in apart]
    for headers in (apart[0], others, *apart[1:]):
        named = [one for one in headers if one in values]
        for header in named:
            widget(app, header).set_value(values[header])
        if named:
            app.run()
    return app


def save_form(app):
    return app.button(key="save").click().run()


def told(app):
    """What the page says of the last saving."""
    return app.session_state["saved"].said if "saved" in app.session_state else None


def rows(engine, table):
    with Session(engine) as session:
        return session.exec(select(table)).all()


def as_stored(engine, sheet, *key):
    """Header -> value of a record; None where it is not there."""
    with engine.connect() as connection:
        found = Stored(connection).by_key(sheet).get(key)
    return found and dict(zip(workbook_schema()[sheet].position, found, strict=True))

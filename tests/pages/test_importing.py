"""导入台账: a template or a ledger is looked at, mended, confirmed, and written once."""

import shutil

import pytest
import streamlit as st
from sqlmodel import Session, select

from core.access import Role, User
from data.engine import open_engine
from data.tables import Act, Contract, HeaderMapping
from pages.parts.menu import menu_of
from tests.data.intake.workbooks import SAMPLE, Draft
from tests.pages.conftest import html_of

LEDGER = SAMPLE.with_name("ledger-1-leases.xlsx")


@pytest.fixture
def page(databases, tmp_path, monkeypatch, open_page):
    """``page(role)``: the page over a copy of the demo county, which tests may write to."""
    def opened(by=Role.OFFICE):
        app = open_page("importing", "demo", by)
        if not (tmp_path / "var").exists():
            shutil.copytree(databases("demo"), tmp_path / "var")
        monkeypatch.setenv("VAR_DIR", str(tmp_path / "var"))
        st.cache_resource.clear()
        return app.run()
    return opened


def rows(tmp_path, table):
    engine = open_engine(f"sqlite:///{tmp_path / 'var' / 'parks.db'}")
    with Session(engine) as session:
        found = session.exec(select(table)).all()
    engine.dispose()
    return found


def imports(tmp_path):
    return [one.subject for one in rows(tmp_path, Act) if one.kind == "导入"]


def give(app, path):
    return app.file_uploader[0].upload(path.name, path.read_bytes()).run()


def test_who_may_not_import_is_not_offered_the_page():
    offered = {role for role in Role if any(one.name == "importing" for one in pages_of(role))}
    assert offered == {Role.OPERATOR, Role.DEPARTMENT, Role.OFFICE}


def pages_of(role):
    return [one for entries in menu_of(User("x", "x", role)).values() for one in entries]


def test_before_a_file_is_chosen_the_steps_and_the_last_imports_are_told(page):
    app = page()
    assert "确认之前不改动任何数据" in html_of(app)
    assert "本账号还没有导入过" in html_of(app)
    give(app, SAMPLE).button(key="import-confirm").click().run()
    app.file_uploader[0].set_value([]).run()
    assert "county.xlsx" in html_of(app)


def test_a_good_workbook_is_shown_and_written_once(page, tmp_path):
    app = give(page(), SAMPLE)
    assert not app.exception
    assert imports(tmp_path) == []
    app.button(key="import-confirm").click().run()
    assert "已导入：新增" in html_of(app)
    assert imports(tmp_path) == ["county.xlsx"]
    app.run()
    assert imports(tmp_path) == ["county.xlsx"]


def test_a_workbook_with_mistakes_cannot_be_confirmed(page, tmp_path):
    app = give(page(), Draft().apply({"set": ["合同", 2, "终止日期", "2020-01-01"]}).write(tmp_path / "bad.xlsx"))
    assert "个问题" in html_of(app)
    assert [one.key for one in app.button if one.key == "import-confirm"] == []
    assert [one.key for one in app.get("download_button")]


def test_what_is_no_workbook_is_said_in_words(page, tmp_path):
    (tmp_path / "broken.xlsx").write_bytes(b"nonsense")
    app = give(page(), tmp_path / "broken.xlsx")
    assert not app.exception
    assert "另存为 .xlsx" in html_of(app)


def test_an_operator_cannot_bring_in_another_park(page, tmp_path):
    app = give(page(Role.OPERATOR), SAMPLE)
    assert "不在您的填报范围内" in str([one.value.to_dict() for one in app.dataframe])
    assert [one.key for one in app.button if one.key == "import-confirm"] == []
    assert len(rows(tmp_path, Contract)) > 0


def test_a_ledger_asks_for_what_it_does_not_say(page, tmp_path):
    app = give(page(Role.OPERATOR), LEDGER)
    assert not app.exception
    assert "需要补充的内容" in html_of(app)
    assert rows(tmp_path, HeaderMapping) == []

"""The accounts page: who may open it, and what an administrator does there."""

import shutil

import pytest
import streamlit as st
from sqlmodel import Session, select
from streamlit.testing.v1 import AppTest

from core.access import Role, User
from data.accounts import disable
from data.engine import ROOT, open_engine
from data.sessions import NOBODY_SIGNED_IN
from data.sign_in import sign_in
from data.tables import Account, Act
from tests.data.people import CHEAP
from tests.pages.conftest import LIMIT_S, html_of, signed_in

ADMIN = User("guanli", "赵管理", Role.ADMINISTRATOR)


@pytest.fixture
def page(databases, monkeypatch, tmp_path):
    """The page over a copy of the demo county that may be written to."""
    shutil.copy(databases("demo") / "parks.db", tmp_path / "parks.db")
    monkeypatch.delenv("DATABASE_URL", raising=False)
    monkeypatch.setenv("VAR_DIR", str(tmp_path))
    monkeypatch.setattr("data.passwords._HASHING", CHEAP)
    signed_in(monkeypatch, ADMIN)
    st.cache_resource.clear()
    app = AppTest.from_file(str(ROOT / "pages" / "navigation.py"), default_timeout=LIMIT_S)
    app.switch_page("accounts.py").run()
    yield app.switch_page("accounts.py")  # It is at the root, and its place is known only now.
    st.cache_resource.clear()


def by_label(elements, label):
    return next(one for one in elements if one.label == label)


def last(elements, label):
    return [one for one in elements if one.label == label][-1]


def act_on(app, account, what, reason="岗位调整"):
    app.session_state["account"] = account
    app.run()
    app.button_group[0].set_value(what).run()
    by_label(app.text_input, "事由").set_value(reason).run()
    return by_label(app.button, f"确认{what}").click().run()


def account(name):
    with Session(open_engine()) as session:
        return session.get(Account, name)


def acts(what):
    with Session(open_engine()) as session:
        mine = session.exec(select(Act).where(Act.account == "guanli")).all()
    return [one for one in mine if f'"操作":"{what}"' in one.detail]


@pytest.mark.parametrize("role", [one for one in Role if one is not Role.ADMINISTRATOR])
def test_nobody_else_opens_it(open_page, role):
    app = open_page("accounts", by=role)
    assert "没有打开“账号管理”的权限" in html_of(app)
    assert list(app.dataframe) == []


def test_the_administrator_sees_accounts_and_no_facts(page):
    assert not page.exception
    assert "共7个账号" in html_of(page)
    assert list(page.dataframe[0].value["name"]) == [
        "anquan", "guanli", "lianxi", "lingdao", "shengji", "yuanqu1", "yuanqu2",
    ]
    assert "入驻率" not in html_of(page)


def test_a_new_account_shows_its_one_time_password_until_it_is_put_away(page):
    last(page.text_input, "账号").set_value("sun").run()
    last(page.text_input, "姓名").set_value("孙填报").run()
    last(page.selectbox, "角色").set_value(Role.OPERATOR).run()
    by_label(page.multiselect, "园区").set_value(["331181001"]).run()
    by_label(page.button, "新建账号").click().run()
    assert "已新建账号 sun（孙填报 · 园区填报员）。" in html_of(page)
    password = html_of(page).split("一次性密码 <code>")[1].split("</code>")[0]
    assert sign_in(open_engine(), "sun", password, "local")
    by_label(page.button, "已抄录，收起").click().run()
    assert password not in html_of(page)
    assert account("sun").parks == "331181001"


def test_what_is_wrong_with_a_new_account_stands_beside_its_field(page):
    last(page.text_input, "账号").set_value("lianxi").run()
    by_label(page.button, "新建账号").click().run()
    assert "已有账号“lianxi”" in html_of(page)
    assert "请填写姓名" in html_of(page)


@pytest.mark.parametrize(("name", "what", "column", "value"), [
    ("lianxi", "停用", "is_disabled", True), ("lianxi", "重置密码", "must_change_password", True),
])
def test_an_account_is_dealt_with_and_the_reason_recorded(page, name, what, column, value):
    app = act_on(page, name, what)
    assert f"账号 {name}（周联席）已{what}。" in html_of(app)
    assert getattr(account(name), column) is value
    act, = acts(what)
    assert (act.account, act.subject, '"事由":"岗位调整"' in act.detail) == ("guanli", name, True)


def test_without_a_reason_nothing_is_done(page):
    assert "请填写事由" in html_of(act_on(page, "lianxi", "停用", reason=" "))
    assert not account("lianxi").is_disabled


def test_a_scope_is_changed(page):
    page.session_state["account"] = "yuanqu1"
    page.run()
    page.multiselect[0].set_value(["331181002", "331181003"]).run()
    by_label(page.text_input, "事由").set_value("轮岗").run()
    by_label(page.button, "确认变更资料").click().run()
    assert account("yuanqu1").parks == "331181002、331181003"


def test_the_last_administrator_is_kept_and_it_is_said(page):
    assert "最后一个可用的管理员" in html_of(act_on(page, "guanli", "停用"))
    assert not account("guanli").is_disabled


def test_an_ended_session_sees_a_sentence_and_a_way_back_instead_of_any_page(page, monkeypatch):
    disable(open_engine(), ADMIN, "lianxi", reason="")
    monkeypatch.setattr("pages.parts.user.behind_this_run", lambda: NOBODY_SIGNED_IN)
    page.run()
    assert "登录已失效" in html_of(page)
    assert 'href="/sign-in"' in html_of(page)
    assert "账号管理" not in html_of(page)

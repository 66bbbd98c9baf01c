"""Signing in and out, and being shown out, in a real browser."""

import pytest

from core.access import Role, User
from data.accounts import create, disable
from data.engine import open_engine
from data.passwords import DEMO_PASSWORD
from data.wanted import Wanted
from tests.browser.conftest import errors_on
from tests.browser.machine import open_settled, settle, sign_in

ADMIN = User("guanli", "赵管理", Role.ADMINISTRATOR)
ONCE, NEW = "Once-upon-1-time", "Qingci+celadon9"


@pytest.fixture
def made(database_url):
    """``made("sun")`` -> an account with a one-time password."""
    engine = open_engine(database_url)

    def make(name):
        assert create(engine, ADMIN, Wanted(name, "孙领导", Role.LEADER, ("331181",)), ONCE, key=name) == {}
        return engine

    yield make
    engine.dispose()


def test_the_sign_in_page_fits_and_shows_the_accounts_under_a_banner(visit, size):
    page = visit(*size, account=None)
    page.goto("/exits?as_of=2026-05-31")
    assert page.locator(".banner").inner_text().startswith("演示数据")
    assert page.locator(".accounts tbody tr").count() >= 7
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.evaluate("document.documentElement.scrollHeight") <= size[1]


def test_by_keyboard_alone_one_gets_to_where_one_was_going(visit):
    page = visit(account=None)
    page.goto("/exits?as_of=2026-05-31")
    page.locator("input:focus").wait_for()
    page.keyboard.type("lingdao")
    page.keyboard.press("Tab")
    page.keyboard.type(DEMO_PASSWORD)
    page.keyboard.press("Enter")
    page.wait_for_url("**/exits?as_of=2026-05-31")
    page.wait_for_selector(".page-head h1")
    settle(page)
    assert page.locator(".signed-in span").inner_text() == "李领导 · 领导"
    page.reload()
    page.wait_for_selector(".page-head h1")


def test_a_wrong_password_is_said_and_scripts_see_no_cookie(visit):
    page = visit(account=None)
    sign_in(page, "lingdao", "wrong")
    assert page.get_by_role("alert").inner_text() == "账号或密码不正确。"
    assert page.get_by_label("账号").input_value() == "lingdao"
    sign_in(page, "lingdao")
    page.wait_for_selector(".page-head h1")
    assert "smepark" not in page.evaluate("document.cookie")


def test_signing_out_leaves_nothing_to_go_back_to(visit):
    page = visit(account=None)
    sign_in(page, "anquan")
    page.wait_for_selector(".page-head h1")
    settle(page)
    page.get_by_role("button", name="退出").click()
    page.wait_for_url("**/sign-in?out")
    page.goto("/compliance")
    assert page.get_by_role("heading", level=1).inner_text() == "登录"


def test_a_one_time_password_is_changed_first_and_a_disabled_account_is_out_at_its_next_click(visit, made):
    engine = made("sun")
    page = visit(account=None)
    sign_in(page, "sun", ONCE)
    page.wait_for_url("**/password")
    for label, typed in (("原密码", ONCE), ("新密码", NEW), ("再输一次新密码", NEW)):
        page.get_by_label(label, exact=True).fill(typed)
    page.get_by_role("button", name="修改密码").click()
    page.get_by_role("link", name="进入系统").click()
    page.wait_for_selector(".page-head h1")
    settle(page)
    disable(engine, ADMIN, "sun", reason="离岗")
    page.get_by_role("link", name="清退名单").first.click()
    page.get_by_text("登录已失效").wait_for()
    page.get_by_role("link", name="重新登录").click()
    page.wait_for_url("**/sign-in")


def test_a_leader_finds_no_accounts_page(visit):
    page = visit(account="lingdao")
    page.goto("/accounts")
    page.get_by_text("没有打开“账号管理”的权限").wait_for()
    assert page.get_by_role("link", name="账号管理").count() == 0


def test_the_administrator_finds_the_accounts_and_nothing_else(visit, size):
    page = visit(*size, account="guanli")
    open_settled(page, "/")
    assert page.get_by_role("heading", level=1).inner_text() == "账号管理"
    assert page.get_by_role("link", name="总览").count() == 0
    assert errors_on(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]


def test_a_changed_password_leads_out_of_other_browsers(visit, made):
    made("qian")
    here, there = visit(account=None), visit(account=None)
    for page in (here, there):
        sign_in(page, "qian", ONCE)
        page.wait_for_url("**/password")
    for label, typed in (("原密码", ONCE), ("新密码", NEW), ("再输一次新密码", NEW)):
        here.get_by_label(label, exact=True).fill(typed)
    here.get_by_role("button", name="修改密码").click()
    here.get_by_text("密码已修改。").wait_for()
    there.reload()
    there.wait_for_url("**/sign-in")

"""Every page of the menu in a real browser, on a laptop and on the wall."""

import pytest

from tests.browser.conftest import errors_on
from tests.browser.english import english_on
from tests.browser.machine import open_settled, settle
from tests.pages.conftest import PAGES


@pytest.mark.parametrize("name", PAGES)
def test_it_opens_whole_and_without_error(visit, size, name):
    page = visit(*size)
    open_settled(page, f"/{name}")
    assert errors_on(page) == []
    assert english_on(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]
    assert page.locator('[data-testid="stSidebarNav"] a[aria-current="page"]').count() == 1


def test_the_first_page_is_found_under_its_name_too(visit):
    page = visit()
    open_settled(page, "/overview?as_of=2025-12-31")
    assert page.url.endswith("/?as_of=2025-12-31")
    assert page.get_by_role("heading", level=1).inner_text() == "总览"


def test_an_unknown_address_shows_no_page_of_its_own(visit):
    page = visit()
    open_settled(page, "/navigation")
    assert page.get_by_role("heading", level=1).inner_text() == "总览"


def test_the_scope_goes_along_from_page_to_page(visit):
    page = visit()
    open_settled(page, "/compliance?as_of=2026-03-31")
    page.get_by_role("link", name="清退名单").first.click()
    page.wait_for_url("**/exits?**")
    settle(page)
    assert page.url.endswith("/exits?as_of=2026-03-31")
    assert page.get_by_role("heading", level=1).inner_text() == "清退名单"


def test_a_chosen_park_is_in_the_address_and_survives_a_reload(visit):
    page = visit()
    open_settled(page, "/occupancy")
    box = page.get_by_role("combobox", name="园区")
    box.click()
    page.get_by_role("option").nth(1).click()
    page.wait_for_url("**/occupancy?parks=*")
    chosen = page.url
    page.reload()
    page.wait_for_selector(".page-head h1")
    settle(page)
    assert page.url == chosen


def test_answers_carry_the_security_headers(visit):
    headers = visit().request.get("/").headers
    assert "frame-ancestors 'self'" in headers["content-security-policy"]
    assert "default-src 'self'" in headers["content-security-policy"]
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["referrer-policy"] == "same-origin"


def test_it_follows_the_dark_theme_of_the_machine(visit):
    page = visit(theme="dark")
    open_settled(page, "/")
    assert page.evaluate("getComputedStyle(document.querySelector('.stApp')).backgroundColor") == "rgb(21, 28, 34)"


def test_what_opens_on_a_click_has_no_english_word_either(visit):
    page = visit()
    open_settled(page, "/compliance")
    for opened, leads_to in (
        ("[data-testid=stMainMenuButton]", "打印"), ("[data-testid=stDateInput] button", "上个月"),
        ("[data-testid=stMultiSelect] input", "全选"),
    ):
        page.locator(opened).first.click()
        page.locator(f":text-is('{leads_to}'), [aria-label='{leads_to}']").first.wait_for()
        assert english_on(page) == []
        page.keyboard.press("Escape")


def test_an_address_without_a_page_is_told_in_chinese(visit):
    page = visit()
    open_settled(page, "/nowhere")
    page.get_by_role("dialog").get_by_text("地址里的页面不存在").wait_for()
    assert english_on(page) == []

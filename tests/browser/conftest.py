"""One server over the demo county and one browser for all tests of this directory."""

import os

import pytest
from playwright.sync_api import sync_playwright

from data.demo import fill
from data.engine import migrate, open_engine
from tests.browser.machine import ERRORS, SIZES, find_chromium, kept_inside, launch, served, sign_in

NO_BROWSER = "没有可用的 Chromium：PATH 上没有，Debian 软件包和 Playwright 自带的也装不上"


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser/" in item.nodeid:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def playwright():
    with sync_playwright() as running:
        yield running


@pytest.fixture(scope="session")
def browser(playwright):
    executable = find_chromium(playwright)
    if executable is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(NO_BROWSER)
    running = launch(playwright, executable)
    yield running
    running.close()


@pytest.fixture(scope="session")
def var_dir(tmp_path_factory):
    return tmp_path_factory.mktemp("var")


@pytest.fixture(scope="session")
def database_url(var_dir):
    """Of the database behind the server."""
    return f"sqlite:///{var_dir / 'parks.db'}"


@pytest.fixture(scope="session")
def server(var_dir, database_url):
    """The address of a server over the demo county."""
    engine = open_engine(database_url)
    migrate(engine)
    fill(engine)
    engine.dispose()
    with served(var_dir) as address:
        yield address


@pytest.fixture(params=SIZES)
def size(request):
    return SIZES[request.param]


@pytest.fixture(scope="session")
def cookies(browser, server):
    """Account -> the cookies of a browser in which it has signed in; it does so once for all tests."""
    kept = {}

    def of(account):
        if account and account not in kept:
            context = browser.new_context(base_url=server)
            sign_in(context.new_page(), account)
            kept[account] = context.storage_state()
            context.close()
        return kept.get(account)

    return of


@pytest.fixture(scope="session")
def contexts(browser, server, cookies):
    """How a browser looks, and who is signed in -> it with what it has asked of other machines.

    It is kept with its cache for all tests; where nobody is signed in, it is new each time.
    """
    kept = {}

    def of(width, height, theme, account):
        look = width, height, theme, account
        if look not in kept or account is None:
            context = browser.new_context(
                viewport={"width": width, "height": height}, color_scheme=theme, locale="zh-CN",
                accept_downloads=True, base_url=server, storage_state=cookies(account),
            )
            kept[look] = context, kept_inside(context, server)
        return kept[look]

    return of


@pytest.fixture
def visit(contexts):
    """``visit(width, height, theme, account)`` -> a page; the test fails if anything was asked of another machine.

    account: who is signed in, None = nobody. The browser comes first: where there is none, no server is started.
    """
    opened = []

    def open_page(width=1440, height=900, theme="light", account="lianxi"):
        opened.append((*contexts(width, height, theme, account), account))
        return opened[-1][0].new_page()

    yield open_page
    outside = [url for _, urls, _ in opened for url in urls]
    for context, urls, account in opened:
        urls.clear()
        for page in context.pages:
            page.close()
        if account is None:
            context.close()
    assert outside == []


def errors_on(page):
    """The texts of the error boxes on a page."""
    return page.locator(ERRORS).all_inner_texts()

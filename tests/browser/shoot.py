"""Pictures of the pages over the demo county, for people to look at and for the documents.

``python -m tests.browser.shoot OUT_DIR [page?query …] [--theme dark] [--size wall] [--whole]``
"""

import argparse
import re
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from cli.demo.sittings import conduct
from data.demo import fill
from data.engine import migrate, open_engine
from tests.browser.machine import ERRORS, SIZES, find_chromium, launch, open_settled, served, sign_in
from tests.pages.conftest import PAGES


def main() -> None:
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as var_dir, sync_playwright() as playwright:
        engine = open_engine(f"sqlite:///{Path(var_dir) / 'parks.db'}")
        migrate(engine)
        fill(engine)
        conduct(engine)
        engine.dispose()
        with served(Path(var_dir)) as address:
            browser = launch(playwright, find_chromium(playwright))
            for size in options.size:
                shoot(browser, address, options, size)


def shoot(browser: Browser, address: str, options: argparse.Namespace, size: str) -> None:
    """All asked-for pages at one size."""
    width, height = SIZES[size]
    viewport = {"width": width, "height": height}
    context = browser.new_context(
        viewport=viewport, color_scheme=options.theme, locale="zh-CN", base_url=address,
    )
    page = context.new_page()
    if options.account:
        sign_in(page, options.account)
    for name in options.pages or PAGES:
        page.set_viewport_size(viewport)
        open_settled(page, f"{address}/{name}")
        if options.whole:
            _stretch(page, width, height)
        target = options.out / f"{re.sub('[^A-Za-z0-9]+', '-', name)}-{size}-{options.theme}.png"
        page.screenshot(path=target)
        print(target, *page.locator(ERRORS).all_inner_texts())  # noqa: T201
    context.close()


def _stretch(page, width, height) -> None:
    """A window as high as the page, so that the picture shows all of it."""
    full = page.evaluate("document.querySelector('[data-testid=stMain]').scrollHeight")
    page.set_viewport_size({"width": width, "height": max(full, height)})
    page.wait_for_timeout(500)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("pages", nargs="*")
    parser.add_argument("--theme", choices=["light", "dark"], default="light")
    parser.add_argument("--size", choices=list(SIZES), nargs="+", default=list(SIZES))
    parser.add_argument("--account", default="lianxi", help="empty = nobody signs in")
    parser.add_argument("--whole", action="store_true")
    return parser.parse_args()


if __name__ == "__main__":
    main()

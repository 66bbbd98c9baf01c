"""Pictures of every slide of a meeting and of the briefing on the demo county, for people to look at.

``python -m tests.browser.shoot_wall OUT_DIR [--theme dark] [--size wall] [--only meeting]``
"""

import argparse
import os
import tempfile
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from cli.brief import brief
from data.demo import fill
from data.documents import Format
from data.engine import migrate, open_engine
from tests.browser.machine import SIZES, find_chromium, launch, served, sign_in
from tests.wall import a_meeting, decide


def main() -> None:
    options = _options()
    options.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as var_dir, sync_playwright() as playwright:
        paths = _prepare(Path(var_dir))
        with served(Path(var_dir)) as address:
            browser = launch(playwright, find_chromium(playwright))
            for size in options.size:
                width, height = SIZES[size]
                page = browser.new_page(
                    viewport={"width": width, "height": height}, color_scheme=options.theme, locale="zh-CN",
                    base_url=address,
                )
                sign_in(page)
                page.wait_for_url(f"{address}/")
                for name in options.only:
                    page.goto(paths[name])
                    shoot(page, options.out, f"{name}-{size}-{options.theme}")
                page.close()


def shoot(page: Page, out: Path, name: str) -> None:
    """All slides of a deck, what lies behind them, the overview and the bar."""
    page.wait_for_selector(".slide.on")
    page.keyboard.press("Home")
    for number in range(1, page.locator(".slide").count() + 1):
        page.screenshot(path=out / f"{name}-{number:02}.png")
        page.keyboard.press("Enter")
        if page.locator(".slide.open").count():
            page.screenshot(path=out / f"{name}-{number:02}-behind.png")
            page.keyboard.press("Escape")
        page.keyboard.press("ArrowRight")
    page.mouse.move(300, 300)
    page.keyboard.press("s")
    page.locator("#bar").evaluate("one => Promise.all(one.getAnimations().map(motion => motion.finished))")
    page.screenshot(path=out / f"{name}-bar.png")
    page.keyboard.press("o")
    page.screenshot(path=out / f"{name}-overview.png")


def _prepare(var_dir: Path) -> dict[str, str]:
    """Name -> address of a deck."""
    os.environ["VAR_DIR"] = str(var_dir)
    engine = open_engine()
    migrate(engine)
    fill(engine)
    brief(var_dir, form=[Format.WORD], as_of="2026-06-30")
    meeting = a_meeting(engine)
    decide(engine, meeting)
    engine.dispose()
    return {"briefing": "/present/paper/1", "meeting": f"/present/meeting/{meeting}"}


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--theme", choices=["light", "dark"], default="light")
    parser.add_argument("--size", choices=list(SIZES), nargs="+", default=list(SIZES))
    parser.add_argument("--only", choices=["briefing", "meeting"], nargs="+", default=["briefing", "meeting"])
    return parser.parse_args()


if __name__ == "__main__":
    main()

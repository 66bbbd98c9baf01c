"""The map by mouse: county, park, building, space, and back."""

import pytest

from tests.browser.conftest import errors_on
from tests.browser.machine import open_settled, settle

MAP = '[data-testid="stDeckGlJsonChart"]'


def click_until(page, key):
    """Click over the map, in steps smaller than a label, until the address names what was hit."""
    page.wait_for_selector(f"{MAP} canvas")
    box = page.locator(MAP).bounding_box()
    for down in range(6, 95, 3):
        for across in range(12, 90, 8):
            page.mouse.move(box["x"] + box["width"] * across / 100, box["y"] + box["height"] * down / 100)
            page.mouse.click(box["x"] + box["width"] * across / 100, box["y"] + box["height"] * down / 100)
            page.wait_for_timeout(250)
            if f"{key}=" in page.url:
                settle(page)
                return
    pytest.fail(f"nothing on the map leads to a {key}")


def test_clicks_lead_from_the_county_to_a_space_and_the_breadcrumb_back(visit):
    page = visit()
    open_settled(page, "/park_map")
    click_until(page, "park")
    click_until(page, "building")
    space = page.locator(".plan button").first
    code = space.get_attribute("data-space")
    space.click()
    page.wait_for_url(f"**space={code}*")
    settle(page)
    assert page.locator(f'.plan button[data-space="{code}"]').get_attribute("aria-pressed") == "true"
    assert errors_on(page) == []
    page.locator(".st-key-crumb-0 button").click()
    page.wait_for_function("!location.search.includes('park=')")
    settle(page)
    assert page.locator(".st-key-lost button").count() == 1


def test_a_space_can_be_reached_by_keyboard_alone(visit):
    page = visit()
    open_settled(page, "/park_map?park=331181001&building=1")
    space = page.locator(".plan button").nth(1)
    space.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**space={space.get_attribute('data-space')}*")


@pytest.mark.parametrize("query", ["", "?park=331181001", "?park=331181001&building=1&space=1-101"])
def test_map_and_legend_fit_the_window(visit, size, query):
    page = visit(*size)
    open_settled(page, f"/park_map{query}")
    legend = page.locator(".map-legend").bounding_box()
    assert legend["y"] + legend["height"] <= size[1]
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]

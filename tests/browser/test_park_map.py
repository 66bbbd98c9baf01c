"""The map by mouse: county, park, building, space, and back."""

import pytest

from pages.parts.county_map import county_deck
from pages.parts.map_scale import FIGURES
from pages.parts.map_view import eye_of, mercator
from pages.parts.maps import frame
from pages.parts.park_list import park_list
from pages.parts.rent_roll import roll_of
from pages.parts.site_map import buildings_of, site_deck
from pages.parts.window import Window
from tests.browser.conftest import errors_on
from tests.browser.machine import open_settled, settle
from tests.pages.conftest import databases, demo_scope  # noqa: F401

MAP = '[data-testid="stDeckGlJsonChart"]'
LAPTOP = Window()
SHARE = 0.61
PATIENCE = 600
"""Pictures that the browser draws until then."""
NEXT_PICTURE = "() => new Promise(drawn => requestAnimationFrame(() => setTimeout(drawn, 30)))"


def click_on_first(page, drawn, layer):
    """Click just below the top of the first thing of a layer, where the view of the map shows it."""
    page.wait_for_selector(f"{MAP} canvas")
    box = page.locator(MAP).bounding_box()
    first = next(one for one in drawn.layers if one.id == layer).data[0]
    (across, up), = eye_of(drawn.initial_view_state, box["height"]).seen(mercator([first["position"]]))
    place = box["x"] + box["width"] / 2 + across, box["y"] + box["height"] / 2 - up + 5
    wait_until_pointed_at(page, *place)
    page.mouse.click(*place)
    return first["code"]


def wait_until_pointed_at(page, x, y):
    """The map tells what lies under the mouse once it is drawn; it looks again whenever the mouse moves."""
    box = page.locator(MAP).bounding_box()
    for is_told, place in ((False, (box["x"] + 3, box["y"] + 3)), (True, (x, y))):
        for step in range(PATIENCE):
            page.mouse.move(place[0] + step % 2, place[1])
            page.evaluate(NEXT_PICTURE)
            if page.locator(f"{MAP} .deck-tooltip").is_visible() == is_told:
                break
        else:
            pytest.fail("the map does not tell what lies there")


def test_clicks_lead_from_the_county_to_a_space_and_the_breadcrumb_back(visit, demo_scope):  # noqa: F811
    parks, roll, room = park_list(demo_scope), roll_of(demo_scope), frame(LAPTOP, SHARE)
    page = visit()
    open_settled(page, "/park_map")
    county, _ = county_deck(parks.dropna(), "331181", FIGURES["vacant_m2"], room)
    park = click_on_first(page, county, "parks")
    page.wait_for_url(f"**park={park}*")
    settle(page)

    inside = roll[roll["park"] == park]
    site, _ = site_deck(buildings_of(demo_scope, park), inside, parks.loc[park], room, by_state=True, chosen=None)
    building = click_on_first(page, site, "names")
    page.wait_for_url(f"**building={building}*")
    settle(page)

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


@pytest.mark.parametrize("query", ["", "?park=331181001&building=1&space=1-101"])
def test_map_and_legend_fit_the_window(visit, size, query):
    page = visit(*size)
    open_settled(page, f"/park_map{query}")
    legend = page.locator(".map-legend").bounding_box()
    assert legend["y"] + legend["height"] <= size[1]
    assert page.evaluate("document.documentElement.scrollWidth") <= size[0]

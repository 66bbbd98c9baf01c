"""园区地图: county, park, building and space, by boxes, by clicks and by the address."""

import json
from datetime import date

import pytest

from core.terms import SpaceState
from core.views.rent_roll import rent_roll
from pages.parts.map_scale import FIGURES
from pages.parts.words import number, percent
from tests.pages.conftest import html_of, in_address

BAMBOO, NO_PLACE, NO_OUTLINES = "331181001", "331181006", "331181007"


def deck_of(app):
    """The description of the map that is drawn."""
    (drawn,) = app.get("deck_gl_json_chart")
    return json.loads(drawn.proto.json)


def layer(app, name):
    return next(one for one in deck_of(app)["layers"] if one["id"] == name)["data"]


def plan_of(app):
    """The HTML of the stacking plan."""
    return next(
        one.proto.json for one in app.get("bidi_component") if one.proto.component_name == "stacking_plan"
    )


@pytest.mark.parametrize("as_of", [date(2015, 1, 1), date(2024, 2, 29), date(2050, 12, 31)])
@pytest.mark.parametrize("query", [{}, {"park": BAMBOO}, {"park": BAMBOO, "building": "1", "space": "1-101"}])
@pytest.mark.parametrize("size", ["one_park", "demo"])
def test_it_opens_on_any_day_at_every_level(open_page, size, as_of, query):
    app = open_page("park_map", size, as_of=as_of.isoformat(), **query)
    assert not app.exception


@pytest.mark.parametrize("query", [{}, {"park": BAMBOO}])
def test_a_map_names_no_address_to_fetch_anything_from(open_page, query):
    drawn = deck_of(open_page("park_map", **query))
    assert not drawn.get("mapProvider")
    assert "://" not in json.dumps(drawn)


def test_every_park_with_coordinates_is_a_column_and_the_others_are_listed(open_page, demo_judged):
    app = open_page("park_map")
    columns = {one["code"]: one for one in layer(app, "parks")}
    assert set(columns) == set(demo_judged.parks.index) - {NO_PLACE}
    lost = demo_judged.parks.loc[NO_PLACE, "name"]
    assert lost in [button.label for button in app.button]
    assert "1个园区没有经纬度" in html_of(app)


@pytest.mark.parametrize("figure", list(FIGURES))
def test_columns_stand_as_high_as_the_chosen_figure(open_page, demo_judged, figure):
    app = open_page("park_map", figure=figure)
    columns = layer(app, "parks")
    names = {one["code"]: one["label"] for one in columns}
    if figure == "occupancy":
        said = {code: f"{park['name']} {percent(park['occupancy'])}" for code, park in demo_judged.parks.iterrows()}
        assert all(said[code] == label for code, label in names.items())
    if figure == "vacant_m2":
        heights = {one["code"]: one["height"] for one in columns}
        vacant = demo_judged.parks["area_空置"]
        assert sorted(heights, key=heights.get) == sorted(heights, key=vacant.get)
    assert FIGURES[figure].label in html_of(app)


def test_choosing_a_park_leads_to_its_buildings_and_back(open_page, demo_judged):
    app = open_page("park_map")
    app.selectbox(key="park").set_value(BAMBOO).run()
    assert in_address(app, "park") == BAMBOO
    codes = {one["code"] for one in layer(app, "floors")}
    assert codes == set(demo_judged.spaces.query("park == @BAMBOO")["building"])
    assert percent(demo_judged.parks.loc[BAMBOO, "occupancy"]) in html_of(app)
    app.button(key="crumb-0").click().run()
    assert "park" not in app.query_params
    assert layer(app, "parks")


def test_a_building_opens_its_stacking_plan(open_page, demo_judged):
    app = open_page("park_map", park=BAMBOO)
    app.selectbox(key="building").set_value("1").run()
    spaces = demo_judged.spaces.query("park == @BAMBOO and building == '1'")
    plan = plan_of(app)
    assert all(code in plan for code in spaces["space"])
    vacant = spaces[spaces["state"] == SpaceState.VACANT]
    assert f"空置{len(vacant)}个单元、{number(vacant['area_m2'].sum())} ㎡" in html_of(app)


def test_a_let_space_shows_its_tenant_contract_and_alerts(open_page, demo_judged):
    roll = rent_roll(demo_judged, BAMBOO)
    space = roll[(roll["alerts"] > 0) & roll["contract"].notna()].iloc[0]
    app = open_page("park_map", park=BAMBOO, building=space["building"], space=space["space"])
    shown = html_of(app)
    assert space["contract"] in shown
    assert space["exit_step"] in shown
    assert shown.count('<p class="alert">') == space["alerts"]


def test_an_empty_space_shows_since_when(open_page, demo_judged):
    space = demo_judged.spaces.query("park == @BAMBOO and state == '空置'").iloc[0]
    shown = html_of(open_page("park_map", park=BAMBOO, building=space["building"], space=space["space"]))
    assert "已空置" in shown
    assert "承租方" not in shown


def test_another_park_forgets_the_building_of_the_last_one(open_page):
    app = open_page("park_map", park=BAMBOO, building="1", space="1-101")
    app.selectbox(key="park").set_value(NO_OUTLINES).run()
    assert [in_address(app, level) for level in ("park", "building", "space")] == [NO_OUTLINES, None, None]
    assert "没有楼栋轮廓，位置和形状为示意" in html_of(app)


def test_a_park_without_coordinates_still_shows_its_buildings(open_page, demo_judged):
    app = open_page("park_map", park=NO_PLACE)
    assert {one["code"] for one in layer(app, "floors")} == set(
        demo_judged.spaces.query("park == @NO_PLACE")["building"]
    )


def test_what_the_address_does_not_know_is_left_out(open_page):
    app = open_page("park_map", park="nowhere", building="1", space="1-101", figure="height")
    assert not app.exception
    assert app.query_params == {}


def test_colours_by_occupancy_have_their_own_legend(open_page):
    app = open_page("park_map", park=BAMBOO)
    assert "各层状态" in html_of(app)
    app.button_group(key="colours").set_value("occupancy").run()
    assert "90%及以上" in html_of(app)
    assert in_address(app, "colours") == "occupancy"

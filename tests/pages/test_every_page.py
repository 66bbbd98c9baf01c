"""Every page on every size of database, and the scope that all of them share."""

from datetime import date

import pytest

from core.access import Role
from tests.pages.conftest import PAGES, SIZES, html_of


@pytest.mark.parametrize("name", PAGES)
@pytest.mark.parametrize("size", SIZES)
def test_it_runs(open_page, name, size):
    app = open_page(name, size)
    assert not app.exception
    assert not app.error
    assert "<h1>" in html_of(app)


@pytest.mark.parametrize("name", [name for name in PAGES if name != "acts"])
def test_an_empty_database_says_what_to_do(open_page, name):
    assert "python manage.py import" in html_of(open_page(name, "empty"))


@pytest.mark.parametrize("role", Role)
def test_every_role_opens_the_overview_but_the_one_that_sees_no_facts(open_page, role):
    app = open_page("overview", "demo", by=role)
    assert not app.exception
    assert ("没有打开“总览”的权限" if role is Role.ADMINISTRATOR else "<h1>总览</h1>") in html_of(app)
    assert f"演示用户 · {role}" in html_of(app)


def test_a_demonstration_stands_on_its_last_day(open_page):
    app = open_page("overview")
    assert [app.date_input(key="as_of").value, app.date_input(key="compare_to").value] == [
        date(2026, 6, 30), date(2025, 12, 31),
    ]
    assert app.query_params == {}


def test_the_address_fills_the_pickers(open_page):
    app = open_page("overview", as_of="2025-03-31", compare_to="2024-12-31")
    assert app.date_input(key="as_of").value == date(2025, 3, 31)
    assert app.date_input(key="compare_to").value == date(2024, 12, 31)


def test_what_the_database_does_not_know_is_left_out_of_the_address(open_page):
    app = open_page("overview", parks="NOWHERE", towns="无此镇", county="999999", as_of="soon")
    assert app.multiselect(key="parks").value == []
    assert app.multiselect(key="towns").value == []
    assert app.date_input(key="as_of").value == date(2026, 6, 30)
    assert app.query_params == {}


def test_a_chosen_town_narrows_the_parks(open_page):
    app = open_page("overview")
    every = app.multiselect(key="parks").options
    town = app.multiselect(key="towns").options[0]
    app.multiselect(key="towns").select(town).run()
    assert 0 < len(app.multiselect(key="parks").options) < len(every)
    assert app.query_params == {"towns": town}


def test_a_park_outside_the_chosen_town_is_dropped(open_page):
    app = open_page("overview")
    towns = app.multiselect(key="towns").options
    app.multiselect(key="towns").select(towns[0]).run()
    inside = app.multiselect(key="parks").options[0]
    app.multiselect(key="parks").select(inside).run()
    app.multiselect(key="towns").set_value([towns[1]]).run()
    assert app.multiselect(key="parks").value == []


def test_other_things_in_the_address_are_left_alone(open_page):
    app = open_page("overview", rule="hazard_overdue")
    app.date_input(key="as_of").set_value(date(2026, 1, 31)).run()
    assert app.query_params == {"rule": "hazard_overdue", "as_of": "2026-01-31"}


def test_a_cleared_day_falls_back_to_its_default(open_page):
    app = open_page("overview", as_of="2026-01-31")
    app.date_input(key="as_of").set_value(None).run()
    assert not app.exception
    assert app.date_input(key="as_of").value == date(2026, 6, 30)

"""园区档案: everything about one park."""

import pytest

from core.access import EVERYTHING
from core.assessment import assess
from core.policy import load_policy
from core.views.yearbook import park_years
from data.demo import LAST_DAY
from data.engine import open_engine
from data.registers import register
from data.snapshot import read_snapshot
from data.tables import Building, Park
from pages.parts.words import number, percent
from tests.pages.conftest import html_of


@pytest.fixture(scope="module")
def engine(databases):
    opened = open_engine(f"sqlite:///{databases('demo') / 'parks.db'}")
    yield opened
    opened.dispose()


@pytest.fixture(scope="module")
def judged(engine):
    return assess(read_snapshot(engine, EVERYTHING), load_policy(), LAST_DAY)


@pytest.fixture(scope="module")
def parks(engine):
    return register(engine, EVERYTHING, Park)


def test_it_opens_with_the_first_park_and_keeps_another_in_the_address(open_page, parks):
    app = open_page("park")
    assert f">{parks['name'][0]}<" in html_of(app)
    app.selectbox(key="park").set_value(parks["code"][3]).run()
    assert app.query_params["park"] == parks["code"][3]
    assert f">{parks['name'][3]}<" in html_of(app)


def test_a_park_in_the_address_is_opened_and_an_unknown_one_is_not(open_page, parks):
    assert open_page("park", park=parks["code"][5]).selectbox(key="park").value == parks["code"][5]
    assert open_page("park", park="NOWHERE").selectbox(key="park").value == parks["code"][0]


def test_the_scope_limits_the_choice(open_page, parks):
    app = open_page("park", parks=parks["code"][2])
    assert app.selectbox(key="park").options == [parks["name"][2]]


def test_its_figures_are_those_of_the_assessment(open_page, judged, parks):
    code = parks["code"][3]
    page = html_of(open_page("park", park=code))
    assert f"入驻率{percent(judged.parks.occupancy[code])}" in page
    year = park_years(judged.situation).loc[(code, 2025)]
    assert number(year.tax_per_mu, 2) in page
    assert number(year.output_wan_yuan, 1) in page


def test_every_building_contract_and_alert_of_the_park_is_there_and_none_of_another(open_page, engine, judged, parks):
    code, other = parks["code"][3], parks["code"][4]
    page = html_of(open_page("park", park=code))
    buildings = register(engine, EVERYTHING, Building, [code])
    assert page.count('class="plan"') == len(buildings)
    by_park = judged.contracts.groupby("park")["contract"].agg(list)
    assert all(one in page for one in by_park[code])
    assert not any(one in page for one in by_park[other])
    red = judged.findings.query("verdict == 'breached' and severity == '红'")["park"].value_counts()
    assert page.count('title="红色预警"') == red[code]


def test_each_contract_leads_to_its_enterprise_on_the_same_day(open_page, judged, parks):
    code = parks["code"][3]
    page = html_of(open_page("park", park=code, as_of="2026-03-31"))
    firm = judged.contracts["credit_code"][judged.contracts["park"] == code].iloc[0]
    assert f"enterprise?as_of=2026-03-31&amp;enterprise={firm}" in page


def test_kinds_of_events_can_be_left_out(open_page):
    app = open_page("park")
    app.pills(key="park-kinds").set_value(["填报"]).run()
    assert "报送2025年年报" in html_of(app)
    app.pills(key="park-kinds").set_value([]).run()
    assert "还没有记录" in html_of(app)


@pytest.mark.parametrize("as_of", ["2015-01-01", "2022-08-23", "2035-12-31"])
@pytest.mark.parametrize("size", ["one_park", "demo"])
def test_it_opens_on_any_day(open_page, size, as_of):
    app = open_page("park", size, as_of=as_of)
    assert not app.exception
    assert "数据填报" in html_of(app)

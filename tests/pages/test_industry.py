"""产业集聚: three bases per park beside the floor, the mix of one park, and what would change."""

import pytest

from core.access import EVERYTHING
from core.assessment import assess
from core.policy import load_policy
from core.views.concentration_table import concentration_table
from core.whatif import what_if
from data.demo import LAST_DAY
from data.engine import open_engine
from data.snapshot import read_snapshot
from pages.parts.words import area, percent
from tests.pages.conftest import html_of


@pytest.fixture(scope="module")
def judged(databases):
    """The demo county on its last day."""
    engine = open_engine(f"sqlite:///{databases('demo') / 'parks.db'}")
    yield assess(read_snapshot(engine, EVERYTHING), load_policy(), LAST_DAY)
    engine.dispose()


@pytest.fixture(scope="module")
def table(judged):
    return concentration_table(judged)


def listed(app):
    return app.dataframe[0].value


def test_parks_are_listed_the_lowest_first_with_their_shares_on_three_bases(open_page, table):
    rows = listed(open_page("industry"))
    assert rows["name"].to_list() == table["name"].to_list()
    for base in ("area", "enterprises", "output"):
        assert rows[base].to_list() == pytest.approx((100 * table[base]).to_list())


def test_the_statement_names_the_furthest_park_and_what_would_bring_it_to_the_floor(open_page, table):
    worst, page = table.iloc[0], html_of(open_page("industry"))
    assert worst.points < 0
    assert f"{worst['name']}{percent(worst.official)}" in page
    assert area(worst.insiders_to_come) in page
    assert area(worst.outsiders_to_go) in page


def test_the_base_that_counts_is_marked_as_undecided(open_page):
    assert "计入口径：按面积（待联席会议确定）" in html_of(open_page("industry"))


def test_it_opens_with_the_lowest_park_and_keeps_another_choice_in_the_address(open_page, table):
    app = open_page("industry")
    assert app.selectbox(key="park").value == table["park"].iloc[0]
    assert "park" not in app.query_params
    app.selectbox(key="park").set_value(table["park"].iloc[2]).run()
    assert app.query_params["park"] == table["park"].iloc[2]
    assert f"{table['name'].iloc[2]}产业构成" in html_of(app)


def test_ticked_contracts_change_the_figures_after_them(open_page, judged, table):
    app, park = open_page("industry"), table["park"].iloc[0]
    place = list(judged.parks.index).index(park)
    number = judged.contracts["contract"][judged.contracts["park"] == park].iloc[0]
    row = list(judged.situation.facts.contracts.number).index(number)
    app.multiselect(key=f"whatif-leaving-{park}").select(number).run()
    after = what_if(judged.situation, place, [row])
    assert f"<b>{percent(after.occupancy)}</b>" in html_of(app)
    assert f"<b>{percent(after.ratio(judged.counting_base))}</b>" in html_of(app)


def test_an_added_industry_raises_the_concentration_and_clearing_brings_the_park_back(open_page, table):
    app, park = open_page("industry"), table["park"].iloc[0]
    now = percent(table["official"].iloc[0])
    added = app.multiselect(key=f"whatif-related-{park}")
    added.set_value([added.options[0].split()[0]]).run()
    assert "推演后集聚度" in html_of(app)
    app.button(key="whatif-clear").click().run()
    assert "选择合同或行业后，这里显示推演结果" in html_of(app)
    assert now in html_of(app)


def test_contracts_due_to_leave_are_ticked_together(open_page, judged):
    park = judged.exits[0].park
    app = open_page("industry", park=park)
    app.button(key="whatif-due").click().run()
    due = {one.contract for one in judged.exits if one.park == park}
    assert set(app.multiselect(key=f"whatif-leaving-{park}").value) == due


@pytest.mark.parametrize("as_of", ["2015-01-01", "2022-08-23", "2035-12-31"])
@pytest.mark.parametrize("size", ["one_park", "demo"])
def test_it_opens_on_any_day(open_page, size, as_of):
    app = open_page("industry", size, as_of=as_of)
    assert not app.exception
    assert ("尚未施行" in html_of(app)) == (as_of < "2022-08-24")


def test_a_park_without_members_says_what_will_be_shown(open_page):
    assert "没有计入集聚度的企业" in html_of(open_page("industry", as_of="2015-01-01"))

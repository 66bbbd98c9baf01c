"""入驻与空置: the figures add up, the filters find spaces, the ladder holds what ends."""

import io

import pandas as pd
import pytest

from core.terms import SpaceState, SpaceUse
from core.views.expiry import ending_contracts, within
from core.views.occupancy_table import in_sum, occupancy_table
from pages.parts.rent_roll import roll_of
from pages.parts.tables import workbook
from pages.parts.vacancy_list import EXPORT, vacancy_list
from pages.parts.words import number, percent
from tests.pages.conftest import html_of, in_address


@pytest.fixture
def vacant(demo_judged):
    return demo_judged.spaces[demo_judged.spaces["state"] == SpaceState.VACANT]


def table(app, columns):
    """The first table that has these columns."""
    return next(one.value for one in app.dataframe if set(columns) <= set(one.value.columns))


@pytest.mark.parametrize("as_of", ["2015-01-01", "2024-02-29", "2050-12-31"])
@pytest.mark.parametrize("size", ["one_park", "demo"])
def test_it_opens_on_any_day(open_page, size, as_of):
    app = open_page("occupancy", size, as_of=as_of)
    assert not app.exception


def test_the_headline_is_the_rate_of_the_sums(open_page, demo_judged):
    whole = in_sum(occupancy_table(demo_judged.spaces, ["park"]))
    shown = html_of(open_page("occupancy"))
    assert f"入驻率{percent(whole['occupancy'])}" in shown
    assert f"空置{whole['spaces_空置']:.0f}个单元、{number(whole['area_空置'])} ㎡" in shown
    assert f"五项之和等于单元台账{len(demo_judged.spaces)}个单元逐个相加" in shown
    assert all(number(whole[f"area_{state}"]) in shown for state in SpaceState)


@pytest.mark.parametrize(("group", "by"), [
    ("park", ["park"]), ("building", ["park", "building"]), ("use", ["use"]), ("floor", None),
])
def test_each_grouping_adds_up_to_the_same_total(open_page, demo_judged, group, by):
    app = open_page("occupancy", group=group)
    rows = table(app, ["name", "total_m2", "available_m2"])
    states = [f"area_{state}" for state in SpaceState]
    assert rows["name"].iloc[-1] == "合计"
    assert rows.iloc[:-1]["total_m2"].sum() == pytest.approx(demo_judged.spaces["area_m2"].sum())
    assert rows[states].sum(axis=1).to_list() == pytest.approx(rows["total_m2"].to_list())
    if by:
        assert len(rows) - 1 == demo_judged.spaces.groupby(by).ngroups


def test_every_vacancy_is_on_the_list(open_page, vacant):
    rows = table(open_page("occupancy"), ["space", "empty_days", "listed"])
    assert sorted(rows["area_m2"]) == sorted(vacant["area_m2"])
    assert rows["empty_days"].is_monotonic_decreasing


def test_filters_narrow_the_list_and_stay_in_the_address(open_page, vacant):
    app = open_page("occupancy")
    app.number_input(key="area_from").set_value(500).run()
    app.selectbox(key="use").set_value("生产").run()
    rows = table(app, ["space", "empty_days", "listed"])
    expected = vacant[vacant["area_m2"].ge(500) & vacant["use"].eq(SpaceUse.PRODUCTION)]
    assert 0 < len(expected) < len(vacant)
    assert sorted(rows["area_m2"]) == sorted(expected["area_m2"])
    assert [in_address(app, key) for key in ("area_from", "use")] == ["500", "生产"]


def test_an_address_with_filters_opens_filtered(open_page):
    rows = table(open_page("occupancy", area_to="400", height="4.5", floor="2"), ["space", "empty_days", "listed"])
    assert rows["area_m2"].le(400).all()
    assert rows["height_m"].ge(4.5).all()
    assert rows["floor"].eq(2).all()


def test_filters_that_nothing_meets_say_so_and_can_be_cleared(open_page, vacant):
    app = open_page("occupancy", area_from="999999")
    assert "没有符合条件的空置单元" in html_of(app)
    next(button for button in app.button if button.label == "清除条件").click().run()
    assert len(table(app, ["space", "empty_days", "listed"])) == len(vacant)
    assert "area_from" not in app.query_params


def test_a_broken_number_in_the_address_asks_for_nothing(open_page, vacant):
    app = open_page("occupancy", area_from="many", load="-5", height="inf")
    assert not app.exception
    assert len(table(app, ["space", "empty_days", "listed"])) == len(vacant)


def test_the_ladder_counts_what_ends_within_each_reminder(open_page, demo_judged):
    near = within(ending_contracts(demo_judged.situation), [30, 60, 90])
    shown = html_of(open_page("occupancy"))
    for limit, row in near.iterrows():
        assert f"<small>{limit}天内到期</small><span><b>{row['contracts']:.0f}</b> 份</span>" in shown
    rows = table(open_page("occupancy"), ["ends_on", "exit_step"])
    assert len(rows) == near["contracts"].iloc[-1]


def test_the_trend_ends_with_the_day_itself(open_page, demo_judged):
    app = open_page("occupancy")
    alt = next(one.proto.alt for one in app.get("plotly_chart") if "各季末" in one.proto.alt)
    assert alt.endswith(f"2026Q2{percent(in_sum(occupancy_table(demo_judged.spaces, ['park']))['occupancy'])}")


def test_one_park_is_called_by_its_name_alone(open_page, demo_judged):
    row = demo_judged.parks.loc["331181002"]
    shown = html_of(open_page("occupancy", parks="331181002"))
    assert f"，{row['name']}入驻率{percent(row['occupancy'])}" in shown
    assert "入驻率最低的是" not in shown


def test_the_listing_export_has_a_row_per_vacancy_with_what_a_seeker_asks(demo_scope, vacant):
    listing = vacancy_list(demo_scope, roll_of(demo_scope))
    read = pd.read_excel(io.BytesIO(workbook({"空置单元": (listing, EXPORT)})), engine="calamine")
    assert len(read) == len(vacant)
    always = ["园区名称", "所在乡镇", "单元编号", "建筑面积(㎡)", "用途", "租售方式"]
    assert {*always, "层高(m)", "荷载(kg/㎡)", "租金指导价(元/㎡·月)"} <= set(read.columns)
    assert read[always].notna().all().all()

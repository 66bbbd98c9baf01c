"""What the right side of the map says: the parks, one park, one building, one space."""

from html import escape

import pandas as pd
import streamlit as st

from core.assessment import Assessment
from core.explain import explain
from core.terms import BASE_LABEL, Severity, SpaceState
from core.views.occupancy_table import occupancy_table
from core.views.rent_roll import WORST_FIRST, breaches, of_space
from pages.parts import tables
from pages.parts.chips import level_chip, show_chips
from pages.parts.empty import empty
from pages.parts.facts import show_facts
from pages.parts.header import section
from pages.parts.map_scale import FIGURES, MapFigure
from pages.parts.place_picker import LEVELS, Place, go_to
from pages.parts.scope import Scope
from pages.parts.stacking import plan_legend, stacking_plan
from pages.parts.vacancy_list import in_listing
from pages.parts.words import area, day, is_missing, number, percent

VACANCIES = {
    "space": tables.text("单元", width=64), "area_m2": tables.number("面积", "㎡", width=72),
    "empty_days": tables.number("已空置", "天", width=84),
}
MOST_VACANCIES = 10
PARK = tables.text("园区", width=168)
BUILDINGS = {
    "building_name": tables.text("楼栋"), "floors": tables.number("层数"),
    "total_m2": tables.number("面积", "㎡"), "occupancy": tables.percent("入驻率"),
    "vacant_m2": tables.number("空置", "㎡"), "alerts": tables.number("预警单元", "个"),
}


def county_side(parks: pd.DataFrame, figure: MapFigure, roll: pd.DataFrame) -> None:
    """The parks by the figure on the map, those that the map cannot show, and the largest vacancies."""
    section(f"各园区（按{figure.label}）", "点一行进入园区")
    ranked = parks.sort_values(figure.column, ascending=figure.is_low_worst)
    beside = "vacant_m2" if figure.column == "occupancy" else "occupancy"
    columns = {"name": PARK, figure.column: figure.as_column(), beside: FIGURES[beside].as_column()}
    tables.show_table(
        ranked, columns, key="park-list", alt=f"{len(ranked)}个园区，按{figure.label}排列",
        on_pick=lambda row: go_to("park", ranked.index[row]),
    )
    lost = parks[parks["longitude"].isna()]
    if len(lost):
        section("未定位", "没有经纬度，地图上不显示；在园区台账补填后即可定位")
        with st.container(horizontal=True, key="lost"):
            for code, name in lost["name"].items():
                st.button(name, key=f"lost-{code}", icon=":material/location_off:", on_click=go_to, args=("park", code))
    _vacancies(roll, "最大的空置单元", {"park_name": tables.text("园区", width=150), **VACANCIES})


def park_side(scope: Scope, judged: Assessment, park: pd.Series, roll: pd.DataFrame, register: pd.DataFrame) -> None:
    """The chosen park's figures and its buildings."""
    section(park["name"], park["town"])
    show_facts({
        "入驻率": f"{percent(park['occupancy'])}（{number(park['occupied_m2'])}÷{number(park['available_m2'])} ㎡）",
        _concentration_label(judged): percent(park["concentration"]),
        "空置": f"{number(park['vacant_m2'])} ㎡，{park['vacant_spaces']}个单元",
        "单元总面积": number(park["total_m2"], 0, "㎡"),
    }, columns=1)
    _levels(breaches(judged, park.name))
    buildings = building_list(roll, register)
    section("楼栋", "点一行看楼层销控图")
    tables.show_table(
        buildings, BUILDINGS, key=f"buildings-{park.name}", alt=f"{park['name']}的{len(buildings)}栋楼",
        on_pick=lambda row: go_to("building", buildings.index[row]),
    )
    _vacancies(roll, "空置单元", {"building_name": tables.text("楼栋"), "use": tables.text("用途"), **VACANCIES})
    st.page_link(
        "park.py", label=f"{park['name']}档案", icon=":material/domain:", query_params=scope.link(park=park.name)
    )


def _vacancies(roll: pd.DataFrame, title: str, columns: tables.Columns) -> None:
    """The largest empty spaces; a row leads to its place on the stacking plan."""
    vacant = roll[roll["state"] == SpaceState.VACANT].nlargest(MOST_VACANCIES, "area_m2")
    if vacant.empty:
        return
    section(title, "按面积；点一行看所在楼层")
    tables.show_table(
        vacant, columns, key=f"vacancies-{len(columns)}-{vacant['park'].iloc[0]}", alt=f"{len(vacant)}个空置单元",
        on_pick=lambda row: _go_to_space(vacant.iloc[row]),
    )


def _go_to_space(space: pd.Series) -> None:
    for level in LEVELS:
        go_to(level, space[level])


def building_list(roll: pd.DataFrame, register: pd.DataFrame) -> pd.DataFrame:
    """By building code: building_name, floors, total_m2, occupancy, vacant_m2, and alerts = spaces with an alert."""
    table = occupancy_table(roll, ["building"])
    grouped = roll.groupby("building")
    return table.assign(
        building_name=grouped["building_name"].first(), vacant_m2=table["area_空置"],
        floors=register.set_index("code")["floors"], alerts=roll["alerts"].gt(0).groupby(roll["building"]).sum(),
    )


def building_side(judged: Assessment, scope: Scope, roll: pd.DataFrame, place: Place, names: dict[str, str]) -> None:
    """The stacking plan of the chosen building, and the space chosen on it. roll: that building's."""
    name = roll["building_name"].iloc[0]
    section(f"{name} 楼层销控图", f"宽度按面积；截至{day(scope.as_of)}；点单元看详情")
    st.html(plan_legend(roll))
    stacking_plan(roll, name, key="plan", chosen=place.space, on_pick=_pick_space)
    space = roll[roll["space"] == place.space]
    if space.empty:
        empty("还没有选择单元", "点销控图中的一个单元，查看承租方、合同和预警")
        return
    space_side(judged, scope, space.iloc[0], names)


def _pick_space() -> None:
    go_to("space", st.session_state.plan.space)


def space_side(judged: Assessment, scope: Scope, space: pd.Series, names: dict[str, str]) -> None:
    """Everything about one space on its day."""
    section(f"{space['space']}单元", f"{space['floor']}层 · {space['use']} · {space['tenure']} · {space['state']}")
    show_facts(space_facts(space))
    alerts = of_space(breaches(judged, space["park"]), space)
    for finding in alerts.to_dict("records"):
        said = explain(finding, judged, names)
        st.html(f'<p class="alert">{level_chip(Severity(finding["severity"]))} {escape(said.sentence)}</p>')
    if not is_missing(space["credit_code"]):
        st.page_link("enterprise.py", label=f"{space['tenant']}档案", icon=":material/factory:",
                     query_params=scope.link(enterprise=space["credit_code"]))


def space_facts(space: pd.Series) -> dict[str, str]:
    """What is known of a space, and of the contract on it if there is one."""
    own = {
        "建筑面积": area(space["area_m2"]), "层高": number(space["height_m"], 1, "m"),
        "荷载": number(space["load_kg_m2"], 0, "kg/㎡"),
    }
    return {**own, **_vacancy_facts(space)} if is_missing(space["contract"]) else {**_contract_facts(space), **own}


def _contract_facts(space: pd.Series) -> dict[str, str]:
    score = "" if is_missing(space["score"]) else f"（{number(space['score'], 1)}分）"
    is_sold = is_missing(space["ends_on"])
    price = ("售价", "price_yuan", "元/㎡") if is_sold else ("租金", "rent_yuan", "元/㎡·月")
    return {
        "受让方" if is_sold else "承租方": str(space["tenant"]), "合同": space["contract"], "方式": space["mode"],
        "签订": day(space["signed_on"]), "起始": day(space["starts_on"]),
        "终止": "无期限" if is_sold else day(space["ends_on"]), price[0]: number(space[price[1]], 1, price[2]),
        f"{space['year']:.0f}年履约": f"{space['grade']}{score}", "清退阶梯": space["exit_step"],
    }


def _vacancy_facts(space: pd.Series) -> dict[str, str]:
    listed = {} if space["state"] != SpaceState.VACANT else {"一键找园": in_listing(space["is_listed"])}
    if is_missing(space["empty_days"]):
        return listed
    return {"空置起": day(space["empty_since"]), "已空置": number(space["empty_days"], 0, "天"), **listed}


def _concentration_label(judged: Assessment) -> str:
    """Names the base, and that it is provisional while it is."""
    open_mark = "，待联席会议确定" if judged.policy.parameter("counting_base", judged.as_of).is_provisional else ""
    return f"产业集聚度（{BASE_LABEL[judged.counting_base]}{open_mark}）"


def _levels(found: pd.DataFrame) -> None:
    """One chip per level of alert that there is."""
    counts = found["severity"].value_counts()
    show_chips(*(level_chip(Severity(level), counts[level]) for level in WORST_FIRST if level in counts))

"""What 园区档案 shows of one park: its facts, its years, its buildings, its contracts, how it files its reports."""

from datetime import date

import pandas as pd
import streamlit as st

from core.assessment import Assessment
from core.concentration import prefixes
from core.views.filing import Filing
from core.views.occupancy_table import occupancy_table
from core.views.scorecard import CONCENTRATION, OCCUPANCY
from core.views.yearbook import SPAN, park_years
from data.reference import industry_name
from data.tables import Building
from pages.parts import tables
from pages.parts.assessment import records_of
from pages.parts.dossier import punctuality, spaces_of_contracts
from pages.parts.little_charts import Little, show_little
from pages.parts.paper import address, paper_table
from pages.parts.past import outcome
from pages.parts.rent_roll import roll_of
from pages.parts.scope import Scope
from pages.parts.stacking import plan_legend, stacking_plan
from pages.parts.words import area, day, is_missing, land, number, percent, written

YEARS: tables.Columns = {
    "year": tables.text("年度"),
    "occupancy": tables.percent("年末入驻率"), "concentration": tables.percent("年末集聚度"),
    "tenants": tables.number("年末企业", "家"), "reported": tables.number("其中已报", "家"),
    "output_wan_yuan": tables.money("工业总产值"), "revenue_wan_yuan": tables.money("营业收入"),
    "tax_wan_yuan": tables.money("税收"), "tax_per_mu": tables.number("亩均税收", "万元/亩", 2),
    "staff": tables.number("从业人数", "人"),
}
CHARTED = ("occupancy", "concentration", "output_wan_yuan", "tax_per_mu", "staff")
CONTRACTS: tables.Columns = {
    "name": tables.text("承租（购）企业"), "contract": tables.text("合同"), "mode": tables.text("方式"),
    "spaces": tables.text("单元"), "area_m2": tables.area("面积"), "starts_on": tables.day("起始"),
    "until": tables.text("终止"), "score": tables.number("得分", decimals=1), "grade": tables.text("履约"),
    "exit_step": tables.text("进退"),
}
FILED: tables.Columns = {
    "period": tables.text("期间"), "due_on": tables.day("报送期限"), "due": tables.number("应报", "家"),
    **{one.value: tables.number(one.value, "家") for one in Filing},
}


def facts_of(park: pd.Series) -> dict[str, str]:
    """The header facts of a row of the park register."""
    site = "、".join(filter(None, (written(park[name], "") for name in ("land_use", "site_source", "conversion_way"))))
    return {
        "园区编码": park["code"], "所在乡镇": park["town"], "园区类型": park["kind"],
        "占地面积": land(park["site_area_mu"]), "建筑面积": area(park["floor_area_m2"]), "用地": site,
        "开发模式": park["development_mode"], "开发主体": f"{park['developer']}（{park['developer_kind']}）",
        "运营机构": written(park["operators"]), "集体股东": written(park["collective_shareholders"], "无"),
        "主导产业": _industries(park["leading_codes"]),
        "关联产业": _industries(written(park["related_codes"], "")) or "无",
        "约定主导产业占比": percent(park["agreed_leading_ratio"]),
        "约定自持比例": percent(park["agreed_self_held_ratio"]), "约定可售比例": percent(park["agreed_sold_ratio"]),
        "租金指导价": number(park["guide_rent_yuan"], 2, "元/㎡·月"),
        "售价指导价": number(park["guide_price_yuan"], 0, "元/㎡"), "数据填报人": written(park["reporter"]),
    }


def _industries(codes: str) -> str:
    return "、".join(f"{industry_name(code)}（{code}）" for code in prefixes(codes))


def show_years(scope: Scope, judged: Assessment) -> None:
    """A row of little charts and the table of the last years. scope: the park alone."""
    years = _years(scope, judged)
    periods = [one.removesuffix("年") for one in years["year"]]
    show_little([_little(YEARS[name], years[name]) for name in CHARTED], periods)
    paper_table(years, YEARS, caption="历年情况")


def _little(column: tables.Column, values: pd.Series) -> Little:
    scale = 100 if column.kind == "percent" else 1
    return Little(column.label, column.unit, [None if is_missing(one) else scale * one for one in values],
                  decimals=column.decimals)


def _years(scope: Scope, judged: Assessment) -> pd.DataFrame:
    figures = park_years(judged.situation).reset_index("park", drop=True)
    years = range(scope.as_of.year - SPAN, scope.as_of.year)
    ends = {year: outcome(scope, date(year, 12, 31)).card for year in years}
    return figures.reindex(years).rename_axis("year").reset_index().assign(
        occupancy=[OCCUPANCY.of_all(ends[year]) for year in years],
        concentration=[CONCENTRATION.of_all(ends[year]) for year in years],
    ).assign(year=[f"{year}年" for year in years])


def show_buildings(scope: Scope) -> None:
    """Every building with its stacking plan, two beside each other."""
    roll, buildings = roll_of(scope), records_of(scope, Building)
    st.html(plan_legend(roll))
    with st.container(key="building-plans"):
        for start in range(0, len(buildings), 2):
            for place, building in zip(st.columns(2, gap="medium"), buildings.iloc[start:start + 2].itertuples(),
                                       strict=False):
                with place:
                    _building(building, roll[roll["building"] == building.code])


def _building(building: tuple, roll: pd.DataFrame) -> None:
    name = building.name or building.code
    finished = f"{day(building.completed_on)}竣工" if not is_missing(building.completed_on) else "未竣工"
    rate = occupancy_table(roll, ["building"])["occupancy"]
    said = f"{building.floors}层，{finished}，入驻率{percent(rate.iloc[0] if len(rate) else None)}"
    st.html(f'<h4 class="building">{name}<small>{said}</small></h4>')
    if len(roll):
        stacking_plan(roll, name, key=f"plan-{building.code}")


def show_contracts(scope: Scope, judged: Assessment, names: dict[str, str]) -> pd.DataFrame:
    """Contracts in force, the largest first, each with a link to its enterprise; returns what is listed."""
    held = judged.contracts
    listed = held.assign(
        name=held["credit_code"].map(names), spaces=held["contract"].map(spaces_of_contracts(scope)),
        until=["长期" if is_missing(end) else day(end) for end in held["ends_on"]],
    ).sort_values("area_m2", ascending=False, ignore_index=True)
    links = [address("enterprise", scope.link(enterprise=code)) for code in listed["credit_code"]]
    paper_table(listed, CONTRACTS, caption="有效合同", links={"name": links})
    return listed


def show_filing(scope: Scope) -> None:
    """Per period how many reports were due, and how many came in time, late or not at all."""
    paper_table(punctuality(scope), FILED, caption="数据填报情况")

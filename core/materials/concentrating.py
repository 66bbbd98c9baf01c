"""Material for a park below the concentration floor: how far, by which base, who lies outside its industries (L6)."""

from collections.abc import Mapping
from typing import Any

from core.materials.about import About, basis, motion, provisional
from core.paper import Block, Chart, ChartForm, Column, Figure, Figures, Section, Series, Table, Text
from core.rounding import rounded
from core.sections.basis import known, points_of, rows_of
from core.sections.industry import UNITS
from core.terms import BASE_LABEL, Base, IndustryRelation
from core.views.concentration_table import concentration_table
from core.views.industry_mix import industry_mix
from core.views.scorecard import concentration_floor
from core.wording import PERCENT, WORDING

RULE = "concentration_below_floor"
MOST = 12
COLUMNS = (
    Column("企业"), Column("所属行业"), Column("使用面积", "number", "㎡", 0), Column("占园区面积", "percent"),
    Column("产值", "number", "万元", 1),
)


def concentration_sections(about: About) -> tuple[Section, ...]:
    """Of a park that is out of sight, or has no floor on the day, only the motion."""
    table = concentration_table(about.assessment)
    rows, floor = rows_of(table[table["park"].eq(about.park)]), concentration_floor(about.assessment)
    if not rows or floor is None:
        return (motion(about),)
    why = (basis(about, RULE), *provisional(about, "concentration_floor", "counting_base"))
    return _standing(about, rows[0], floor), _outsiders(about), Section("basis", "依据", why), motion(about)


def _standing(about: About, row: Mapping[str, Any], floor: float) -> Section:
    official = row["official"]
    seen, due, gap = WORDING[RULE].texts(official, floor)
    said = f"产业集聚度{seen}，低于下限{due}，差{gap}" if row["points"] < 0 else (
        f"产业集聚度{seen}，不低于下限{due}" if row["points"] >= 0 else "产业集聚度无数据")
    base = about.assessment.counting_base
    chart = Chart(
        f"{about.park_name}{said}（{BASE_LABEL[base]}计）。", "三种口径的产业集聚度", ChartForm.BARS,
        tuple(BASE_LABEL[one] for one in Base), (Series("集聚度", points_of(row[one.value] for one in Base)),),
        "percent", target=floor, target_label=f"下限{PERCENT.write(floor, 0)}",
    )
    return Section("standing", "集聚度现状", (chart, _ways_out(about, row, base)))


def _ways_out(about: About, row: Mapping[str, Any], base: Base) -> Figures:
    come, go, unit = known(row["insiders_to_come"]), known(row["outsiders_to_go"]), UNITS[base]
    figures = (
        Figure("距下限", known(row["points"]), unit="个百分点"),
        Figure("引入本产业即达标", come, unit=unit, decimals=0), Figure("或腾退其他产业", go, unit=unit, decimals=0),
    )
    said = "距下限的差额无数据。" if come is None or go is None else (
        f"{about.park_name}需引入主导及关联产业{figures[1].text}，或腾退其他产业{figures[2].text}，方可达标。"
        if row["points"] < 0 else f"{about.park_name}高出下限{rounded(row['points'], 1):.1f}个百分点。"
    )
    return Figures(said, "达标差额", figures)


def _outsiders(about: About) -> Section:
    s = about.assessment.situation
    mix = industry_mix(s, list(about.assessment.parks.index).index(about.park))
    whole = mix["area_m2"].sum()
    others = mix[mix["relation"].eq(IndustryRelation.OTHER)].sort_values("area_m2", ascending=False, kind="stable")
    block: Block = Text("没有其他产业的在园企业。")
    if len(others):
        lines = tuple(
            (about.firm(row["credit_code"]), about.records.industries.get(row["industry_code"], row["industry_code"]),
             known(row["area_m2"]), known(row["area_m2"] / whole), known(row["output_wan_yuan"]))
            for row in rows_of(others.head(MOST))
        )
        share = PERCENT.write(others["area_m2"].sum() / whole)
        listed = f"，列面积最大的{MOST}家" if len(others) > MOST else ""
        block = Table(f"其他产业企业{len(others)}家，占园区使用面积{share}{listed}。", "其他产业企业", COLUMNS, lines)
    return Section("outsiders", "其他产业企业", (block,))

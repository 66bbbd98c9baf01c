"""What 产业集聚 draws: the parks on three bases beside the floor, and the industry mix of one park."""

from typing import Any

import pandas as pd
import plotly.graph_objects as go

from core.columns import below
from core.terms import BASE_LABEL, Base, IndustryRelation, Verdict
from core.wording import WORDING
from data.reference import industry_name
from pages.parts import tables
from pages.parts.charts import dots, treemap
from pages.parts.chips import chip
from pages.parts.look import BAD, CATEGORIES, FAINT_INK, GOOD, INK, PANEL, RELATIONS
from pages.parts.words import area, is_missing, number, percent

MOST_ROWS = 20
LEAST_HEIGHT = 470
ROOT = "park"
SAID = WORDING["concentration_below_floor"]
MARKS = {Verdict.BREACHED: "▲ 低于下限", Verdict.MET: "✔ 达标", Verdict.CANNOT_JUDGE: "◌ 无法判断",
         Verdict.NOT_APPLICABLE: "尚无下限"}
COLUMNS: tables.Columns = {
    "name": tables.text("园区"),
    "mark": tables.text("判断", width=104),
    "area": tables.percent("按面积", width=82), "enterprises": tables.percent("按企业数", width=92),
    "output": tables.percent("按产值", width=82), "output_coverage": tables.percent("产值覆盖", width=92),
    "leading": tables.percent("主导产业", width=92, help="只计主导产业代码，与约定占比对照"),
    "agreed": tables.percent("约定占比", width=92),
    "points": tables.number("距下限", "百分点", 1, width=112, help="计入口径减下限，负数为低于下限"),
    "way_out": tables.text("达标途径或余量", width=210, help="引入主导及关联产业、或腾退其他产业的面积"),
}
EXPORTED: tables.Columns = {
    **COLUMNS,
    "numerator": tables.area("主导及关联产业"), "denominator": tables.area("合计"),
    "area_coverage": tables.percent("面积覆盖"), "enterprises_coverage": tables.percent("企业覆盖"),
    "insiders_to_come": tables.area("引入本产业即达标"), "outsiders_to_go": tables.area("或腾退其他产业即达标"),
}


def standing_sentences(table: pd.DataFrame, scope_label: str, floor: float | None, base: Base) -> list[str]:
    """How many parks keep to the floor, and which is furthest from it."""
    if floor is None:
        return [f"{scope_label}{len(table)}个园区；截至这一天，集聚度下限尚未施行。"]
    counted = table["verdict"].value_counts()
    met, low, unknown = (int(counted.get(one, 0)) for one in (Verdict.MET, Verdict.BREACHED, Verdict.CANNOT_JUDGE))
    unjudged = f"，{unknown}个无法判断（无入驻企业）" if unknown else ""
    counts = f"{met}个集聚度达到{percent(floor, 0)}，{low}个未达到{unjudged}"
    first = f"{scope_label}{len(table)}个园区，{BASE_LABEL[base]}计，{counts}。"
    under = _below_agreement(table)
    if not low:
        return [first, *under]
    worst = table.iloc[0]
    seen, due, gap = SAID.texts(worst.official, floor)
    come, go = area(worst.insiders_to_come), area(worst.outsiders_to_go)
    way = f"再引入主导或关联产业{come}，或腾退其他产业{go}，即可达标"
    return [first, f"最低的是{worst['name']}{seen}，低于{due}，差{gap}；{way}。", *under]


def _below_agreement(table: pd.DataFrame) -> list[str]:
    """A sentence on the parks whose leading industries alone are under what the project contract agreed."""
    under = table[below(table["leading"].to_numpy(), table["agreed"].to_numpy())]
    said = "、".join(f"{row.name}（{percent(row.leading)}，约定{percent(row.agreed)}）" for row in under.itertuples())
    return [f"主导产业占比低于约定的有{said}。"] if said else []


def way_out(row: Any) -> str:
    """What would bring a park to the floor, or what room it has."""
    if is_missing(row.points):
        return "—"
    if row.points < 0:
        return f"引入{area(row.insiders_to_come)}或腾退{area(row.outsiders_to_go)}"
    return f"其他产业余量{area(abs(row.outsiders_to_go))}"


def standings(table: pd.DataFrame, floor: float | None, base: Base) -> go.Figure:
    """Per park three dots on one axis, the agreed share as a tick, the distance to the floor in words at the side."""
    labels = {one: BASE_LABEL[one] + ("（计入）" if one is base else "") for one in Base}
    figure = dots(
        table["name"], {labels[one]: table[one] for one in Base},
        coverage={labels[one]: table[f"{one}_coverage"] for one in Base},
        target=floor, target_label=f"下限{percent(floor, 0)}",
    )
    figure.add_scatter(
        name="主导产业", y=table["name"], x=table["leading"], mode="markers", orientation="h", offsetgroup="leading",
        marker={"symbol": "triangle-up-open", "size": 10, "color": INK.now, "line": {"width": 1.5}},
        unselected={"marker": {"opacity": 1}}, hovertemplate="%{y} 主导产业：%{x:.1%}<extra></extra>",
    )
    figure.add_scatter(
        orientation="h", offsetgroup="leading", name="约定主导占比", y=table["name"], x=table["agreed"], mode="markers",
        marker={"symbol": "line-ns", "size": 16, "line": {"width": 2.5, "color": INK.now}},
        unselected={"marker": {"opacity": 1}}, hovertemplate="%{y} 约定主导产业占比：%{x:.1%}<extra></extra>",
    )
    notes = [(row.name, *_side_note(row.official, floor, row.verdict)) for row in table.itertuples()]
    figure.update_layout(annotations=[*figure.layout.annotations, *(
        {"xref": "paper", "x": 1.01, "xanchor": "left", "y": name, "text": text, "showarrow": False,
         "font": {"size": 12.5, "color": tone}} for name, text, tone in notes
    )])
    figure.update_layout(showlegend=False, margin={"t": 26, "r": 122}, height=max(figure.layout.height, LEAST_HEIGHT))
    return figure


def standings_legend(base: Base) -> str:
    """HTML: what the marks mean."""
    signs = ("●", "◆", "■")
    marks = [
        f'<span><i style="color:{colour}">{sign}</i>{BASE_LABEL[one]}{"（计入）" if one is base else ""}</span>'
        for one, sign, colour in zip(Base, signs, CATEGORIES, strict=False)
    ]
    marks += ["<span><i>△</i>其中主导产业</span>", "<span><i>┃</i>约定主导产业占比</span>"]
    return f'<p class="legend">{"".join(marks)}</p>'


def _side_note(official: float, floor: float | None, verdict: str) -> tuple[str, str]:
    if is_missing(official) or floor is None:
        return "无数据" if is_missing(official) else percent(official), FAINT_INK.now
    seen, _, gap = SAID.texts(official, floor)
    if verdict == Verdict.BREACHED:
        return f"▲ {seen} 差{gap.removesuffix('个百分点')}点", BAD.now
    return f"✔ {seen}", GOOD.now


def standings_in_words(table: pd.DataFrame) -> str:
    """For who cannot see the chart."""
    return "各园区主导及关联产业集聚度：" + "；".join(
        f"{row.name}{'、'.join(f'{BASE_LABEL[one]}{percent(getattr(row, one))}' for one in Base)}"
        for row in table.itertuples()
    )


def chosen_in(table: pd.DataFrame, points: list[dict]) -> str | None:
    """The park that a click on the chart means."""
    return None if not points else str(table["park"].iloc[points[0]["point_index"]])


def mix_map(industries: pd.DataFrame, park_name: str) -> go.Figure:
    """Area by division and industry, coloured by what the industry is to the park."""
    divisions = industries.groupby("division", sort=False)["area_m2"].sum()
    leaves = industries.to_dict("records")
    whole = divisions.sum()
    return treemap(
        ids=[ROOT, *divisions.index, *(f"{one['industry_code']}/{one['relation']}" for one in leaves)],
        labels=[f"{park_name} {area(whole)}", *map(industry_name, divisions.index),
                *(industry_name(one["industry_code"]) for one in leaves)],
        parents=["", *[ROOT] * len(divisions), *(one["division"] for one in leaves)],
        values=[whole, *divisions, *(one["area_m2"] for one in leaves)],
        colours=[PANEL.now] * (1 + len(divisions))
        + [RELATIONS[IndustryRelation(one["relation"])].tone.now for one in leaves],
    )


def mix_in_words(industries: pd.DataFrame) -> str:
    """For who cannot see the tiles."""
    return "产业构成（按面积）：" + "；".join(
        f"{industry_name(row.industry_code)}（{row.relation}）{area(row.area_m2)}，{number(row.enterprises)}家"
        for row in industries.itertuples()
    )


def mix_legend(industries: pd.DataFrame) -> list[str]:
    """Chips: each relation with its area and number of enterprises."""
    sums = industries.groupby("relation")[["area_m2", "enterprises"]].sum()
    return [
        chip(mark, f"{mark.word} {area(sums.area_m2[word])} {number(sums.enterprises[word])}家")
        for word, mark in RELATIONS.items() if word in sums.index
    ]


def with_marks(table: pd.DataFrame) -> pd.DataFrame:
    """The table as it is listed."""
    return table.assign(mark=table["verdict"].map(MARKS), way_out=[way_out(row) for row in table.itertuples()])

"""产业集聚: whether the parks keep to their industry, and how far they are from the floor (L6)."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from core.paper import NOTHING, Chart, ChartForm, Column, Section, Series, Table, Text, Value
from core.rounding import rounded
from core.sections.basis import Basis, known, named_few, points_of, rows_of
from core.terms import BASE_LABEL, Base, Verdict
from core.views.concentration_table import concentration_table
from core.wording import PERCENT

UNITS = {Base.AREA: "㎡", Base.ENTERPRISES: "家", Base.OUTPUT: "万元"}


def industry(basis: Basis) -> Section:
    """The concentration of each park against the floor, by three bases."""
    table = concentration_table(basis.now)
    return Section("industry", "产业集聚", (
        Text(_in_short(basis, table)), _chart(basis, table), _table(table, basis.now.counting_base),
        Text(f"集聚度以{BASE_LABEL[basis.now.counting_base].removeprefix('按')}计，口径待联席会议确定；三种口径并列于表中。"),
    ))


def _in_short(basis: Basis, table: pd.DataFrame) -> str:
    if basis.floor is None:
        return "当日尚无产业集聚度下限。"
    failing = table[table["verdict"].eq(Verdict.BREACHED)]
    unknown = table[table["verdict"].eq(Verdict.CANNOT_JUDGE)]
    met = len(table) - len(failing) - len(unknown)
    said = f"产业集聚度不低于{PERCENT.write(basis.floor, 0)}的园区{met}个"
    if len(failing):
        said += f"，低于下限的{len(failing)}个（{named_few(list(failing['name']))}）"
    if len(unknown):
        said += f"，无数据的{len(unknown)}个（{named_few(list(unknown['name']))}）"
    return f"{said}。"


def _chart(basis: Basis, table: pd.DataFrame) -> Chart:
    statement = "各园区集聚度均无数据。"
    judged = table.dropna(subset="official")
    if len(judged):
        worst = judged.iloc[0]
        gap = "" if basis.floor is None or worst["official"] >= basis.floor else (
            f"，低于下限{rounded(100 * (basis.floor - worst['official']), 1):.1f}个百分点")
        statement = f"集聚度最低的是{worst['name']}，为{PERCENT.write(worst['official'])}{gap}。"
    shown = table.iloc[::-1]
    floor = basis.floor
    return Chart(
        statement, "各园区产业集聚度", ChartForm.BARS, tuple(shown["name"]),
        (Series("集聚度", points_of(shown["official"])),),
        "percent", target=floor, target_label="" if floor is None else f"下限{PERCENT.write(floor, 0)}",
    )


def _table(table: pd.DataFrame, base: Base) -> Table:
    rows = tuple(
        (row["name"], *(known(row[base.value]) for base in Base), known(row["leading"]), known(row["agreed"]),
         known(row["points"]), *_ways_out(row))
        for row in rows_of(table)
    )
    columns = (
        Column("园区"), *(Column(BASE_LABEL[base], "percent") for base in Base), Column("主导产业占比", "percent"),
        Column("约定占比", "percent"), Column("距下限", "number", "百分点", 1),
        Column("引入本产业即达标", "number", UNITS[base], 0), Column("或腾退其他产业", "number", UNITS[base], 0),
    )
    return Table("各园区三种口径的集聚度见下表。", "各园区产业集聚情况", columns, rows)


def _ways_out(row: Mapping[str, Any]) -> tuple[Value, Value]:
    """Of a park below the floor."""
    if row["verdict"] == Verdict.MET:
        return NOTHING, NOTHING
    return known(row["insiders_to_come"]), known(row["outsiders_to_go"])

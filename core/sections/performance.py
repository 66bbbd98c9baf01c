"""履约评价: how the contracts kept their promises in the counting year, and who is furthest behind (L9, L11)."""

import pandas as pd

from core.paper import Chart, ChartForm, Column, Section, Series, Table, Text
from core.sections.basis import Basis, known, points_of, rows_of
from core.terms import Grade
from core.views.scorecard import EVALUATED, PASS_RATE, PASSING
from core.views.yearbook import park_years
from core.wording import PERCENT

MOST_LISTED = 15


def performance(basis: Basis) -> Section:
    """Grades of the counting year, tax per mu of the parks by year, and the lowest scores."""
    return Section("performance", "履约评价", (
        Text(_in_short(basis)), _grades(basis), *_tax(basis), *_lowest(basis),
    ))


def _in_short(basis: Basis) -> str:
    grades = basis.now.contracts["grade"].value_counts()
    evaluated = int(grades.reindex(list(EVALUATED), fill_value=0).sum())
    year = basis.as_of.year - 1
    if not evaluated:
        return f"{year}年度没有可评价的合同。"
    passed = int(grades.reindex(list(PASSING), fill_value=0).sum())
    unknown = int(grades.get(Grade.NOT_ASSESSABLE, 0))
    left = f"；因缺少数据无法评价{unknown}份" if unknown else ""
    return (
        f"{year}年度评价合同{evaluated}份，合格以上{passed}份，合格率{PERCENT.write(passed / evaluated)}，"
        f"限期整改{int(grades.get(Grade.RECTIFY, 0))}份，不合格{int(grades.get(Grade.FAIL, 0))}份{left}。"
    )


def _grades(basis: Basis) -> Chart:
    contracts, parks = basis.now.contracts, basis.now.parks
    counts = pd.crosstab(contracts["park"], contracts["grade"]).reindex(
        index=parks.index, columns=[*EVALUATED, Grade.NOT_ASSESSABLE], fill_value=0)
    rates = PASS_RATE.of_parks(basis.card).dropna()
    lowest = "" if rates.empty else (
        f"合格率最低的是{basis.park_names[str(rates.idxmin())]}，为{PERCENT.write(rates.min())}。")
    series = tuple(
        Series(grade.value, tuple(int(one) for one in counts[grade]), tone) for grade, tone in TONES.items()
        if counts[grade].sum()
    )
    return Chart(
        lowest or "没有可评价的合同。", f"各园区{basis.as_of.year - 1}年度履约评价", ChartForm.STACKED,
        tuple(parks["name"]), series, unit="份", decimals=0,
    )


TONES = {
    Grade.EXCELLENT: "良", Grade.PASS: "蓝", Grade.RECTIFY: "黄", Grade.FAIL: "红", Grade.NOT_ASSESSABLE: "无",
}


def _tax(basis: Basis) -> tuple[Table, ...]:
    years = park_years(basis.now.situation)
    if years.empty:
        return ()
    shown = years["tax_per_mu"].unstack().reindex(list(basis.park_names))
    rows = tuple(
        (name, *points_of(row)) for name, row in zip(basis.park_names.values(), shown.to_numpy(float), strict=True)
    )
    columns = (Column("园区"), *(Column(f"{year}年", "number", "万元/亩", 1) for year in shown))
    return (Table("各园区历年亩均税收见下表。", "各园区亩均税收", columns, rows),)


def _lowest(basis: Basis) -> tuple[Table, ...]:
    contracts = basis.now.contracts
    behind = contracts[contracts["grade"].isin([Grade.RECTIFY, Grade.FAIL])].sort_values("score", kind="stable")
    if behind.empty:
        return ()
    rows = tuple(
        (basis.park_names[row["park"]], basis.firm(row["credit_code"]), row["contract"], known(row["score"]),
         str(row["grade"]), str(row["exit_step"]))
        for row in rows_of(behind.head(MOST_LISTED))
    )
    rest = f"，列得分最低的{MOST_LISTED}份" if len(behind) > MOST_LISTED else ""
    return (Table(f"未达合格的合同{len(behind)}份{rest}。", "未达合格的合同", (
        Column("园区"), Column("企业"), Column("合同编号"), Column("得分", "number", "分", 1), Column("评价"),
        Column("所处环节"),
    ), rows),)

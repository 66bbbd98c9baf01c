"""What a contract promised by year, what came of it, and the score that this made."""

import pandas as pd

from core.materials.about import About
from core.paper import Block, Chart, ChartForm, Column, Section, Series, Table, Text
from core.rounding import rounded
from core.sections.basis import known, points_of, rows_of
from core.terms import INDICATOR_UNIT, Indicator
from core.views.yearbook import performance_years, promise_years
from core.wording import PERCENT

YEARS = 4
MOST_CHARTS = 3
COLUMNS = (
    Column("年度"), Column("指标"), Column("单位"), Column("承诺", "number", "", 2), Column("实际", "number", "", 2),
    Column("完成率", "percent"),
)


def performance(about: About) -> Section:
    """The score by year, the indicators that were missed most, and all of them as a table."""
    s, number = about.assessment.situation, about.topic.subject
    scores, promises = (frame[frame["contract"].eq(number)] for frame in (performance_years(s), promise_years(s)))
    years = sorted({*scores["year"], *promises["year"]})[-YEARS:]
    scores, promises = (frame[frame["year"].isin(years)] for frame in (scores, promises))
    blocks: list[Block] = []
    if scores["score"].notna().any():
        blocks.append(_scores(about, scores, years))
    blocks += [_indicator(promises, Indicator(one), years) for one in _missed_most(promises)]
    blocks.append(_table(promises) if len(promises) else Text("没有登记承诺指标，无数据。"))
    return Section("performance", "承诺和履约", tuple(blocks))


def _scores(about: About, scores: pd.DataFrame, years: list[int]) -> Chart:
    passing = float(about.assessment.situation.value("pass_score"))
    last = rows_of(scores.sort_values("year"))[-1]
    got = "无数据" if pd.isna(last["score"]) else f"{rounded(last['score'], 1):.1f}分"
    statement = f"{last['year']}年度履约得分{got}，评价{last['grade']}，合格线{passing:g}分。"
    return Chart(
        statement, "履约得分", ChartForm.LINES, _labels(years), (Series("得分", _by_year(scores, years, "score")),),
        unit="分", target=passing, target_label=f"合格线{passing:g}分",
    )


def _missed_most(promises: pd.DataFrame) -> list[str]:
    """Indicators of the latest year that fell short, the furthest first."""
    if promises.empty:
        return []
    latest = promises[promises["year"].eq(promises["year"].max()) & promises["ratio"].lt(1)]
    return list(latest.sort_values("ratio", kind="stable")["indicator"].head(MOST_CHARTS))


def _indicator(promises: pd.DataFrame, indicator: Indicator, years: list[int]) -> Chart:
    rows = promises[promises["indicator"].eq(indicator)]
    last, unit = rows_of(rows.sort_values("year"))[-1], INDICATOR_UNIT[indicator]
    promised, achieved = (_written(last[name], unit) for name in ("promised", "achieved"))
    statement = (
        f"{last['year']}年{indicator}承诺{promised}，实际{achieved}，完成承诺的{PERCENT.write(last['ratio'])}。"
    )
    series = tuple(Series(label, _by_year(rows, years, name)) for label, name in (
        ("承诺", "promised"), ("实际", "achieved")))
    return Chart(
        statement, f"{indicator}：承诺与实际", ChartForm.COLUMNS, _labels(years), series,
        "number" if unit else "percent", unit, 2 if unit else 1,
    )


def _written(value: float, unit: str) -> str:
    return f"{rounded(value, 2):,.2f}{unit}" if unit else PERCENT.write(value)


def _table(promises: pd.DataFrame) -> Table:
    rows = rows_of(promises.sort_values(["year", "indicator"], ascending=[False, True], kind="stable"))
    last = rows[0]["year"]
    latest = [row for row in rows if row["year"] == last]
    short = sum(row["ratio"] < 1 for row in latest)
    unknown = sum(pd.isna(row["ratio"]) for row in latest)
    end = f"，{unknown}项无数据" if unknown else ""
    lines = tuple(
        (f"{row['year']}年", str(row["indicator"]), INDICATOR_UNIT[Indicator(row["indicator"])] or "比例",
         known(row["promised"]), known(row["achieved"]), known(row["ratio"]))
        for row in rows
    )
    return Table(f"{last}年承诺的{len(latest)}项指标中，{short}项未达承诺{end}。", "逐年承诺与实际", COLUMNS, lines)


def _by_year(rows: pd.DataFrame, years: list[int], column: str) -> tuple[float | None, ...]:
    found = dict(zip(rows["year"], rows[column], strict=True))
    return points_of(found.get(year, float("nan")) for year in years)


def _labels(years: list[int]) -> tuple[str, ...]:
    return tuple(f"{year}年" for year in years)

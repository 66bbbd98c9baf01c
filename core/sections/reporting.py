"""数据报送: how punctually the reports came, by period and by park (L11, P13)."""

import pandas as pd

from core.paper import Chart, ChartForm, Column, Section, Series, Table, Text
from core.sections.basis import Basis, rows_of
from core.views.filing import Filing, by_period, filings
from core.wording import PERCENT

TONES = {Filing.ON_TIME: "良", Filing.LATE: "黄", Filing.MISSING: "红"}
YEARS, QUARTERS = 1, 4


def reporting(basis: Basis) -> Section:
    """What was due, what came in time, late or not at all."""
    filed = filings(basis.now.situation, YEARS, QUARTERS)
    if filed.empty:
        return Section("reporting", "数据报送", (Text("近一年没有应报的报表。"),))
    return Section("reporting", "数据报送", (Text(_in_short(filed)), _periods(filed), _parks(basis, filed)))


def _in_short(filed: pd.DataFrame) -> str:
    counts = filed["state"].value_counts()
    share = counts.get(Filing.ON_TIME, 0) / len(filed)
    return (
        f"近一年应报{len(filed):,}份，按时{int(counts.get(Filing.ON_TIME, 0)):,}份（{PERCENT.write(share)}），"
        f"迟报{int(counts.get(Filing.LATE, 0)):,}份，缺报{int(counts.get(Filing.MISSING, 0)):,}份。"
    )


def _periods(filed: pd.DataFrame) -> Chart:
    table = by_period(filed).sort_values("due_on", kind="stable")
    worst = max(rows_of(table), key=lambda row: row[Filing.MISSING.value])
    missing = worst[Filing.MISSING.value]
    return Chart(
        f"缺报最多的是{worst['period']}，{missing}份。" if missing else "近一年没有缺报。", "各期报表报送情况",
        ChartForm.STACKED, tuple(table["period"]),
        tuple(Series(one.value, tuple(int(n) for n in table[one.value]), TONES[one]) for one in Filing),
        unit="份", decimals=0,
    )


def _parks(basis: Basis, filed: pd.DataFrame) -> Table:
    counts = discipline(filed)
    rows = tuple(
        (basis.park_names[row["park"]], row["due"], *(row[one.value] for one in Filing), row["share"])
        for row in rows_of(counts)
    )
    return Table("各园区报送情况见下表，按时率低的在前。", "各园区报送情况", (
        Column("园区"), Column("应报", "number", "份", 0),
        *(Column(one.value, "number", "份", 0) for one in Filing), Column("按时率", "percent"),
    ), rows)


def discipline(filed: pd.DataFrame) -> pd.DataFrame:
    """By park code, the least punctual first: due, a count of each Filing, and share (those on time)."""
    counts = filed.groupby("park")["state"].value_counts().unstack(fill_value=0)
    counts = counts.reindex(columns=[one.value for one in Filing], fill_value=0)
    counts.insert(0, "due", counts.sum(axis=1))
    return counts.assign(share=counts[Filing.ON_TIME.value] / counts["due"]).sort_values("share", kind="stable")

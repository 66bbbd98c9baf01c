"""预警情况: how many alerts of which level there are, by which clauses, and the gravest ones in words."""

import pandas as pd

from core.explain import explain
from core.paper import Chart, ChartForm, Column, Section, Series, Table, Text
from core.rules import BY_ID, SEVERITY
from core.sections.basis import PRESSING, Basis, rows_of
from core.terms import Verdict
from core.views.findings_table import ALERTS
from core.views.history import alerts_over_time
from core.views.phrases import more_or_fewer, since

MOST_SAID = 20


def alerts(basis: Basis) -> Section:
    """The alerts by month, by rule, and the red and orange ones in a sentence each."""
    return Section("alerts", "预警情况", (
        Text(_in_short(basis)), *_why(basis), _trend(basis), *_by_rule(basis), *_pressing(basis),
    ))


def _in_short(basis: Basis) -> str:
    counts = basis.alerts["level"].value_counts()
    if counts.empty:
        return "没有在案预警。"
    levels = "，".join(f"{level}色{int(counts.get(level, 0))}条" for level in ALERTS)
    change = more_or_fewer(int(basis.card["pressing"].sum()) - int(basis.card_before["pressing"].sum()), "条")
    return f"在案预警{int(counts.sum())}条，其中{levels}；红橙预警{since(basis.compare_to)}{change}。"


def _why(basis: Basis) -> tuple[Text, ...]:
    """Which rules the change of the red and orange alerts comes from."""
    rules = [rule for rule, basis_ in basis.now.policy.rules.items() if SEVERITY[basis_.modality].value in PRESSING]
    now, before = (_breaches(one.findings).reindex(rules, fill_value=0) for one in (basis.now, basis.before))
    moved = (now - before).loc[lambda change: change != 0].sort_values(key=abs, ascending=False, kind="stable")
    if moved.empty:
        return ()
    said = "，".join(f"“{BY_ID[str(rule)].title}”{more_or_fewer(int(n), '条')}" for rule, n in moved.head(3).items())
    return (Text(f"其中变化最大的是{said}。"),)


def _breaches(findings: pd.DataFrame) -> pd.Series:
    """How many by rule."""
    return findings.loc[findings["verdict"].eq(Verdict.BREACHED), "rule"].value_counts()


def _trend(basis: Basis) -> Chart:
    counts = alerts_over_time(basis.months)
    days = [day for day, _ in basis.months]
    pressing = [int(one) for one in counts[list(PRESSING)].sum(axis=1)]
    worst = days[pressing.index(max(pressing))]
    statement = f"近{len(days)}个月，红橙预警最多的是{worst.year}年{worst.month}月，{max(pressing)}条。"
    return Chart(
        statement if max(pressing) else f"近{len(days)}个月没有红橙预警。", "各月末在案预警", ChartForm.STACKED,
        tuple(f"{day.year}年{day.month}月" for day in days),
        tuple(Series(f"{level}色", tuple(int(one) for one in counts[level]), level) for level in ALERTS),
        unit="条", decimals=0,
    )


def _by_rule(basis: Basis) -> tuple[Table, ...]:
    if basis.alerts.empty:
        return ()
    counts = basis.alerts.groupby(["level", "rule"], sort=False)["park"].agg(["size", "nunique"]).reset_index()
    rules = basis.now.policy.rules
    rows = tuple(
        (row["level"], BY_ID[row["rule"]].title, rules[row["rule"]].clause, row["size"], row["nunique"],
         rules[row["rule"]].action)
        for row in rows_of(counts)
    )
    return (Table("按规则分列如下。", "在案预警（按规则）", (
        Column("级别"), Column("预警"), Column("条款"), Column("数量", "number", "条", 0),
        Column("涉及园区", "number", "个", 0), Column("处理要求"),
    ), rows),)


def _pressing(basis: Basis) -> tuple[Table, ...]:
    found = basis.alerts[basis.alerts["level"].isin(PRESSING)]
    if found.empty:
        return ()
    rest = f"，列前{MOST_SAID}条" if len(found) > MOST_SAID else ""
    return (findings_in_words(basis, found.head(MOST_SAID), f"红橙预警{len(found)}条{rest}。", "红橙预警明细"),)


def findings_in_words(basis: Basis, found: pd.DataFrame, statement: str, title: str) -> Table:
    """A row for each finding, whose sentence names the park: level, sentence, clause."""
    rows = tuple(
        (row["level"], explain(row, basis.now, basis.names).sentence, row["clause"]) for row in rows_of(found)
    )
    return Table(statement, title, (Column("级别"), Column("情况"), Column("条款")), rows)

"""An assessment and the rule books as tables that people read on a terminal."""

from datetime import date

from rich.console import Console
from rich.table import Column, Table
from sqlalchemy import Engine

from cli.screen import say
from core.access import EVERYTHING
from core.assessment import Assessment
from core.explain import explain
from core.policy import Policy
from core.rounding import rounded
from core.rules import BY_ID
from core.terms import BASE_LABEL, Base, Verdict
from data.registers import register
from data.tables import Enterprise

MISSING = "无数据"
MOST_FINDINGS = 50


def print_assessment(assessment: Assessment, names: dict[str, str]) -> None:
    """Parks, counts of findings, and the first findings as sentences. names: credit code -> enterprise."""
    _print_parks(assessment)
    _print_counts(assessment)
    breached = assessment.findings[assessment.findings.verdict == Verdict.BREACHED]
    for finding in breached.head(MOST_FINDINGS).to_dict("records"):
        said = explain(finding, assessment, names)
        say(f"[{finding['severity']}] {finding['clause']} {said.sentence}")
    if len(breached) > MOST_FINDINGS:
        say(f"…… 其余{len(breached) - MOST_FINDINGS:,}条从略；加 --format json 可得全部")


def enterprise_names(engine: Engine) -> dict[str, str]:
    """Credit code -> name."""
    enterprises = register(engine, EVERYTHING, Enterprise)
    return dict(zip(enterprises.credit_code, enterprises.name, strict=True))


def _print_parks(assessment: Assessment) -> None:
    base = assessment.counting_base
    table = Table("园区编码", "园区名称", "入驻率", "集聚度", title=f"截至{assessment.as_of}")
    for column in table.columns[2:]:
        column.justify = "right"
    for code, park in zip(assessment.parks.index, assessment.parks.to_dict("records"), strict=True):
        table.add_row(str(code), park["name"], _percent(park["occupancy"]), _percent(park[f"{base}_ratio"]))
    Console(highlight=False).print(table)


def _print_counts(assessment: Assessment) -> None:
    counts = assessment.findings.groupby(["rule", "verdict"], observed=True).size()
    table = Table("规则", "条款", "不符合", "无法判断")
    for column in table.columns[2:]:
        column.justify = "right"
    for name, rule in BY_ID.items():
        breached, unknown = (int(counts.get((name, one), 0)) for one in (Verdict.BREACHED, Verdict.CANNOT_JUDGE))
        if breached or unknown:
            table.add_row(rule.title, assessment.policy.rules[name].clause, f"{breached:,}", f"{unknown:,}")
    Console(highlight=False).print(table)


def print_policy(policy: Policy, day: date) -> None:
    """The books in force: their parameters by date, and which rules stand on which clause."""
    for book in policy.books:
        heading = f"{book.document or '尚无文件规定'}　{book.title}（{book.in_force_from}起）"
        table = _folding("条款", "参数", "数值", "单位", "语气", "核对日期", title=heading)
        for one in book.parameters.values():
            values = "；".join(f"{since}起 {_value(value)}" for since, value in one.values)
            mark = "（待联席会议确定）" if one.is_provisional else ""
            table.add_row(one.clause, one.label + mark, values, one.unit, one.modality.value, str(one.verified_on))
        Console(highlight=False).print(table)
    rules = _folding("条款", "规则", "语气", "起算", title=f"{day}起作用的规则")
    for name, rule in policy.rules.items():
        if rule.since <= day:
            rules.add_row(rule.clause, BY_ID[name].title, rule.modality.value, str(rule.since))
    Console(highlight=False).print(rules)


def _folding(*headers: str, title: str) -> Table:
    """A table that breaks long cells instead of cutting them."""
    return Table(*(Column(header, overflow="fold") for header in headers), title=title)


def _value(value: object) -> str:
    if isinstance(value, dict):
        return "、".join(f"{name}{part}" for name, part in value.items())
    if isinstance(value, list):
        return "、".join(map(str, value))
    if isinstance(value, bool):
        return "是" if value else "否"
    return BASE_LABEL[Base(value)] if value in [*Base] else str(value)


def _percent(value: float) -> str:
    return MISSING if value != value else f"{rounded(100 * value, 1):.1f}%"

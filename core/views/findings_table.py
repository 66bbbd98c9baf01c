"""The findings as people look through them: level, subject by name, figures as texts, line of supervision."""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from core.assessment import Assessment
from core.explain import named
from core.judgement import Subject
from core.rules import BY_ID, RULES
from core.terms import Severity, Verdict
from core.views.lines import lines_of
from core.wording import WORDING

CANNOT_JUDGE = "无法判断"
LEVELS = (*(one.value for one in Severity if one is not Severity.GOOD), CANNOT_JUDGE, Severity.GOOD.value)
"""In the order in which findings are listed: alerts from the gravest on, what cannot be judged, good news."""
ALERTS = tuple(one.value for one in Severity if one is not Severity.GOOD)


def findings_table(assessment: Assessment, enterprise_names: Mapping[str, str]) -> pd.DataFrame:
    """The findings with further columns, the gravest first; the index is that of the findings frame.

    key (rule~park~subject), level (of LEVELS), title, park_name, who, credit_code (None but for contracts and
    tenants), line, seen and due (observed and limit as texts; blank where it cannot be judged).
    """
    findings, facts = assessment.findings, assessment.situation.facts
    holders = dict(zip(facts.contracts.number, facts.contracts.credit_code, strict=True))
    kinds = [BY_ID[rule].subject for rule in findings["rule"]]
    codes = [_credit_code(kind, subject, holders) for kind, subject in zip(kinds, findings["subject"], strict=True)]
    parks = findings["park"].map(assessment.parks["name"])
    lines = lines_of(findings, facts.hazards)
    texts = [_texts(row, enterprise_names) for row in _columns(findings, "rule", "verdict", "observed", "limit")]
    table = findings.assign(
        key=["~".join(row) for row in _columns(findings, "rule", "park", "subject")],
        level=findings["severity"].where(findings["verdict"].eq(Verdict.BREACHED), CANNOT_JUDGE),
        title=[BY_ID[rule].title for rule in findings["rule"]], park_name=parks, line=lines,
        credit_code=pd.Series(codes, index=findings.index, dtype=object),
        who=[_who(*one, names=enterprise_names)
             for one in zip(kinds, findings["subject"], codes, parks, lines, strict=True)],
        seen=[seen for seen, _ in texts], due=[due for _, due in texts],
    )
    order = {rule.id: place for place, rule in enumerate(RULES)}
    table = table.assign(level_place=table["level"].map(LEVELS.index), rule_place=table["rule"].map(order))
    return table.sort_values(["level_place", "rule_place", "park"], kind="stable").drop(
        columns=["level_place", "rule_place"])


def chosen(
    table: pd.DataFrame, *, levels: list[str] | None = None, rule: str | None = None, line: str | None = None,
    clause: str | None = None,
) -> pd.DataFrame:
    """The rows that meet every given condition. clause: one that a finding cites, or L or P for all of one document."""
    keep = pd.Series(True, index=table.index)
    if levels:
        keep &= table["level"].isin(levels)
    if rule:
        keep &= table["rule"].eq(rule)
    if line:
        keep &= table["line"].eq(line)
    if clause:
        keep &= pd.Series([_cites(cited, clause) for cited in table["clause"]], index=table.index, dtype=bool)
    return table[keep]


def _cites(cited: str, clause: str) -> bool:
    return any(one == clause or (len(clause) == 1 and one.startswith(clause)) for one in cited.split("、"))


def _columns(frame: pd.DataFrame, *names: str) -> Iterator[tuple[Any, ...]]:
    return zip(*(frame[name] for name in names), strict=True)


def _credit_code(kind: Subject, subject: str, holders: Mapping[str, str]) -> str | None:
    return holders[subject] if kind is Subject.CONTRACT else subject if kind is Subject.TENANT else None


def _who(kind: Subject, subject: str, code: str | None, park: str, line: str, *, names: Mapping[str, str]) -> str:
    if code is not None:
        return names.get(code, code)
    if kind is Subject.SPACE:
        return f"{subject.partition('/')[2]}单元"
    return park if kind is Subject.PARK else f"{line}隐患{subject}"


def _texts(row: tuple[Any, ...], names: Mapping[str, str]) -> tuple[str, str]:
    rule, verdict, observed, limit = row
    if verdict != Verdict.BREACHED:
        return "", ""
    seen, due, _ = WORDING[rule].texts(named(observed, names), named(limit, names))
    return ("" if observed is None else seen), ("" if limit is None else due)

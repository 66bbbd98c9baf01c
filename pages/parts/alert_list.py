"""Findings as a list of sentences, the gravest first, each with its clause and what is to be done: for paper too."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from core.assessment import Assessment
from core.explain import explain
from core.rules import BY_ID
from core.terms import Severity, Verdict
from pages.parts.empty import empty
from pages.parts.look import CANNOT_JUDGE, LEVELS, Mark

STYLE = Path(__file__).parent / "alert_list.css"
ORDER = (*Severity, None)


def show_alerts(
    findings: pd.DataFrame, assessment: Assessment, names: Mapping[str, str], *, of: Sequence[str] = (),
) -> None:
    """Rows of the assessment's findings; names: credit code -> name. of: openings that need not be said each time.

    Good news is gathered by rule; it and what cannot be judged stand last.
    """
    if findings.empty:
        empty("没有预警", "各项规定均符合，或不适用")
        return
    is_good = findings["severity"].eq(Severity.GOOD) & findings["verdict"].eq(Verdict.BREACHED)
    ranked = sorted(findings[~is_good].to_dict("records"), key=lambda one: ORDER.index(_level(one)))
    judged = [_row(one, assessment, names, of) for one in ranked if _level(one)]
    unknown = [_row(one, assessment, names, of) for one in ranked if not _level(one)]
    good = _good_news(findings[is_good], assessment, names)
    st.html(STYLE)
    st.html(f'<ul class="alerts">{"".join([*judged, *good, *unknown])}</ul>')


def _level(finding: Mapping[str, Any]) -> Severity | None:
    return Severity(finding["severity"]) if finding["verdict"] == Verdict.BREACHED else None


def _row(finding: Mapping[str, Any], assessment: Assessment, names: Mapping[str, str], of: Sequence[str]) -> str:
    said, level = explain(finding, assessment, names), _level(finding)
    places = "、".join(clause.place.removeprefix(book.document or "") for book, clause in said.clauses)
    provisional = "（口径待联席会议确定）" if said.provisional else ""
    sentence = said.sentence
    for opening in of:
        sentence = sentence.removeprefix(opening).removeprefix("的")
    return _item(LEVELS[level] if level else CANNOT_JUDGE, f"{sentence}。", f"{places}{provisional} · {said.action}")


def _good_news(findings: pd.DataFrame, assessment: Assessment, names: Mapping[str, str]) -> list[str]:
    """One line per rule with all whom it concerns."""
    contracts = assessment.contracts.set_index("contract")["credit_code"]
    rows = []
    for rule, group in findings.groupby("rule", sort=False):
        who = dict.fromkeys(names.get(contracts[number], contracts[number]) for number in group["subject"])
        sentence = f"{BY_ID[rule].title}（{len(group)}份合同）：{'、'.join(who)}。"
        rows.append(_item(LEVELS[Severity.GOOD], sentence, assessment.policy.rules[rule].action))
    return rows


def _item(mark: Mark, sentence: str, note: str) -> str:
    return (
        f'<li style="--tone:{mark.tone.css}"><i title="{mark.word}">{mark.sign}</i>'
        f"<span>{escape(sentence)}<small>{escape(note)}</small></span></li>"
    )

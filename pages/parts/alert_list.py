"""Findings as a list of sentences, the gravest first, each with its clause and what is to be done: for paper too."""

from collections.abc import Mapping
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from core.assessment import Assessment
from core.explain import explain
from core.terms import Severity, Verdict
from pages.parts.empty import empty
from pages.parts.look import CANNOT_JUDGE, LEVELS, Mark

STYLE = Path(__file__).parent / "alert_list.css"
ORDER = (*Severity, None)


def show_alerts(findings: pd.DataFrame, assessment: Assessment, names: Mapping[str, str]) -> None:
    """Rows of the assessment's findings; names: credit code -> name. Good news and what cannot be judged stand last."""
    if findings.empty:
        empty("没有预警", "各项规定均符合，或不适用")
        return
    ranked = sorted(findings.to_dict("records"), key=lambda one: ORDER.index(_level(one)))
    rows = "".join(_row(one, assessment, names) for one in ranked)
    st.html(STYLE)
    st.html(f'<ul class="alerts">{rows}</ul>')


def _level(finding: dict) -> Severity | None:
    return Severity(finding["severity"]) if finding["verdict"] == Verdict.BREACHED else None


def _row(finding: dict, assessment: Assessment, names: Mapping[str, str]) -> str:
    said, level = explain(finding, assessment, names), _level(finding)
    mark: Mark = LEVELS[level] if level else CANNOT_JUDGE
    places = "、".join(clause.place.removeprefix(book.document or "") for book, clause in said.clauses)
    provisional = "（口径待联席会议确定）" if said.provisional else ""
    return (
        f'<li style="--tone:{mark.tone.css}"><i title="{mark.word}">{mark.sign}</i>'
        f"<span>{escape(said.sentence)}。<small>{escape(f'{places}{provisional} · {said.action}')}</small></span></li>"
    )

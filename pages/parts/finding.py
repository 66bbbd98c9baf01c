"""One finding in full: the sentence, observed against limit, the facts, the clause, the history, what is to be done."""

from collections.abc import Mapping, Sequence
from html import escape
from pathlib import Path
from typing import Any

import pandas as pd
import streamlit as st

from core.explain import Explanation, explain
from core.terms import Modality, Severity, Verdict
from core.views.history import history_of
from core.wording import WORDING
from pages.parts.assessment import assessment
from pages.parts.charts import bullet, show
from pages.parts.chips import cannot_judge_chip, chip
from pages.parts.evidence import facts_of
from pages.parts.facts import show_facts
from pages.parts.findings import mark_of
from pages.parts.header import section
from pages.parts.look import CANNOT_JUDGE, FAINT_INK, PRIMARY, Mark
from pages.parts.past import Outcome
from pages.parts.records_behind import records_behind
from pages.parts.scope import Scope
from pages.parts.tables import show_table

STYLE = Path(__file__).parent / "finding.css"
SIGNS = {Verdict.BREACHED: "●", Verdict.CANNOT_JUDGE: "◌"}
SAID = {Verdict.BREACHED: "在案", Verdict.CANNOT_JUDGE: "无法判断"}


def show_finding(row: pd.Series, scope: Scope, past: Sequence[Outcome], names: Mapping[str, str]) -> None:
    """row: one of the findings table."""
    said = explain(row, assessment(scope), names)
    mark = mark_of(row["level"])
    st.html(STYLE)
    st.html(_head(row, said, mark))
    if said.pair and row["verdict"] == Verdict.BREACHED:
        _show_pair(row, said)
    whose = "建议" if row["level"] == Severity.GOOD else "处置"
    action = f"补齐{'、'.join(said.missing)}后重新判断" if said.missing else said.action
    st.html(f'<p class="to-do"><span>{whose}</span>{escape(action)}</p>')
    section("所依据的事实")
    show_facts(facts_of(row, scope, names), columns=1)
    for place, records in enumerate(records_behind(row, scope, names)):
        section(records.title)
        show_table(records.frame, records.columns, key=f"records-{place}", alt=records.title)
    section("条款", f"措辞：{said.modality}；摘要，以文件原文为准")
    st.html("".join(_clause(book.document, clause.place, clause.summary) for book, clause in said.clauses))
    section("历史", "近12个月月末")
    st.html(_months(row, past, mark))
    _links(row, scope)


def _head(row: pd.Series, said: Explanation, mark: Mark) -> str:
    chips = [chip(mark) if mark is not CANNOT_JUDGE else cannot_judge_chip(f"缺{'、'.join(said.missing)}")]
    chips.append(chip(Mark(row["line"], "", FAINT_INK)))
    if said.modality is Modality.IN_PRINCIPLE:
        chips.append(chip(Mark("经决议可例外", "", FAINT_INK)))
    if said.provisional:
        labels = "、".join(one.label for one in said.provisional)
        open_chip = chip(Mark("待联席会议确定", "", FAINT_INK), dashed=True)
        chips.append(f'<span title="{escape(labels)}">{open_chip}</span>')
    return (
        f'<div class="finding" style="--tone:{mark.tone.css}"><div class="head">{"".join(chips)}</div>'
        f"<h3>{escape(said.sentence)}</h3></div>"
    )


def _show_pair(row: pd.Series, said: Explanation) -> None:
    observed, limit = said.pair or (0.0, 0.0)
    st.html(f'<div class="ratio-line"><div><span>实际</span>{escape(said.observed)}</div>'
            f"<div><span>界限</span>{escape(said.limit)}</div></div>")
    is_ratio = WORDING[row["rule"]].unit.scale == 100
    most = max(1.0, observed) if is_ratio else None
    show(
        bullet(observed, limit, is_breached=row["level"] in ("红", "橙", "黄"), most=most),
        f"实际{said.observed}，界限{said.limit}", key="bullet", height=44,
    )


def _clause(document: str | None, place: str, summary: str) -> str:
    return f'<p class="clause-line"><b>{escape(document or "")}{escape(place)}</b>　{escape(summary)}</p>'


def _months(row: pd.Series, past: Sequence[Outcome], mark: Mark) -> str:
    history = history_of(row, [(one.as_of, one.findings) for one in past])
    cells = "".join(_month(one) for one in history.to_dict("records"))
    tone = (mark if mark is not CANNOT_JUDGE else Mark("", "", PRIMARY)).tone.css
    words = _history_in_words(history)
    return f'<div class="months" style="--tone:{tone}" role="img" aria-label="{words}">{cells}</div>'


def _month(one: dict[str, Any]) -> str:
    verdict = one["verdict"]
    title = f"{one['on']} {SAID.get(verdict, '不在案')}"
    return (f'<div title="{title}"><i class="{verdict or ""}">{SIGNS.get(verdict, "")}</i>'
            f"{one['on'].month}月</div>")


def _history_in_words(history: pd.DataFrame) -> str:
    standing = [f"{one['on']:%Y-%m}" for one in history.to_dict("records") if one["verdict"] == Verdict.BREACHED]
    return f"近12个月中在案的月末：{'、'.join(standing) or '无'}"


def _links(row: pd.Series, scope: Scope) -> None:
    with st.container(horizontal=True):
        st.page_link("park.py", label="园区档案", icon=":material/domain:", query_params=scope.link(park=row["park"]))
        if row["credit_code"]:
            st.page_link("enterprise.py", label="企业档案", icon=":material/factory:",
                         query_params=scope.link(enterprise=row["credit_code"]))
        st.page_link("rulebook.py", label="政策规则", icon=":material/menu_book:", query_params=scope.link())

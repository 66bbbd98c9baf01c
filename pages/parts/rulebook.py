"""What 政策规则 shows: clauses with their parameters and rules, what two documents both say, what is undecided."""

from datetime import date
from html import escape
from pathlib import Path

import pandas as pd
import streamlit as st

from core.parameters import Parameter
from core.policy import Book, Policy
from core.rules import BY_ID, RULES, SEVERITY
from core.terms import Modality, Verdict
from core.views.rulebook import Entry
from pages.parts import tables
from pages.parts.look import LEVELS
from pages.parts.parameters import NOT_YET, parameter_row, values_html
from pages.parts.scope import Scope
from pages.parts.words import day, day_in_words

STYLE = Path(__file__).parent / "rulebook.css"
RESTING: tables.Columns = {
    "title": tables.text("规则"), "clause": tables.text("条款"), "modality": tables.text("措辞"),
    "breached": tables.number("不符合", "条"), "cannot_judge": tables.number("无法判断", "条"),
    "action": tables.text("处置"),
}


def summary(policy: Policy, counts: pd.DataFrame, on: date) -> list[str]:
    """How much the books say, how much rests on them, and how much is undecided."""
    clauses = sum(len(book.clauses) for book in policy.documents)
    parameters = [one for book in policy.books for one in book.parameters.values()]
    alerts = counts[[policy.rules[rule].modality is not Modality.ENCOURAGED for rule in counts.index]]
    breached, unknown = (int(alerts[one.value].sum()) for one in (Verdict.BREACHED, Verdict.CANNOT_JUDGE))
    documents = "、".join(str(book.document) for book in policy.documents)
    return [
        f"{documents}共{clauses}条规定、{len(parameters)}项参数，据此设{len(RULES)}条规则；"
        f"截至{day_in_words(on)}，{breached}条预警，{unknown}条无法判断。",
        f"其中{len(_undecided(policy, on))}项参数文件没有写明，系统暂用，待联席会议确定。",
    ]


def book_head(book: Book, on: date) -> str:
    """HTML: number, title, issuer and since when."""
    state = "" if book.in_force_from <= on else f" · {NOT_YET}"
    return (
        f'<h2 class="book"><b>{escape(book.document or "")}</b><span>{escape(book.title)}</span>'
        f"<small>{escape(book.issued_by)} · {day(book.in_force_from)}起施行{state}</small></h2>"
    )


def clause_html(entry: Entry, on: date) -> str:
    """One clause: where it stands, what it asks, and its parameters by date."""
    rows = "".join(parameter_row(one, is_own=one.book is entry.book, on=on) for one in entry.parameters)
    place = entry.clause.place.removeprefix(entry.book.document or "")
    return (
        f'<h3 class="clause"><b>{escape(place)}</b>{escape(entry.clause.summary)}</h3>'
        + (_table(("参数", "取值", "措辞", "核对日期"), rows) if rows else "")
    )


def rule_links(entry: Entry, counts: pd.DataFrame, scope: Scope) -> None:
    """The rules that rest on the clause, each with a link to what rests on it now, if anything does."""
    if not entry.rules:
        st.html('<p class="resting none">本条规定取值，没有单独的预警。</p>')
    for rule in entry.rules:
        basis = entry.book.rules[rule]
        mark = LEVELS[SEVERITY[basis.modality]]
        st.html(
            f'<p class="resting" style="--tone:{mark.tone.css}"><i title="{mark.word}">{mark.sign}</i>'
            f"<b>{escape(BY_ID[rule].title)}</b><span>{escape(basis.action)}</span></p>"
        )
        if label := _count_words(rule, basis.modality, counts):
            st.page_link("compliance.py", label=label, query_params=scope.link(rule=rule))


def counts_of(counts: pd.DataFrame, rule: str) -> tuple[int, int]:
    """Breached and cannot be judged; zeros where nothing rests on the rule."""
    if rule not in counts.index:
        return 0, 0
    row = counts.loc[rule]
    return int(row[Verdict.BREACHED.value]), int(row[Verdict.CANNOT_JUDGE.value])


def _count_words(rule: str, modality: Modality, counts: pd.DataFrame) -> str:
    """Empty where nothing rests on the rule."""
    breached, unknown = counts_of(counts, rule)
    said = {Modality.ENCOURAGED: "符合条件", Modality.REMINDER: "提示"}.get(modality, "预警")
    parts = [f"{breached}条{said}" if breached else "", f"{unknown}条无法判断" if unknown else ""]
    return "，".join(part for part in parts if part)


def rule_frame(policy: Policy, counts: pd.DataFrame) -> pd.DataFrame:
    """Every rule with what rests on it, for RESTING."""
    found = [(rule, policy.rules[rule.id], *counts_of(counts, rule.id)) for rule in RULES if rule.id in policy.rules]
    return pd.DataFrame(
        [(rule.title, basis.clause, basis.modality.value, breached, unknown, basis.action)
         for rule, basis, breached, unknown in found], columns=list(RESTING),
    )


def undecided_html(policy: Policy, on: date) -> str:
    """What the joint meeting has yet to decide, and which rules wait for it."""
    open_ones = _undecided(policy, on)
    return _table(("参数", "暂用取值", "影响的规则"), "".join(
        f'<tr><th scope="row">{escape(one.label)}</th><td>{values_html(one, on)}</td>'
        f"<td>{escape(_decides(one.name))}</td></tr>" for one in open_ones
    ))


def _undecided(policy: Policy, on: date) -> list[Parameter]:
    """The provisional parameters in force: what a document decides later is decided."""
    named = dict.fromkeys(name for book in policy.books for name in book.parameters)
    known = [name for name in named if any(book.parameters[name].values[0][0] <= on for book in policy.books
                                           if name in book.parameters)]
    return [one for one in (policy.parameter(name, on) for name in known) if one.is_provisional]


def _decides(name: str) -> str:
    return "、".join(rule.title for rule in RULES if name in rule.rests_on) or "履约评价等级"


def twice_html(policy: Policy) -> str:
    """Clauses and rules on which several documents speak: what each says, and which binds."""
    rows = []
    for name in _shared_clauses(policy):
        books = [book for book in policy.documents if name in book.clauses]
        titles = [BY_ID[rule].title for book in books for rule, basis in book.rules.items() if basis.clause == name]
        subject = "、".join(titles) or books[-1].clauses[name].place
        rows.append(_matter(subject, [(book, book.clauses[name].summary) for book in books]))
    for rule in policy.rules:
        books = [book for book in policy.documents if rule in book.rules]
        if len(books) > 1:
            rows.append(_matter(BY_ID[rule].title, [
                (book, book.clauses[book.rules[rule].clause].summary) for book in books
            ]))
    return _table(("事项", "两级文件的规定", "以哪份为准"), "".join(rows))


def _shared_clauses(policy: Policy) -> list[str]:
    """Clauses that more than one document describes."""
    names = [name for book in policy.documents for name in book.clauses]
    return [name for name in dict.fromkeys(names) if names.count(name) > 1]


def _matter(name: str, said: list[tuple[Book, str]]) -> str:
    lines = "".join(f"<div>{escape(book.document or '')}：{escape(text)}</div>" for book, text in said)
    return f'<tr><th scope="row">{escape(name)}</th><td>{lines}</td><td>{escape(said[0][0].document or "")}</td></tr>'


def _table(heads: tuple[str, ...], rows: str) -> str:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    return f'<table class="parameters"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'

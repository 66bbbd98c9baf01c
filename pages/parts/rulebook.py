"""What 政策规则 shows: clauses with their parameters, values in words, where two documents speak, what is undecided."""

from collections.abc import Iterable
from datetime import date
from html import escape
from typing import Any

import pandas as pd
import streamlit as st

from core.parameters import Parameter
from core.policy import Book, Policy
from core.rulebook import Cited, Entry, entries
from core.rules import BY_ID, RULES, SEVERITY
from core.terms import BASE_LABEL, Base, Modality, Verdict
from pages.parts import tables
from pages.parts.chips import chip
from pages.parts.look import FAINT_INK, LEVELS, PRIMARY, Mark
from pages.parts.scope import Scope
from pages.parts.words import day, day_in_words, percent

PROVISIONAL = Mark("待联席会议确定", "※", FAINT_INK)
NOT_YET = "尚未施行"
PARAMETERS: tables.Columns = {
    "document": tables.text("文件"), "clause": tables.text("条款"), "parameter": tables.text("参数"),
    "value": tables.text("取值"), "since": tables.day("自"), "unit": tables.text("单位"),
    "modality": tables.text("措辞"), "provisional": tables.text("待定"), "in_force": tables.text("当日有效"),
    "verified_on": tables.day("核对日期"), "note": tables.text("说明"),
}
RESTING: tables.Columns = {
    "title": tables.text("规则"), "clause": tables.text("条款"), "modality": tables.text("措辞"),
    "breached": tables.number("不符合", "条"), "cannot_judge": tables.number("无法判断", "条"),
    "action": tables.text("处置"),
}


def value_in_words(value: Any, unit: str) -> str:
    """A parameter's value as people write it, with its unit."""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, dict):
        return "、".join(f"{name}{points:g}" for name, points in value.items())
    if isinstance(value, list):
        return "至".join(f"{one:g}" for one in value) if unit.startswith("GB/T") else _with_unit(
            "、".join(f"{one:g}" for one in value), unit)
    if value in {*Base}:
        return BASE_LABEL[Base(value)]
    if unit == "月-日":
        month, last = str(value).split("-")
        return f"次年{int(month)}月{int(last)}日"
    if isinstance(value, str):
        return value
    return percent(value, 0) if unit == "比例" else _with_unit(f"{value:,}" if unit != "年" else f"{value}", unit)


def _with_unit(text: str, unit: str) -> str:
    return f"{text}{unit}" if unit in ("年", "天", "月", "分", "倍") else f"{text} {unit}"


def clause_html(entry: Entry, on: date) -> str:
    """One clause: where it stands, what it asks, and its parameters by date."""
    rows = "".join(_parameter_row(one, entry.book, on) for one in entry.parameters)
    table = (
        '<table class="parameters"><thead><tr><th scope="col">参数</th><th scope="col">取值</th><th scope="col">措辞</th>'
        f'<th scope="col">核对日期</th></tr></thead><tbody>{rows}</tbody></table>' if rows else ""
    )
    return (
        f'<h3 class="clause"><b>{escape(_short_place(entry))}</b>{escape(entry.clause.summary)}'
        f'<small>{escape(entry.clause.name)}</small></h3>{table}'
    )


def _short_place(entry: Entry) -> str:
    return entry.clause.place


def _parameter_row(cited: Cited, book: Book, on: date) -> str:
    one = cited.parameter
    note = f"<small>{escape(one.note)}</small>" if one.note else ""
    overridden = "" if cited.is_binding else f"<small>{escape(_why_not(one, on))}</small>"
    mark = f" {chip(PROVISIONAL, dashed=True)}" if one.is_provisional else ""
    own = "" if cited.book is book else "<small>文件未定，系统暂用</small>"
    return (
        f'<tr{"" if cited.is_binding else " class=idle"}><th scope="row">{escape(one.label)}{note}{own}</th>'
        f"<td>{_values(one, on)}{mark}{overridden}</td><td>{modality_chip(one.modality)}</td>"
        f"<td>{day(one.verified_on)}</td></tr>"
    )


def _why_not(parameter: Parameter, on: date) -> str:
    return NOT_YET if parameter.values[0][0] > on else "本地文件另有规定，以本地为准"


def _values(parameter: Parameter, on: date) -> str:
    """Every value with the day since which it holds, the one in force on the day first and strong."""
    started = [since for since, _ in parameter.values if since <= on]
    parts = []
    for since, value in reversed(parameter.values):
        words = escape(value_in_words(value, parameter.unit))
        strong = f"<b>{words}</b>" if started and since == started[-1] else words
        parts.append(f"{strong}<small>{_since(since)}</small>")
    return "".join(f"<div>{part}</div>" for part in parts)


def _since(since: date) -> str:
    return "" if since.year <= 1900 else f"{day(since)}起"


def modality_chip(modality: Modality) -> str:
    """HTML: the word of the clause in the colour of the warning that a breach becomes."""
    return chip(LEVELS[SEVERITY[modality]], modality.value)


def rule_links(entry: Entry, counts: pd.DataFrame, scope: Scope) -> None:
    """The rules that rest on the clause, each with what rests on it now; a link where there is something to see."""
    if not entry.rules:
        st.html('<p class="resting">本条用于取值，没有单独的预警规则。</p>')
    for rule in entry.rules:
        breached, unknown = counts_of(counts, rule)
        mark = LEVELS[SEVERITY[entry.book.rules[rule].modality]]
        st.html(
            f'<p class="resting" style="--tone:{mark.tone.css}"><i aria-hidden="true">{mark.sign}</i>'
            f"<b>{escape(BY_ID[rule].title)}</b>{escape(entry.book.rules[rule].action)}</p>"
        )
        if breached or unknown:
            st.page_link("compliance.py", label=_count_words(breached, unknown), query_params=scope.link(rule=rule))


def counts_of(counts: pd.DataFrame, rule: str) -> tuple[int, int]:
    """Breached and cannot be judged; zeros where nothing rests on the rule."""
    if rule not in counts.index:
        return 0, 0
    row = counts.loc[rule]
    return int(row[Verdict.BREACHED.value]), int(row[Verdict.CANNOT_JUDGE.value])


def _count_words(breached: int, unknown: int) -> str:
    parts = [f"{breached}条不符合" if breached else "", f"{unknown}条无法判断" if unknown else ""]
    return "，".join(part for part in parts if part)


def summary(policy: Policy, counts: pd.DataFrame, on: date) -> list[str]:
    """How much the books say, how much is undecided, and how much rests on them."""
    clauses = sum(len(book.clauses) for book in policy.documents)
    parameters = [one for book in policy.books for one in book.parameters.values()]
    open_ones = sum(one.is_provisional for one in parameters)
    breached, unknown = (int(counts[one.value].sum()) for one in (Verdict.BREACHED, Verdict.CANNOT_JUDGE))
    documents = "、".join(str(book.document) for book in policy.documents)
    return [
        f"依据{documents}等{len(policy.documents)}份文件的{clauses}条规定、{len(parameters)}项参数和{len(RULES)}条规则，"
        f"截至{day_in_words(on)}有{breached}条不符合、{unknown}条无法判断。",
        f"{open_ones}项参数文件没有写明，暂按系统取值，待联席会议确定。",
    ]


def book_head(book: Book, on: date) -> str:
    """HTML: number, title, issuer and since when."""
    state = "施行" if book.in_force_from <= on else NOT_YET
    return (
        f'<div class="book"><b>{escape(book.document or "")}</b><span>{escape(book.title)}</span>'
        f'<small>{escape(book.issued_by)} · {day(book.in_force_from)}起施行 · {state}</small></div>'
    ).replace("起施行 · 施行", "起施行")


def parameter_frame(policy: Policy, on: date) -> pd.DataFrame:
    """Every value of every parameter, for PARAMETERS."""
    return pd.DataFrame([
        {
            "document": cited.book.document or cited.book.title, "clause": entry.clause.place,
            "parameter": cited.parameter.label, "value": value_in_words(value, cited.parameter.unit), "since": since,
            "unit": cited.parameter.unit, "modality": cited.parameter.modality.value,
            "provisional": "待联席会议确定" if cited.parameter.is_provisional else "",
            "in_force": "是" if cited.is_binding and value == cited.parameter.value_on(on) else "否",
            "verified_on": cited.parameter.verified_on, "note": cited.parameter.note,
        }
        for entry in entries(policy, on) for cited in entry.parameters for since, value in cited.parameter.values
    ], columns=list(PARAMETERS))


def rule_frame(policy: Policy, counts: pd.DataFrame) -> pd.DataFrame:
    """Every rule with what rests on it, for RESTING."""
    return pd.DataFrame([
        {
            "title": rule.title, "clause": policy.rules[rule.id].clause, "modality": policy.rules[rule.id].modality.value,
            "breached": counts_of(counts, rule.id)[0], "cannot_judge": counts_of(counts, rule.id)[1],
            "action": policy.rules[rule.id].action,
        }
        for rule in RULES if rule.id in policy.rules
    ], columns=list(RESTING))


def undecided_html(policy: Policy, on: date) -> str:
    """What the joint meeting has yet to decide, and which rules wait for it."""
    open_ones = [
        one for book in policy.books for one in book.parameters.values() if one.is_provisional
    ]
    rows = "".join(
        f'<tr><th scope="row">{escape(one.label)}</th><td>{_values(one, on)}</td><td>{escape(_decides(one.name))}</td></tr>'
        for one in open_ones
    )
    return _table(("参数", "暂用取值", "影响"), rows)


def _decides(name: str) -> str:
    return "、".join(rule.title for rule in RULES if name in rule.rests_on) or "各项评价"


def twice_html(policy: Policy, on: date) -> str:
    """Clauses and rules on which several documents speak: what each says, and which binds."""
    rows = [_spoken(name, [book for book in policy.documents if name in book.clauses]) for name in _shared(policy)]
    for rule, basis in policy.rules.items():
        books = [book for book in policy.documents if rule in book.rules]
        if len(books) > 1:
            rows.append(_row(
                BY_ID[rule].title, [f"{book.document}{_place(book, rule)}" for book in books], basis.action,
            ))
    return _table(("事项", "各级文件怎么说", "以哪为准"), "".join(rows))


def _shared(policy: Policy) -> Iterable[str]:
    names = [name for book in policy.documents for name in book.clauses]
    return dict.fromkeys(name for name in names if names.count(name) > 1)


def _spoken(name: str, books: list[Book]) -> str:
    said = [f"{book.document}：{book.clauses[name].summary}" for book in books]
    return _row(books[-1].clauses[name].place, said, f"以{books[0].document}为准")


def _place(book: Book, rule: str) -> str:
    clause = book.clauses[book.rules[rule].clause]
    return f"{clause.place}：{clause.summary}"


def _row(name: str, said: list[str], binding: str) -> str:
    lines = "".join(f"<div>{escape(line)}</div>" for line in said)
    return f'<tr><th scope="row">{escape(name)}</th><td>{lines}</td><td>{escape(binding)}</td></tr>'


def _table(heads: tuple[str, ...], rows: str) -> str:
    head = "".join(f'<th scope="col">{escape(one)}</th>' for one in heads)
    return f'<table class="parameters wide"><thead><tr>{head}</tr></thead><tbody>{rows}</tbody></table>'


ALL = Mark("全部文件", "", PRIMARY)

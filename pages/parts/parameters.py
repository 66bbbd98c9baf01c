"""Parameters of the rule books as people read them: values with units and dates, the word of the clause, the table."""

from datetime import date
from html import escape
from typing import Any

import pandas as pd

from core.parameters import Parameter
from core.policy import Policy
from core.rules import SEVERITY
from core.terms import BASE_LABEL, Base, Modality
from core.views.rulebook import Cited, entries
from pages.parts import tables
from pages.parts.chips import chip
from pages.parts.look import FAINT_INK, LEVELS, Mark
from pages.parts.words import day, percent

PROVISIONAL = Mark("待联席会议确定", "※", FAINT_INK)
NOT_YET = "尚未施行"
CLOSE_UNITS = ("年", "天", "月", "分", "倍")
COLUMNS: tables.Columns = {
    "document": tables.text("文件"), "clause": tables.text("条款"), "parameter": tables.text("参数"),
    "value": tables.text("取值"), "since": tables.day("自"), "unit": tables.text("单位"),
    "modality": tables.text("措辞"), "provisional": tables.text("待定"), "in_force": tables.text("当日有效"),
    "verified_on": tables.day("核对日期"), "note": tables.text("说明"),
}


def value_in_words(value: Any, unit: str) -> str:
    """A parameter's value as people write it, with its unit."""
    match value:
        case bool():
            return "是" if value else "否"
        case dict():
            return "、".join(f"{name}{points:g}" for name, points in value.items())
        case list():
            numbers = [f"{one:g}" for one in value]
            return "至".join(numbers) + "大类" if unit.startswith("GB/T") else _with_unit("、".join(numbers), unit)
        case str() if value in {*Base}:
            return BASE_LABEL[Base(value)]
        case str() if unit == "月-日":
            month, last = value.split("-")
            return f"次年{int(month)}月{int(last)}日"
        case str():
            return value
    return percent(value, 0) if unit == "比例" else _with_unit(f"{value}" if unit == "年" else f"{value:,}", unit)


def _with_unit(text: str, unit: str) -> str:
    return f"{text}{unit}" if unit in CLOSE_UNITS else f"{text} {unit}"


def values_html(parameter: Parameter, on: date) -> str:
    """Every value with the day since which it holds, the latest first; the one in force on the day is strong."""
    started = [since for since, _ in parameter.values if since <= on]
    lines = []
    for since, value in reversed(parameter.values):
        words = escape(value_in_words(value, parameter.unit))
        strong = f"<b>{words}</b>" if started and since == started[-1] else words
        lines.append(f"{strong}<small>{_since(since)}</small>")
    return lines[0] if len(lines) == 1 else "".join(f"<div>{line}</div>" for line in lines)


def _since(since: date) -> str:
    """Nothing for what has always been so."""
    return "" if since.year <= 1900 else f"{day(since)}起"


def parameter_row(cited: Cited, *, is_own: bool, on: date) -> str:
    """HTML: one row of the table of a clause. is_own: the document itself gives the parameter."""
    one = cited.parameter
    notes = [one.note, "" if is_own else "文件未明确，系统暂用", "" if cited.is_binding else _why_not(one, on)]
    said = "".join(f"<small>{escape(note)}</small>" for note in notes if note)
    mark = f" {chip(PROVISIONAL, dashed=True)}" if one.is_provisional else ""
    return (
        f'<tr class="{"binding" if cited.is_binding else "idle"}"><th scope="row">{escape(one.label)}{said}</th>'
        f"<td>{values_html(one, on)}{mark}</td><td>{modality_chip(one.modality)}</td>"
        f"<td>{day(one.verified_on)}</td></tr>"
    )


def _why_not(parameter: Parameter, on: date) -> str:
    return NOT_YET if parameter.values[0][0] > on else "本地文件另有规定，以本地为准"


def undecided(policy: Policy, on: date, *names: str) -> str:
    """``（待联席会议确定）`` where one of the parameters is, on the day; else nothing."""
    return f"（{PROVISIONAL.word}）" if any(policy.parameter(name, on).is_provisional for name in names) else ""


def modality_chip(modality: Modality) -> str:
    """HTML: the word of the clause in the colour of the warning that a breach becomes."""
    return chip(LEVELS[SEVERITY[modality]], modality.value)


def parameter_frame(policy: Policy, on: date) -> pd.DataFrame:
    """Every value of every parameter, for COLUMNS."""
    return pd.DataFrame([
        {
            "document": cited.book.document or cited.book.title, "clause": entry.clause.place,
            "parameter": cited.parameter.label, "value": value_in_words(value, cited.parameter.unit), "since": since,
            "unit": cited.parameter.unit, "modality": cited.parameter.modality.value,
            "provisional": PROVISIONAL.word if cited.parameter.is_provisional else "",
            "in_force": "是" if cited.is_binding and cited.parameter.value_on(on) is value else "否",
            "verified_on": cited.parameter.verified_on, "note": cited.parameter.note,
        }
        for entry in entries(policy, on) for cited in entry.parameters for since, value in cited.parameter.values
    ], columns=list(COLUMNS))

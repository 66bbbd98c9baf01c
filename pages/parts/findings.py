"""The list of findings: level chips and pickers that filter, the table, and what is exported."""

from collections.abc import Mapping

import pandas as pd
import streamlit as st

from core.assessment import Assessment
from core.explain import explain
from core.rules import BY_ID
from core.terms import Severity
from core.views.findings_table import ALERTS, CANNOT_JUDGE, LEVELS, chosen
from core.views.lines import LINES
from pages.parts import look, tables
from pages.parts.address import (
    keep_in_address,
    keep_list_in_address,
    take_from_address,
    take_list_from_address,
)
from pages.parts.scope import Scope


def mark_of(level: str) -> look.Mark:
    """Sign, word and colour of one of core.views.findings_table.LEVELS."""
    return look.CANNOT_JUDGE if level == CANNOT_JUDGE else look.LEVELS[Severity(level)]


COLOURS = {"红": "red", "橙": "orange", "黄": "yellow", "蓝": "blue", "良": "green", CANNOT_JUDGE: "gray"}
BOOKS = {"L": "龙泉办法（全部条款）", "P": "省通知（全部条款）"}
SHORT = {CANNOT_JUDGE: CANNOT_JUDGE, Severity.GOOD.value: "利好"}
"""What the chips call a level that is no colour."""
MARKS = {f"{mark_of(level).sign} {level}": colour for level, colour in COLOURS.items()}
MOST_ROWS = 2000
"""More are not sent to the browser; the export has them all."""

COLUMNS: tables.Columns = {
    "mark": tables.text("级别", width=88, colours=MARKS),
    "title": tables.text("预警事项", width=140),
    "who": tables.text("对象", width=200),
    "park_name": tables.text("园区", width=135),
    "standing": tables.text("起于", width=84, help="按近12个月月末逐月核对，连续在案的最早一个月"),
    "clause": tables.text("条款", width=62),
    "seen": tables.text("实际", width=120),
    "due": tables.text("界限", width=100),
}
EXPORTED: tables.Columns = {
    "mark": tables.text("级别"), "title": tables.text("预警事项"), "sentence": tables.text("说明"),
    "park_name": tables.text("园区"), "who": tables.text("对象"), "seen": tables.text("实际"),
    "due": tables.text("界限"), "clause": tables.text("条款"), "documents": tables.text("依据文件"),
    "modality": tables.text("措辞"), "provisional": tables.text("待联席会议确定的参数"), "line": tables.text("条线"),
    "standing": tables.text("起于"), "action": tables.text("处置"), "as_of": tables.day("截至"),
}


def filtered(table: pd.DataFrame) -> pd.DataFrame:
    """Draws the chips and pickers; returns the rows they leave. The chips count what the pickers leave."""
    levels, *pickers = st.columns([23, 6, 6, 6], vertical_alignment="center", gap="small")
    rules = list(dict.fromkeys(table["rule"]))
    clauses = [*BOOKS, *sorted({one for cited in table["clause"] for one in cited.split("、")}, key=_clause_place)]
    with pickers[0]:
        rule = _pick("规则", "rule", rules, lambda one: BY_ID[one].title)
    with pickers[1]:
        line = _pick("条线", "line", [one for one in LINES if one in set(table["line"])], str)
    with pickers[2]:
        clause = _pick("条款", "clause", clauses, lambda one: BOOKS.get(one, one))
    picked = chosen(table, rule=rule, line=line, clause=clause)
    with levels:
        return chosen(picked, levels=_pick_levels(picked))


def _clause_place(clause: str) -> tuple[str, int]:
    return clause[0], int(clause[1:])


def _pick(label: str, key: str, options: list[str], write: object) -> str | None:
    take_from_address(key, [None, *options])
    st.selectbox(label, options, format_func=write, key=key, placeholder=f"全部{label}", label_visibility="collapsed")
    keep_in_address(key)
    return st.session_state[key]


def _pick_levels(table: pd.DataFrame) -> list[str]:
    """The count chips; none chosen is all."""
    counts = table["level"].value_counts()

    def written(level: str) -> str:
        return f":{COLOURS[level]}[{mark_of(level).sign}] {SHORT.get(level, f'{level}色')} **{counts.get(level, 0)}**"

    take_list_from_address("level", LEVELS)
    st.pills("级别", LEVELS, selection_mode="multi", key="level", label_visibility="collapsed", format_func=written)
    keep_list_in_address("level")
    return st.session_state.level


def for_screen(table: pd.DataFrame, since: pd.Series, first_day: str) -> pd.DataFrame:
    """With mark and standing (since when), both as texts."""
    standing = since.reindex(table.index)
    return table.assign(
        mark=[f"{mark_of(one).sign} {one}" for one in table["level"]],
        standing=[f"{first_day}前" if one is None else f"{one:%Y-%m}" for one in standing],
    )


def for_export(table: pd.DataFrame, judged: Assessment, names: Mapping[str, str], scope: Scope) -> pd.DataFrame:
    """The filtered findings with their sentences, documents and what is to be done."""
    said = [explain(row, judged, names) for row in table.to_dict("records")]
    return table.assign(
        sentence=[one.sentence for one in said], action=[one.action for one in said], as_of=pd.Timestamp(scope.as_of),
        documents=["、".join(f"{book.document}{clause.place}" for book, clause in one.clauses) for one in said],
        provisional=["、".join(parameter.label for parameter in one.provisional) for one in said],
    )


def in_short(table: pd.DataFrame, place: str) -> list[str]:
    """How many there are of each level, what there is most of, and what could not be judged."""
    alerts = chosen(table, levels=[*ALERTS])
    if alerts.empty:
        return [f"{place}没有在案预警。"]
    counts = alerts["level"].value_counts()
    levels = "、".join(f"{level}色{counts[level]}条" for level in ALERTS if level in counts)
    rules = alerts["title"].value_counts()
    most = "，".join(f"{title}{count}条" for title, count in rules.head(3).items())
    unknown, good = (int((table["level"] == one).sum()) for one in (CANNOT_JUDGE, Severity.GOOD))
    return [
        f"{place}在案预警{len(alerts)}条：{levels}；最多的是{most}。",
        f"另有{unknown}项因缺少数据无法判断，{good}项利好（可予扶持、可申请受让），均不计入预警。",
    ]

"""Material for the red alerts of one rule in one park: each in a sentence, and since when it has stood (P16)."""

import pandas as pd

from core.explain import explain
from core.materials.about import About, basis, motion
from core.paper import Block, Column, Section, Table, Text, day_in_words
from core.rules import BY_ID
from core.sections.basis import known, rows_of
from core.terms import Verdict
from core.views.citing import cited
from core.views.proposals import BETWEEN

BEFORE = "一年以前"
COLUMNS = (Column("序号", "number", "", 0), Column("情况"), Column("依据"), Column("自何时"))


def rule_of(about: About) -> str:
    """The rule whose alerts the item is about; its subject names the park too."""
    return about.topic.subject.partition(BETWEEN)[0]


def alert_sections(about: About) -> tuple[Section, ...]:
    """The table of findings, the clauses, the motion."""
    rule = rule_of(about)
    return (
        Section("findings", "预警情况", (_findings(about, rule),)),
        Section("basis", "依据", (basis(about, rule),)), motion(about),
    )


def _findings(about: About, rule: str) -> Block:
    found = about.assessment.findings
    mine = found["rule"].eq(rule) & found["park"].eq(about.park) & found["verdict"].eq(Verdict.BREACHED)
    found = found[mine]
    if found.empty:
        return Text(f"截至{day_in_words(about.assessment.as_of)}，{about.park_name}没有“{BY_ID[rule].title}”预警。")
    days = _days(about, found)
    lines = tuple(
        (place, explain(row, about.assessment, about.names).sentence, cited(about.assessment.policy, rule), day)
        for place, (row, day) in enumerate(zip(rows_of(found), days, strict=True), start=1)
    )
    statement = f"{about.park_name}“{BY_ID[rule].title}”红色预警{len(found)}项。"
    return Table(statement, f"“{BY_ID[rule].title}”预警", COLUMNS, tuple(lines))


def _days(about: About, found: pd.DataFrame) -> list[str | None]:
    since = about.records.since
    if since is None:
        return [None] * len(found)
    days = [since.get(row, None) for row in found.index]
    return [BEFORE if one is None else str(known(one)) for one in days]

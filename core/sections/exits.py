"""清退: where the contracts stand on the way out, who waits for a decision, and what leaving would change (L9)."""

import pandas as pd

from core.paper import Column, Figure, Figures, Section, Table, Text
from core.sections.basis import Basis, known, rows_of
from core.terms import ExitStep
from core.views.departures import exits_table, together
from core.views.phrases import points

STEPS = (ExitStep.NOTICE_DUE, ExitStep.RECTIFYING, ExitStep.RECHECK_DUE, ExitStep.CANDIDATE, ExitStep.LEAVING)


def exits(basis: Basis) -> Section:
    """The steps, the candidates with their reasons, and the effect of all of them leaving."""
    table = exits_table(basis.now)
    candidates = table[table["step"].eq(ExitStep.CANDIDATE)]
    blocks: list[Text | Figures | Table] = [_steps(basis)]
    if len(table):
        blocks.append(_listed(basis, table))
    if len(candidates):
        blocks.append(_effect(basis, list(candidates["contract"])))
    return Section("exits", "整改与清退", tuple(blocks))


def _steps(basis: Basis) -> Figures:
    counts = basis.now.contracts["exit_step"].value_counts()
    figures = tuple(
        Figure(step.value, int(counts.get(step, 0)), unit="份", decimals=0) for step in STEPS
    )
    waiting = int(counts.get(ExitStep.CANDIDATE, 0))
    statement = f"清退候选{waiting}份合同，待联席会议议定。" if waiting else "没有待议定的清退候选。"
    return Figures(statement, "整改与清退各环节", figures)


def _listed(basis: Basis, table: pd.DataFrame) -> Table:
    rows = tuple(
        (basis.park_names[row["park"]], basis.firm(row["credit_code"]), row["contract"], str(row["step"]),
         row["reasons"] or "已作出清退决议", known(row["score"]), known(row["area_freed_m2"]),
         known(row["tax_wan_yuan"]), known(row["jobs"]))
        for row in rows_of(table)
    )
    return Table("清退候选和清退中的合同见下表。", "清退候选和清退中的合同", (
        Column("园区"), Column("企业"), Column("合同编号"), Column("环节"), Column("情形"),
        Column("得分", "number", "分", 1), Column("面积", "number", "㎡", 0), Column("税收", "number", "万元", 1),
        Column("就业", "number", "人", 0),
    ), rows)


def _effect(basis: Basis, contracts: list[str]) -> Table:
    gone, base = together(basis.now, contracts), basis.now.counting_base.value
    rows = tuple(
        (basis.park_names[row["park"]], int(row["contracts"]), known(row["area_freed_m2"]),
         known(row["occupancy_before"]), known(row["occupancy_after"]), known(row[f"{base}_before"]),
         known(row[f"{base}_after"]))
        for row in rows_of(gone)
    )
    worst = min(rows_of(gone), key=lambda row: row["occupancy_after"] - row["occupancy_before"])
    change = points(worst["occupancy_after"], worst["occupancy_before"])
    statement = f"候选合同如全部清退，影响最大的是{basis.park_names[worst['park']]}，入驻率{change}。"
    return Table(statement, "候选合同全部清退的影响", (
        Column("园区"), Column("合同", "number", "份", 0), Column("腾出面积", "number", "㎡", 0),
        Column("入驻率", "percent"), Column("清退后", "percent"), Column("集聚度", "percent"),
        Column("清退后集聚度", "percent"),
    ), rows)

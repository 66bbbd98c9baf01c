"""Material for clearing an enterprise out: who it is, why, what it promised, what its leaving changes (L9)."""

import numpy as np
import pandas as pd

from core.escalation import judge_notices
from core.materials.about import About, basis, motion, provisional
from core.materials.leaving import effect
from core.materials.promises import performance
from core.paper import Block, Column, Figure, Figures, Section, Table, Text, Value, day_in_words
from core.rounding import rounded
from core.sections.basis import known, rows_of
from core.views.departures import exit_rules
from core.views.reasons import reasons_in_words
from core.wording import AREA

CUTS = ("score_weights", "score_cap", "pass_score", "rectify_score", "stranger_days")
MOST_CHECKS = 8
NOTICES = (
    Column("评价年度"), Column("下达日期", "day"), Column("整改期限", "day"), Column("复评日期", "day"),
    Column("复评结论"),
)
CHECKS = (Column("单元"), Column("核查日期", "day"), Column("实际使用企业"), Column("是否从事生产"))


def exit_sections(about: About) -> tuple[Section, ...]:
    """Of a contract that is no longer in force only that, and the motion."""
    contract = about.contract
    if contract is None:
        day = day_in_words(about.assessment.as_of)
        gone = f"截至{day}，合同{about.topic.subject}不在履行期内，没有可供评价的数据。"
        return Section("tenant", "企业和合同", (Text(gone),)), motion(about)
    return (
        _tenant(about, contract), performance(about), _looked_after(about, contract), _why(about),
        effect(about), motion(about),
    )


def _tenant(about: About, contract: int) -> Section:
    facts, industries = about.assessment.situation.facts, about.records.industries
    contracts, firms = facts.contracts, facts.enterprises
    code = contracts.credit_code[contract]
    row = int(np.flatnonzero(firms.credit_code == code)[0])
    until = contracts.ends_on[contract]
    ends = "无固定期限" if np.isnat(until) else f"至{day_in_words(until.item())}"
    industry = firms.industry_code[row]
    said = "，".join(filter(None, [
        f"{about.firm(code)}（统一社会信用代码{code}）", f"所属行业{industries.get(industry, industry)}",
        f"{firms.size[row]}企业" if firms.size[row] else "规模无数据",
    ]))
    held = (
        f"{contracts.mode[contract]}合同{contracts.number[contract]}，{day_in_words(contracts.starts_on[contract].item())}起"
        f"{ends}，使用{about.park_name}{_spaces(about)}。"
    )
    return Section("tenant", "企业和合同", (Text(f"{said}。{held}"), _figures(about)))


def _spaces(about: About) -> str:
    held = about.assessment.spaces
    codes = list(held.loc[held["contract"].eq(about.topic.subject), "space"])
    named = "、".join(codes[:4]) + ("等" if len(codes) > 4 else "")
    return f"{len(codes)}个单元（{named}）" if codes else "单元无数据"


def _figures(about: About) -> Figures:
    contracts = about.assessment.contracts
    row = rows_of(contracts[contracts["contract"].eq(about.topic.subject)])[0]
    score = "" if pd.isna(row["score"]) else f"，得{rounded(row['score'], 1):.1f}分"
    statement = (
        f"{about.firm(row['credit_code'])}使用{about.park_name}{AREA.write(row['area_m2'], 0)}，"
        f"{row['year']}年度履约评价{row['grade']}{score}。"
    )
    return Figures(statement, "合同概况", (
        Figure("使用面积", known(row["area_m2"]), unit="㎡", decimals=0),
        Figure(f"{row['year']}年度得分", known(row["score"]), unit="分"),
        Figure(f"{row['year']}年度评价", str(row["grade"]), "text"),
        Figure("所处环节", str(row["exit_step"]), "text"),
    ))


def _looked_after(about: About, contract: int) -> Section:
    """What was asked of the enterprise, and what was found at it."""
    return Section("checks", "整改和核查", (_notices(about, contract), _checks(about)))


def _notices(about: About, contract: int) -> Block:
    s = about.assessment.situation
    judged, table = judge_notices(s.links, s.on), s.facts.rectifications
    rows = np.flatnonzero((judged.contract == contract) & judged.is_known)
    if not len(rows):
        return Text("没有下达过整改通知。")
    lines: list[tuple[Value, ...]] = []
    for row in rows:
        came = bool(table.rechecked_on[row] <= s.on)
        lines.append((
            f"{table.year[row]:.0f}年度", known(table.issued_on[row].item()), known(table.due_on[row].item()),
            known(table.rechecked_on[row].item()) if came else None, table.recheck_result[row] if came else "尚未复评",
        ))
    failed = int(judged.has_failed[rows].sum())
    end = f"，其中{failed}次复评不通过" if failed else ""
    return Table(f"共下达整改通知{len(rows)}次{end}。", "整改通知", NOTICES, tuple(lines))


def _checks(about: About) -> Block:
    s, held = about.assessment.situation, about.assessment.spaces
    spaces = held.loc[held["contract"].eq(about.topic.subject), "space"]
    checks = s.facts.occupancy_checks
    here = (checks.park_code == about.park) & np.isin(checks.space_code, list(spaces))
    rows = np.flatnonzero(here & (checks.checked_on <= s.on))
    rows = rows[np.argsort(checks.checked_on[rows], kind="stable")[::-1]][:MOST_CHECKS]
    if not len(rows):
        return Text("没有入驻核查记录。")
    lines = tuple(
        (checks.space_code[row], known(checks.checked_on[row].item()),
         about.firm(checks.occupant_code[row]) if checks.occupant_code[row] else "未见企业使用",
         {1.0: "是", 0.0: "否"}.get(float(checks.is_producing[row])))
        for row in rows
    )
    last = rows[0]
    who = about.firm(checks.occupant_code[last]) if checks.occupant_code[last] else ""
    found = f"由{who}使用" if who else "未见企业使用"
    statement = f"最近一次核查为{day_in_words(checks.checked_on[last].item())}，{checks.space_code[last]}单元{found}。"
    return Table(statement, "入驻核查", CHECKS, lines)


def _rules(about: About) -> list[str]:
    return exit_rules(next((one.reasons for one in about.assessment.exits if one.contract == about.topic.subject), []))


def _why(about: About) -> Section:
    said = reasons_in_words(about.assessment, about.topic.subject, about.names)
    lines = [Text(f"{one}。") for one in said] or [Text("截至当日，该合同不符合清退条件。")]
    return Section("reasons", "清退情形和依据", (
        *lines, *(basis(about, rule) for rule in _rules(about)), *provisional(about, *CUTS),
    ))

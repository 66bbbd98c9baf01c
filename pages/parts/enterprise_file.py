"""What 企业档案 shows of one enterprise: its facts, contracts, years against promises, grades, hazards."""

import pandas as pd
import streamlit as st

from core.assessment import Assessment
from core.concentration import prefixes
from core.terms import INDICATOR_UNIT, ExitStep, Grade, Indicator, Severity, Verdict
from core.views.concerning import concerned
from core.views.yearbook import performance_years, promise_years, tenant_years
from data.reference import industry_name, section_of
from data.tables import Contract, Hazard
from pages.parts import tables
from pages.parts.assessment import records_of
from pages.parts.chips import chip, show_chips
from pages.parts.dossier import hazard_places, spaces_of_contracts
from pages.parts.empty import empty
from pages.parts.little_charts import Little, show_little
from pages.parts.look import CANNOT_JUDGE, GOOD, LEVELS, Mark
from pages.parts.paper import address, paper_table
from pages.parts.scope import Scope
from pages.parts.words import MISSING, area, day, is_missing, number, written

CONTRACTS: tables.Columns = {
    "park_name": tables.text("园区"), "contract": tables.text("合同"), "mode": tables.text("方式"),
    "spaces": tables.text("单元"), "signed_on": tables.day("签订"), "starts_on": tables.day("起始"),
    "until": tables.text("终止"), "state": tables.text("状态"), "exit_step": tables.text("进退"),
}
YEARS: tables.Columns = {
    "park_name": tables.text("园区"), "year": tables.text("年度"), "area_m2": tables.area("年末面积"),
    "output_wan_yuan": tables.money("工业总产值"), "revenue_wan_yuan": tables.money("营业收入"),
    "value_added_wan_yuan": tables.money("工业增加值"), "tax_wan_yuan": tables.money("税收"),
    "research_wan_yuan": tables.money("研发经费"), "staff": tables.number("从业人数", "人"),
}
HAZARDS: tables.Columns = {
    "number": tables.text("编号"), "line": tables.text("条线"), "level": tables.text("等级"),
    "description": tables.text("描述"), "checked_on": tables.day("检查"), "due_on": tables.day("期限"),
    "state": tables.text("状态"),
}
DECIMALS = {Indicator.RESEARCH: 3}
GRADES = {
    Grade.EXCELLENT: Mark("优秀", "✔", GOOD), Grade.PASS: Mark("合格", "✔", GOOD),
    Grade.RECTIFY: LEVELS[Severity.YELLOW], Grade.FAIL: LEVELS[Severity.RED],
}


def contracts_of(scope: Scope, judged: Assessment, code: str, parks: pd.Series) -> pd.DataFrame:
    """All contracts signed by the day, past and present, the latest first. scope: the parks of the enterprise."""
    every = records_of(scope, Contract)
    mine = every[(every["credit_code"] == code) & (every["signed_on"] <= pd.Timestamp(scope.as_of))]
    held = judged.contracts.set_index("contract")
    return mine.assign(
        contract=mine["number"], park_name=mine["park_code"].map(parks),
        spaces=mine["number"].map(spaces_of_contracts(scope)),
        until=["长期" if is_missing(end) else day(end) for end in mine["ends_on"]],
        state=[_state(row, row.number in held.index, scope) for row in mine.itertuples()],
        exit_step=[held["exit_step"].get(number, "—") for number in mine["number"]],
    ).sort_values("starts_on", ascending=False, ignore_index=True)


def _state(contract: tuple, is_in_force: bool, scope: Scope) -> str:
    if is_in_force:
        return "有效"
    return "未开始" if contract.starts_on.date() > scope.as_of else "已结束"


def parks_of(scope: Scope, code: str) -> list[str]:
    """Parks in which it ever had a contract."""
    every = records_of(scope, Contract)
    return list(dict.fromkeys(every["park_code"][every["credit_code"] == code]))


def findings_of(scope: Scope, judged: Assessment, code: str) -> pd.DataFrame:
    """What is found about the enterprise, its contracts, their spaces and its hazards."""
    return judged.findings[concerned(judged, judged.findings, hazard_places(scope)) == code]


def standing(name: str, judged: Assessment, code: str, findings: pd.DataFrame) -> tuple[list[str], bool]:
    """What a clerk would read out first; whether nothing presses."""
    held = judged.contracts[judged.contracts["credit_code"] == code]
    if held.empty:
        return [f"{name}目前没有有效合同。"], True
    grades = "、".join(dict.fromkeys(held["grade"]))
    steps = [step for step in dict.fromkeys(held["exit_step"]) if step != ExitStep.NORMAL]
    first = (
        f"{name}有{len(held)}份有效合同，面积{area(held['area_m2'].sum())}，{judged.as_of.year - 1}年度履约{grades}"
        + (f"，处于{'、'.join(steps)}" if steps else "") + "。"
    )
    levels = findings["severity"][findings["verdict"] == Verdict.BREACHED].value_counts()
    told = [f"{LEVELS[level].word}{levels[level]}条" for level in Severity if level in levels]
    presses = {Severity.RED, Severity.ORANGE} & {*levels.index}
    return [first, f"{'、'.join(told)}。" if told else "没有预警。"], not presses


def facts_of(firm: pd.Series, contracts: pd.DataFrame, judged: Assessment) -> dict[str, str]:
    """The header facts of a row of the enterprise register."""
    held = judged.contracts[judged.contracts["credit_code"] == firm["credit_code"]]
    code = "".join(prefixes(firm["industry_code"]))
    return {
        "统一社会信用代码": firm["credit_code"], "行业": f"{industry_name(code)}（{section_of(code)}{code}）",
        "企业规模": written(firm["size"]), "企业标签": written(firm["tags"], "无"),
        "有效合同": f"{len(held)}份，{area(held['area_m2'].sum())}" if len(held) else "无",
        "折算用地": number(held["land_mu"].sum(), 2, "亩") if len(held) else MISSING,
        "首次入园": day(contracts["starts_on"].min()) if len(contracts) else MISSING,
        "进退": "、".join(dict.fromkeys(held["exit_step"])) or "不在园",
    }


def show_contracts(contracts: pd.DataFrame, scope: Scope) -> None:
    """Each with a link to its park."""
    links = [address("park", scope.link(park=code)) for code in contracts["park_code"]]
    paper_table(contracts, CONTRACTS, caption="合同", links={"park_name": links})


def _of(rows: pd.DataFrame, code: str) -> pd.DataFrame:
    return rows[rows["credit_code"] == code]


def show_grades(judged: Assessment, code: str) -> None:
    """Grade and score by contract and year."""
    years = _of(performance_years(judged.situation), code)
    if years.empty:
        empty("没有可评价的年度", "有效合同满一个评价年度并填写承诺指标后，这里显示等级")
        return
    for contract, rows in years.groupby("contract", sort=False):
        show_chips(f'<span class="source">合同{contract}</span>', *(_grade_chip(row) for row in rows.itertuples()))


def _grade_chip(row: tuple) -> str:
    mark = GRADES.get(Grade(row.grade), CANNOT_JUDGE)
    score = "" if is_missing(row.score) else f" {number(row.score, 1)}分"
    return chip(mark, f"{row.year}年 {row.grade}{score}", dashed=mark is CANNOT_JUDGE)


def show_promises(judged: Assessment, code: str) -> None:
    """Per contract in force a row of little charts: achieved as columns, promised as ticks."""
    rows = _of(promise_years(judged.situation), code)
    if rows.empty:
        empty("没有承诺指标", "合同的承诺指标登记后，这里逐年对照承诺与实际")
        return
    for contract, mine in rows.groupby("contract", sort=False):
        by, years = mine.set_index(["indicator", "year"]), sorted(mine["year"].unique())
        charts = [
            Little(name.value, INDICATOR_UNIT[name], _by_year(by["achieved"], name, years),
                   _by_year(by["promised"], name, years), DECIMALS.get(name, 1))
            for name in Indicator if name in by.index.get_level_values(0)
        ]
        st.html(f'<p class="source">合同{contract}：柱为实际，横线为承诺；未达承诺的为橙色</p>')
        show_little(charts, [str(year) for year in years])


def _by_year(values: pd.Series, name: str, years: list[int]) -> list[float | None]:
    found = [values.get((name, year)) for year in years]
    return [None if is_missing(one) else float(one) for one in found]


def show_years(judged: Assessment, code: str, parks: pd.Series) -> None:
    """What it reported by year and park, the latest first."""
    rows = _of(tenant_years(judged.situation), code).sort_values("year", ascending=False)
    if rows.empty:
        empty("没有年度数据", "年报或四个季报报齐后，这里显示逐年情况")
        return
    paper_table(
        rows.assign(park_name=rows["park"].map(parks), year=[f"{year}年" for year in rows["year"]]), YEARS,
        caption="逐年情况",
    )


def show_hazards(scope: Scope, code: str) -> None:
    """Hazards found at the enterprise by the day."""
    every, on = records_of(scope, Hazard), pd.Timestamp(scope.as_of)
    mine = every[(every["credit_code"] == code) & (every["checked_on"] <= on)]
    if mine.empty:
        empty("没有隐患记录", "各部门检查发现的隐患登记后列在这里")
        return
    paper_table(
        mine.assign(state=[_hazard_state(row, on) for row in mine.itertuples()])
        .sort_values("checked_on", ascending=False, ignore_index=True), HAZARDS, caption="检查隐患",
    )


def _hazard_state(hazard: tuple, on: pd.Timestamp) -> str:
    if not is_missing(hazard.closed_on) and hazard.closed_on <= on:
        return f"{day(hazard.closed_on)}销号"
    return "逾期未销号" if hazard.due_on < on else "整改中"


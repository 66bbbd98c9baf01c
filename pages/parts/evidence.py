"""What a finding rests on: the facts of its subject that the rule looks at, as label and value."""

from collections.abc import Mapping
from typing import Any

import pandas as pd
from sqlalchemy import inspect

from core.assessment import Assessment
from core.judgement import Subject
from core.rules import BY_ID
from core.terms import BASE_LABEL, Base, SpaceState
from core.views.reasons import reasons_in_words
from data.reference import industry_name
from data.tables import (
    Contract,
    ContractSpace,
    Hazard,
    Park,
    Space,
    SubletApproval,
)
from pages.parts.assessment import assessment, records_of
from pages.parts.scope import Scope
from pages.parts.words import area, day, is_missing, number, percent

BLANK = "未填"
WITHOUT = {"ends_on": "无期限"}
"""What a blank means in some columns."""
PERFORMANCE = {
    "performance_below_commitment", "rectification_notice_due", "recheck_overdue", "exit_candidate", "support_due",
    "transfer_ready",
}
OF_PARK: Mapping[str, tuple[str, ...]] = {
    "site_outside_plan": ("site_source", "is_in_plan"),
    "park_size": ("kind", "site_area_mu", "floor_area_m2"),
    "provincial_park_size": ("is_industrial_estate", "site_area_mu"),
    "developer_not_state_owned": ("developer", "developer_kind"),
    "collective_shareholder_operates": ("operators", "collective_shareholders"),
    "stock_conversion_unstated": ("development_mode", "conversion_way"),
    "concentration_below_floor": ("leading_codes", "related_codes"),
    "leading_share_below_agreement": ("leading_codes", "agreed_leading_ratio"),
    "manufacturing_minority": ("land_use",),
    "self_held_below_agreement": ("agreed_self_held_ratio",),
    "sold_over_agreement": ("agreed_sold_ratio",),
    "rent_over_guide": ("guide_rent_yuan",),
    "price_over_guide": ("guide_price_yuan",),
}
OF_CONTRACT: Mapping[str, tuple[str, ...]] = {
    "rent_over_guide": ("rent_yuan",),
    "price_over_guide": ("price_yuan",),
    "entry_contract_missing": ("has_entry_contract",),
    "admitted_without_review": ("reviewed_on", "review_result"),
}
BY_AREA = {"self_held_below_agreement", "sold_over_agreement", "lease_not_main"}
HAZARD = ("number", "space_code", "line", "department", "checked_on", "level", "description", "due_on")
CONTRACT = ("number", "mode", "signed_on", "starts_on", "ends_on")


def facts_of(finding: Mapping[str, Any], scope: Scope, names: Mapping[str, str]) -> dict[str, str]:
    """Label -> value of the facts that the finding's rule looks at. names: credit code -> name."""
    rule, judged = finding["rule"], assessment(scope)
    match BY_ID[rule].subject:
        case Subject.PARK:
            own = _own(scope, Park, finding["park"], OF_PARK.get(rule, ()))
            return {**own, **_measured(judged, rule, finding["park"])}
        case Subject.CONTRACT:
            return _of_contract(scope, judged, rule, finding["subject"], names)
        case Subject.SPACE:
            return _of_space(scope, judged, finding["subject"], names)
        case Subject.TENANT:
            return _of_tenant(scope, finding, names)
        case Subject.HAZARD:
            return _of_hazard(scope, finding["subject"], names)


def _own(scope: Scope, table: type[Any], key: str, columns: tuple[str, ...]) -> dict[str, str]:
    """Some columns of one record under the headers that the workbook has for them."""
    stored, records = inspect(table).local_table, records_of(scope, table)
    row = records[records[stored.primary_key.columns.keys()[0]] == key].iloc[0]
    return {stored.columns[name].info["header"]: in_words(name, row[name]) for name in columns}


def in_words(name: str, value: Any) -> str:
    """A stored value as text, by its type and its column's name."""
    if is_missing(value) or value == "":
        return WITHOUT.get(name, BLANK)
    if isinstance(value, pd.Timestamp):
        return day(value)
    if isinstance(value, bool) or str(value) in ("True", "False"):
        return "是" if value else "否"
    if name.endswith("_codes"):
        return "、".join(f"{code} {industry_name(code)}" for code in str(value).split("、"))
    if name.endswith("_ratio"):
        return percent(value)
    return number(value, 2).rstrip("0").rstrip(".") if isinstance(value, float) else str(value)


def _measured(judged: Assessment, rule: str, park: str) -> dict[str, str]:
    """What was worked out for a park: areas by state, or the three bases."""
    row = judged.parks.loc[park]
    if rule in BY_AREA:
        return {f"{state}面积": area(row[f"area_{state}"]) for state in SpaceState}
    prefix = {"concentration_below_floor": "", "leading_share_below_agreement": "leading_"}.get(rule)
    if prefix is None:
        return {}
    return {
        f"{BASE_LABEL[base]}{'（计入）' if base is judged.counting_base else ''}":
            f"{percent(row[f'{prefix}{base}_ratio'])}，覆盖{percent(row[f'{prefix}{base}_coverage'], 0)}"
        for base in Base
    }


def _of_contract(scope: Scope, judged: Assessment, rule: str, number_: str, names: Mapping[str, str]) -> dict[str, str]:
    contract = judged.contracts.set_index("contract").loc[number_]
    held = records_of(scope, ContractSpace)
    spaces = "、".join(held.loc[held["contract_number"] == number_, "space_code"])
    score = "" if is_missing(contract["score"]) else f"，{number(contract['score'], 1)}分"
    facts = {
        "企业": names.get(contract["credit_code"], contract["credit_code"]), **_own(scope, Contract, number_, CONTRACT),
        "单元": spaces, "面积": area(contract["area_m2"]), **_own(scope, Contract, number_, OF_CONTRACT.get(rule, ())),
        **_own(scope, Park, contract["park"], OF_PARK.get(rule, ())),
    }
    if rule in PERFORMANCE:
        facts |= {f"{contract['year']}年度评价": f"{contract['grade']}{score}", "所处环节": contract["exit_step"]}
    if rule == "exit_candidate":
        facts |= {f"事由{place}": said for place, said in enumerate(reasons_in_words(judged, number_, names), start=1)}
        facts |= {"清退决议": "尚无"}
    return facts


def _of_space(scope: Scope, judged: Assessment, subject: str, names: Mapping[str, str]) -> dict[str, str]:
    park, _, code = subject.partition("/")
    spaces = records_of(scope, Space)
    space = spaces[(spaces["park_code"] == park) & (spaces["code"] == code)].iloc[0]
    now = judged.spaces[(judged.spaces["park"] == park) & (judged.spaces["space"] == code)].iloc[0]
    facts = {
        "楼栋楼层": f"{space['building_code']}号楼{space['floor']}层", "面积": area(space["area_m2"]),
        "用途": space["use"], "状态": now["state"], "已发布一键找园": in_words("is_listed", space["is_listed"]),
    }
    if is_missing(now["contract"]):
        return {**facts, "在效合同": "无"}
    contracts = judged.contracts.set_index("contract")
    holder, approvals = contracts.loc[now["contract"], "credit_code"], records_of(scope, SubletApproval)
    in_time = approvals["approved_on"] <= pd.Timestamp(scope.as_of)
    approved = approvals.loc[in_time & (approvals["contract_number"] == now["contract"]), "occupant_code"]
    return {
        **facts, "在效合同": now["contract"], "合同企业": names.get(holder, holder),
        "转租审批": "、".join(names.get(code, code) for code in approved) or "无",
    }


def _of_tenant(scope: Scope, finding: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, str]:
    contracts = assessment(scope).contracts
    own = contracts[(contracts["credit_code"] == finding["subject"]) & (contracts["park"] == finding["park"])]
    reporter = _own(scope, Park, finding["park"], ("reporter",))
    return {
        "企业": names.get(finding["subject"], finding["subject"]), "统一社会信用代码": finding["subject"],
        "在效合同": "、".join(own["contract"]), "应报": str(finding["limit"]), "缺报": str(finding["observed"]),
        **reporter,
    }


def _of_hazard(scope: Scope, number_: str, names: Mapping[str, str]) -> dict[str, str]:
    hazards = records_of(scope, Hazard)
    code = hazards.loc[hazards["number"] == number_, "credit_code"].iloc[0]
    return {
        **_own(scope, Hazard, number_, HAZARD), "销号日期": "尚未销号",
        "责任企业": BLANK if is_missing(code) else names.get(code, code),
    }

"""The records behind a finding: promises, notices, checks, reports, or who lies outside the park's industries."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from core.assessment import Assessment
from core.judgement import Subject
from core.rules import BY_ID
from core.terms import IndustryRelation
from core.views.industry_mix import industry_mix
from core.views.yearbook import promise_years
from data.reference import industry_name
from data.tables import OccupancyCheck, Rectification
from pages.parts import tables
from pages.parts.assessment import assessment, records_of
from pages.parts.evidence import PERFORMANCE, in_words
from pages.parts.scope import Scope
from pages.parts.words import is_missing

BY_INDUSTRY = {"concentration_below_floor", "leading_share_below_agreement"}
LATEST = 8

PROMISES: tables.Columns = {
    "year": tables.text("年度", width=60), "indicator": tables.text("指标"),
    "promised": tables.number("承诺", decimals=2), "achieved": tables.number("实际", decimals=2),
    "ratio": tables.percent("完成"),
}
NOTICES: tables.Columns = {
    "year": tables.text("评价年度", width=80), "issued_on": tables.day("下达"), "due_on": tables.day("期限"),
    "rechecked_on": tables.day("复评"), "recheck_result": tables.text("结论"),
}
CHECKS: tables.Columns = {
    "checked_on": tables.day("核查日期", width=100), "occupant": tables.text("实际使用企业"),
    "producing": tables.text("从事生产", width=80), "note": tables.text("说明"),
}
REPORTS: tables.Columns = {"period": tables.text("期间"), "filed_on": tables.day("填报日期")}
OUTSIDERS: tables.Columns = {
    "enterprise": tables.text("企业"), "industry": tables.text("行业"), "area_m2": tables.area("面积"),
}


@dataclass(frozen=True)
class Records:
    """Rows behind a finding, with a heading."""

    title: str
    frame: pd.DataFrame
    columns: tables.Columns


def records_behind(finding: Mapping[str, Any], scope: Scope, names: Mapping[str, str]) -> list[Records]:
    """The rows that the finding was judged by, those with any."""
    rule, subject, judged = finding["rule"], finding["subject"], assessment(scope)
    found: list[Records] = []
    if rule in PERFORMANCE:
        found += [_promises(judged, rule, subject), notices_of(scope, subject)]
    if rule in BY_INDUSTRY:
        found.append(_outsiders(judged, rule, finding["park"], names))
    if BY_ID[rule].subject is Subject.SPACE:
        found.append(_checks(scope, subject, names))
    if BY_ID[rule].subject is Subject.TENANT:
        found.append(_reports(scope, finding))
    return [one for one in found if len(one.frame)]


def _promises(judged: Assessment, rule: str, contract: str) -> Records:
    rows = promise_years(judged.situation)
    rows = rows[rows["contract"] == contract]
    if rule in ("performance_below_commitment", "rectification_notice_due", "support_due"):
        rows = rows[rows["year"] == judged.as_of.year - 1]
    frame = rows.sort_values("year", ascending=False, kind="stable").assign(year=lambda one: one["year"].astype(str))
    return Records("承诺与实际", frame, PROMISES)


def notices_of(scope: Scope, contract: str) -> Records:
    """The notices of rectification that were issued by the day, the latest recheck with them."""
    rows = records_of(scope, Rectification)
    rows = rows[(rows["contract_number"] == contract) & (rows["issued_on"] <= pd.Timestamp(scope.as_of))]
    happened = rows["rechecked_on"] <= pd.Timestamp(scope.as_of)
    return Records("整改通知", rows.assign(
        year=rows["year"].astype(str), rechecked_on=rows["rechecked_on"].where(happened),
        recheck_result=rows["recheck_result"].where(happened, "尚未复评"),
    ), NOTICES)


def _checks(scope: Scope, subject: str, names: Mapping[str, str]) -> Records:
    park, _, code = subject.partition("/")
    rows = records_of(scope, OccupancyCheck)
    rows = rows[(rows["park_code"] == park) & (rows["space_code"] == code)]
    rows = rows[rows["checked_on"] <= pd.Timestamp(scope.as_of)].sort_values("checked_on", ascending=False).head(LATEST)
    return Records("入驻核查", rows.assign(
        occupant=["未见企业使用" if is_missing(one) else names.get(one, one) for one in rows["occupant_code"]],
        producing=[in_words("is_producing", one) for one in rows["is_producing"]],
    ), CHECKS)


def _reports(scope: Scope, finding: Mapping[str, Any]) -> Records:
    situation = assessment(scope).situation
    reports = situation.facts.reports
    own = (reports.credit_code == finding["subject"]) & (reports.park_code == finding["park"])
    known = np.flatnonzero(own & situation.known_reports)
    rows = pd.DataFrame({name: getattr(reports, name)[known] for name in ("year", "quarter", "filed_on")})
    rows = rows.sort_values(["year", "quarter"], ascending=False).head(LATEST)
    periods = [f"{year:.0f}年年报" if not quarter else f"{year:.0f}年第{quarter:.0f}季度"
               for year, quarter in zip(rows["year"], rows["quarter"], strict=True)]
    return Records("已报数据", rows.assign(period=periods), REPORTS)


def _outsiders(judged: Assessment, rule: str, park: str, names: Mapping[str, str]) -> Records:
    mix = industry_mix(judged.situation, list(judged.parks.index).index(park))
    inside = [IndustryRelation.LEADING] if rule.startswith("leading") else [
        IndustryRelation.LEADING, IndustryRelation.RELATED]
    rows = mix[~mix["relation"].isin(inside)].sort_values("area_m2", ascending=False).head(LATEST)
    return Records("占面积最多的其他产业企业", rows.assign(
        enterprise=rows["credit_code"].map(lambda code: names.get(code, code)),
        industry=rows["industry_code"].map(industry_name),
    ), OUTSIDERS)

"""What happens in every park: checks of who is there, hazards found and closed, notices to those who fall behind."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import cycle, islice

from core.terms import HazardLevel, Passed, SupervisionLine
from data.demo.draft import Draft, was_there_in
from data.demo.plans import LAST_DAY, Row
from data.demo.tenancy import Tenancy

CAMPAIGNS = (date(2025, 10, 20), date(2026, 5, 11))
BEHIND_BELOW = 0.75
LAST_YEARS_OUTCOMES = ("passed", "passed", "passed", "failed", "passed", "passed")
THIS_YEARS_OUTCOMES = (
    "running", "none", "running", "overdue", "none", "passed", "running", "running", "none", "failed",
)
DEPARTMENTS = {
    SupervisionLine.ENVIRONMENT: "生态环境分局", SupervisionLine.SAFETY: "应急管理局",
    SupervisionLine.ILLEGAL_BUILDING: "综合行政执法局", SupervisionLine.PRODUCTION: "经济商务局",
    SupervisionLine.FIRE: "消防救援大队",
}
FOUND = {
    SupervisionLine.ENVIRONMENT: ("废气收集罩破损", "危险废物贮存间标识不全", "污水预处理设施运行记录缺失"),
    SupervisionLine.SAFETY: ("机械传动部位缺少防护罩", "有限空间作业未审批", "特种设备超期未检"),
    SupervisionLine.ILLEGAL_BUILDING: ("屋顶擅自搭建钢棚", "消防通道一侧违规搭建"),
    SupervisionLine.PRODUCTION: ("厂房内擅自分隔", "实际生产产品与入园承诺不符"),
    SupervisionLine.FIRE: ("疏散通道堆放杂物", "灭火器压力不足", "自动喷淋末端试水无水", "电动车违规充电"),
}
MONTHS_TO_MEND = {HazardLevel.ORDINARY: 1, HazardLevel.MAJOR: 2}


def oversee(draft: Draft) -> None:
    """Adds checks, hazards and notices to whatever the stories have told already."""
    _check_spaces(draft)
    for _ in range(draft.draw.randint(7, 12)):
        hazard(draft, draft.draw.choice(list(SupervisionLine)))
    _admonish(draft, 2024, cycle(LAST_YEARS_OUTCOMES))
    _admonish(draft, 2025, islice(cycle(THIS_YEARS_OUTCOMES), draft.plan.index * 3, None))


def _check_spaces(draft: Draft) -> None:
    told_of = {row["space_code"] for row in draft.checks}
    for campaign in CAMPAIGNS:
        for space in draft.spaces:
            if space["code"] not in told_of and draft.draw.random() < 0.4 and _is_finished(draft, space, campaign):
                day = campaign + timedelta(days=draft.draw.randint(0, 18))
                tenant = draft.tenant_of(space["code"], day)
                draft.check(space, day, (tenant, space["use"] == "生产" if tenant else None))


def _is_finished(draft: Draft, space: Row, day: date) -> bool:
    completed = next(one["completed_on"] for one in draft.buildings if one["code"] == space["building_code"])
    return not space["is_disused"] and completed is not None and completed <= day


def hazard(
    draft: Draft, line: SupervisionLine, level: HazardLevel = HazardLevel.ORDINARY, checked_on: date | None = None,
    *, stays_open: bool = False,
) -> None:
    """A hazard with one of the park's tenants; closed within its term unless it stays open or the term still runs."""
    there = [one for one in draft.tenancies if one.is_in_force(LAST_DAY)]
    tenancy = draft.draw.choice(there)
    day = checked_on or LAST_DAY - timedelta(days=draft.draw.randint(3, 500))
    due_on = day + timedelta(days=30 * MONTHS_TO_MEND[level])
    mended_on = day + timedelta(days=draft.draw.randint(6, 29))
    draft.hazards.append({
        "number": f"YH{draft.plan.code}{len(draft.hazards) + 1:03d}", "park_code": draft.plan.code,
        "space_code": tenancy.lot.spaces[0]["code"], "credit_code": tenancy.firm.code, "line": line.value,
        "department": DEPARTMENTS[line], "checked_on": day, "level": level.value,
        "description": draft.draw.choice(FOUND[line]), "due_on": due_on,
        "closed_on": None if stays_open or mended_on > LAST_DAY else mended_on,
    })


def _admonish(draft: Draft, year: int, outcomes: Iterator[str]) -> None:
    """Notices for a year, one outcome after the other, to those who stayed behind their promises in it."""
    for tenancy in draft.tenancies:
        is_behind = tenancy.firm.levels[year] < BEHIND_BELOW and was_there_in(year)(tenancy)
        if is_behind and not tenancy.has_story and tenancy.is_in_force(LAST_DAY):
            _follow_up(draft, tenancy, year, next(outcomes))



def _follow_up(draft: Draft, tenancy: Tenancy, year: int, outcome: str) -> None:
    if outcome == "none":
        return
    issued_on = date(year + 1, 4, 14) + timedelta(days=draft.draw.randint(0, 30))
    days = 90 if outcome == "running" or year < 2025 else 30
    due_on = issued_on + timedelta(days=days)
    result = {"passed": Passed.YES.value, "failed": Passed.NO.value}.get(outcome)
    rechecked_on = due_on + timedelta(days=draft.draw.randint(1, 12)) if result else None
    draft.notice(tenancy, year, issued_on, due_on, rechecked_on, result)

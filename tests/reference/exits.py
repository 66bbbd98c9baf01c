"""How far a contract is on the way from support to clearance, and what its leaving would do to the park."""

from dataclasses import replace
from datetime import date
from types import SimpleNamespace as Row
from typing import Any

from tests.reference.checks import longest_stay_of_a_stranger
from tests.reference.concentration import concentration
from tests.reference.facts import County
from tests.reference.figures import contract_figures
from tests.reference.occupancy import occupancy, state
from tests.reference.performance import last_two_evaluated, performance

TOLERATED_DAYS = 60


def notices_of(county: County, contract: Row) -> list[Row]:
    return [one for one in county.rectifications if one.contract_number == contract.number]


def ended_years(county: County, contract: Row) -> set[int]:
    """Years whose matter a recheck has closed."""
    return {one.year for one in notices_of(county, contract) if one.recheck_result == "通过"}


def reasons(county: County, contract: Row, day: date) -> list[str]:
    """Why the contract is a candidate for clearance."""
    found = []
    if has_failed_recheck(county, contract):
        found.append("recheck_failed")
    if has_two_failing_years(county, contract, day):
        found.append("two_failing_years")
    if (longest_stay_of_a_stranger(county, contract) or 0) >= TOLERATED_DAYS:
        found.append("unapproved_occupant_persisting")
    return found


def has_failed_recheck(county: County, contract: Row) -> bool:
    """A failed recheck counts until a later one of the same year is passed."""
    rechecks = [one for one in notices_of(county, contract) if one.recheck_result is not None]
    return any(
        failed.recheck_result == "不通过" and not any(
            other.year == failed.year and other.recheck_result == "通过" and other.rechecked_on > failed.rechecked_on
            for other in rechecks
        )
        for failed in rechecks
    )


def has_two_failing_years(county: County, contract: Row, day: date) -> bool:
    ended = ended_years(county, contract)
    failing = [
        year for year, grade in last_two_evaluated(county, contract, day) if grade == "不合格" and year not in ended
    ]
    return len(failing) == 2


def exit_step(county: County, contract: Row, day: date) -> str:
    """The first step that applies to a contract in force."""
    grade = performance(county, contract, day.year - 1)["grade"]
    ended = ended_years(county, contract)
    notices = notices_of(county, contract)
    pending = [one for one in notices if one.year not in ended and one.recheck_result is None]
    if contract.decided_on is not None and contract.completed_on is None:
        return "清退中"
    if reasons(county, contract, day):
        return "清退候选"
    if any(one.due_on < day for one in pending):
        return "待复评"
    if any(one.issued_on <= day <= one.due_on for one in pending):
        return "整改中"
    if grade in ("限期整改", "不合格") and day.year - 1 not in ended | {one.year for one in notices}:
        return "应发整改通知"
    return "扶持" if grade == "优秀" else "正常"


def exit_row(county: County, contract: Row, day: date, step: str) -> dict[str, Any]:
    """One line of the exit list, with the park as it would be without the contract."""
    remaining = replace(county, contracts=[one for one in county.contracts if one is not contract])
    after = concentration(remaining, contract.park, day)
    tax, jobs = tax_and_jobs(county, contract)
    return {
        "contract": contract.number,
        "step": step,
        "reasons": reasons(county, contract, day),
        "effect": {
            "occupancy_ratio": occupancy(remaining, contract.park, day)["ratio"],
            "concentration_ratio": {base: after[base]["ratio"] for base in ("area", "enterprises", "output")},
            "area_freed_m2": sum(
                space.area_m2 for space in contract.spaces if state(county, space, day) in ("已租", "已售")
            ),
            "tax_wan_yuan": tax,
            "jobs": jobs,
        },
    }


def tax_and_jobs(county: County, contract: Row) -> tuple[float | None, float | None]:
    """The contract's part of both in the latest year in which it has figures."""
    years = {one.year for one in county.reports if one.credit_code == contract.credit_code}
    for year in sorted(years, reverse=True):
        figures = contract_figures(county, contract, year)
        if figures is not None:
            return figures.tax_wan_yuan, figures.staff
    return None, None

"""What is known of a county on a day: everything dated later is forgotten, except the agreed ends of contracts."""

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace as Row

from tests.reference.facts import County


def known_on(county: County, day: date) -> County:
    """The county without what happened after the day. Changes the rows in place."""
    for contract in county.contracts:
        contract.decided_on = unless_later(contract.decided_on, day)
        contract.completed_on = unless_later(contract.completed_on, day)
    for notice in county.rectifications:
        notice.rechecked_on = unless_later(notice.rechecked_on, day)
        if notice.rechecked_on is None or notice.recheck_result is None:
            notice.rechecked_on = notice.recheck_result = None
    for hazard in county.hazards:
        hazard.closed_on = unless_later(hazard.closed_on, day)
    return replace(
        county,
        reports=[one for one in county.reports if (one.filed_on or period_end(one.year, one.quarter)) <= day],
        occupancy_checks=[one for one in county.occupancy_checks if one.checked_on <= day],
        sublet_approvals=[one for one in county.sublet_approvals if one.approved_on <= day],
        rectifications=[one for one in county.rectifications if one.issued_on <= day],
        hazards=[one for one in county.hazards if one.checked_on <= day],
    )


def unless_later(happened_on: date | None, day: date) -> date | None:
    return happened_on if happened_on is not None and happened_on <= day else None


def period_end(year: int, quarter: int) -> date:
    """The last day of a year (quarter 0) or of a quarter."""
    if quarter in (0, 4):
        return date(year, 12, 31)
    return date(year, quarter * 3 + 1, 1) - timedelta(days=1)


def is_in_force(contract: Row, day: date) -> bool:
    return (
        contract.starts_on <= day
        and (contract.ends_on is None or day <= contract.ends_on)
        and (contract.terminated_on is None or day < contract.terminated_on)
        and (contract.completed_on is None or day < contract.completed_on)
    )


def in_force(county: County, day: date) -> list[Row]:
    return [contract for contract in county.contracts if is_in_force(contract, day)]

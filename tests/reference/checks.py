"""What occupancy checks found in a space, and who had no right to be there."""

from datetime import date
from types import SimpleNamespace as Row

from tests.reference.facts import County
from tests.reference.occupancy import holder


def check_days(county: County, space: Row) -> dict[date, list[Row]]:
    """Day -> all rows of that day, earliest first."""
    days: dict[date, list[Row]] = {}
    for one in sorted(county.occupancy_checks, key=lambda row: row.checked_on):
        if (one.park_code, one.space_code) == (space.park_code, space.code):
            days.setdefault(one.checked_on, []).append(one)
    return days


def last_check(county: County, space: Row) -> tuple[date, list[Row]] | None:
    days = check_days(county, space)
    return (max(days), days[max(days)]) if days else None


def occupants(rows: list[Row]) -> set[str]:
    """Credit codes of those found; nobody if the space was found empty."""
    return {one.occupant_code for one in rows if one.occupant_code is not None}


def strangers(county: County, space: Row, day: date, rows: list[Row]) -> set[str]:
    """Those found who are neither the tenant of that day nor approved by his contract; none without a contract."""
    contract = holder(county, space, day)
    if contract is None:
        return set()
    approved = {
        one.occupant_code for one in county.sublet_approvals
        if one.contract_number == contract.number
        and one.approved_on <= day and (one.expires_on is None or day <= one.expires_on)
    }
    return occupants(rows) - {contract.credit_code} - approved


def longest_stay_of_a_stranger(county: County, contract: Row) -> int | None:
    """Days from the first finding of a stranger within the contract to the last check, if it still shows him."""
    stays = []
    for space in contract.spaces:
        days = {
            day: strangers(county, space, day, rows) for day, rows in check_days(county, space).items()
            if holder(county, space, day) is contract
        }
        last = last_check(county, space)
        if last is None or last[0] not in days:
            continue
        for stranger in days[last[0]]:
            first = min(day for day, found in days.items() if stranger in found)
            stays.append((last[0] - first).days)
    return max(stays, default=None)

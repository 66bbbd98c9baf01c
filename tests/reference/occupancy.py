"""The state of every space of a park on a day, and what the states add up to."""

from datetime import date
from types import SimpleNamespace as Row
from typing import Any

from tests.reference.facts import County
from tests.reference.known import is_in_force

STATES = ("已租", "已售", "空置", "停用", "在建")


def spaces_of(county: County, park: Row) -> list[Row]:
    return [space for space in county.spaces if space.park_code == park.code]


def holder(county: County, space: Row, day: date) -> Row | None:
    """The contract in force on the space that day; there is at most one."""
    holders = [
        contract for contract in county.contracts
        if is_in_force(contract, day) and any(one is space for one in contract.spaces)
    ]
    assert len(holders) <= 1, "two contracts in force on one space on the same day are not a valid county"
    return holders[0] if holders else None


def state(county: County, space: Row, day: date) -> str:
    if space.is_disused:
        return "停用"
    if space.completed_on is None or space.completed_on > day:
        return "在建"
    contract = holder(county, space, day)
    if contract is None:
        return "空置"
    return "已售" if contract.mode == "直接出让" else "已租"


def states(county: County, park: Row, day: date) -> dict[str, dict[str, Any]]:
    """Area in ㎡ and number of spaces by state."""
    result = {word: {"area_m2": 0.0, "count": 0} for word in STATES}
    for space in spaces_of(county, park):
        part = result[state(county, space, day)]
        part["area_m2"] += space.area_m2
        part["count"] += 1
    return result


def occupancy(county: County, park: Row, day: date) -> dict[str, Any]:
    parts = states(county, park, day)
    taken = parts["已租"]["area_m2"] + parts["已售"]["area_m2"]
    usable = taken + parts["空置"]["area_m2"]
    return {"ratio": ratio(taken, usable), "numerator": taken, "denominator": usable}


def ratio(numerator: float, denominator: float) -> float | None:
    """Never 0 where nothing is known."""
    return numerator / denominator if denominator else None

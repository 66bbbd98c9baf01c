"""Who was found where and with whose leave, what was ordered and rechecked, and what was dangerous."""

from datetime import date, timedelta
from typing import Any

from tests.counties.picking import YES_NO_BLANK, Pick, Row, Rows

CHECKED = [
    date(2026, 4, 1), date(2022, 7, 1), date(2024, 2, 29), date(2025, 6, 30), date(2025, 12, 31), date(2026, 5, 1),
]


def occupancy_checks(pick: Pick, spaces: Rows, contracts: Rows, enterprises: Rows) -> Rows:
    """Series of days on one space, with the same few people found again and again."""
    rows: dict[tuple[Any, ...], dict[str, Any]] = {}
    tenants = [one["credit_code"] for one in contracts]
    let = [one for one in spaces if any(one["code"] in contract["space_codes"] for contract in contracts)]
    for _ in range(pick(range(5)) if spaces else 0):
        place, first_on = pick(let or spaces), pick(CHECKED)
        people = [*[pick(enterprises)["credit_code"]] * 3, *tenants[:3], None]
        for days in pick([[0, 60], [0], [0, 60], [0, 59], [0, 30, 61]]):
            for _ in range(pick([1, 1, 2, 3])):
                checked_on, occupant = first_on + timedelta(days=days), pick(people)
                rows[place["park_code"], place["code"], checked_on, occupant] = {
                    "park_code": place["park_code"], "space_code": place["code"], "checked_on": checked_on,
                    "occupant_code": occupant, "is_producing": pick(YES_NO_BLANK),
                }
    return list(rows.values())


def sublet_approvals(pick: Pick, contracts: Rows, checks: Rows) -> Rows:
    """For people whom a check found, on and around its day, by a contract that has or had the space."""
    rows = {}
    found = [
        (check, contract["number"]) for check in checks for contract in contracts
        if check["occupant_code"] and check["space_code"] in contract["space_codes"]
    ]
    for _ in range(pick([0, 0, 1, 3]) if found else 0):
        check, number = pick(found)
        approved_on = check["checked_on"] + timedelta(days=pick([-30, 0, 1]))
        expires_on = check["checked_on"] + timedelta(days=pick([0, -1, 60]))
        rows[number, check["occupant_code"]] = {
            "contract_number": number, "occupant_code": check["occupant_code"], "approved_on": approved_on,
            "expires_on": pick([None, max(approved_on, expires_on)]),
        }
    return list(rows.values())


def rectifications(pick: Pick, contracts: Rows) -> Rows:
    """Up to three notices of one contract and year, each with its own recheck or none."""
    rows: Rows = []
    for _ in range(pick([0, 1, 3, 6]) if contracts else 0):
        contract, year = pick(contracts), pick([2025, 2024, 2023])
        for _ in range(pick([1, 1, 2, 3])):
            issued_on = date(year + 1, 4, 1) + timedelta(days=pick([0, 30, 60]))
            due_on = issued_on + timedelta(days=pick([30, 0, 60]))
            rows.append({
                "number": f"R{len(rows) + 1}", "contract_number": contract["number"], "year": year,
                "issued_on": issued_on, "due_on": due_on,
                "rechecked_on": pick([None, due_on, due_on + timedelta(days=30)]),
                "recheck_result": pick(["通过", "不通过", "不通过", None]),
            })
    return rows


def hazard(pick: Pick, park_code: str, number: str) -> Row:
    checked_on = pick(CHECKED)
    due_on = checked_on + timedelta(days=pick([30, 0, 60]))
    return {
        "number": number, "park_code": park_code, "line": "消防", "checked_on": checked_on,
        "level": pick(["一般", "重大"]), "due_on": due_on,
        "closed_on": pick([None, due_on, due_on + timedelta(days=1)]),
    }

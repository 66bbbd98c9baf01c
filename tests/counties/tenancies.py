"""Contracts with renewals, early ends and exits, such that no space is let twice on one day."""

from datetime import date, timedelta

from tests.counties.picking import YES_NO_BLANK, Pick, Row, Rows

STARTS = [
    date(2024, 3, 1), date(2024, 3, 1), date(2023, 3, 1), date(2023, 3, 1), date(2021, 6, 15),
    date(2022, 6, 1), date(2022, 6, 2), date(2022, 8, 24), date(2022, 8, 25),
    date(2023, 1, 1), date(2024, 7, 1), date(2024, 7, 2), date(2025, 1, 1), date(2025, 7, 1), date(2025, 7, 2),
    date(2026, 1, 1), date(2026, 5, 31),
]
RARELY = [False] * 5 + [True]
UP_TO_A_DOZEN = [*range(13), 9, 10, 11, 12, 12, 12]


def tenancies(pick: Pick, spaces: Rows, enterprises: Rows) -> tuple[Rows, Rows]:
    """Contracts and exit cases such that no space is let twice on one day."""
    contracts: Rows = []
    exit_cases: Rows = []
    taken: dict[tuple[str, str], list[tuple[date, date]]] = {}
    for number in range(1, (pick(UP_TO_A_DOZEN) if spaces else 0) + 1):
        contract = tenancy(pick, f"C{number}", spaces, enterprises, contracts)
        case = exit_case(pick, contract)
        held = contract["starts_on"], held_until(contract, case)
        free = [
            code for code in contract["space_codes"]
            if not any(overlap(held, other) for other in taken.get((contract["park_code"], code), []))
        ]
        if free:
            contract["space_codes"], contract["held_until"] = free, held[1]
            contracts.append(contract)
            exit_cases += [case] if case else []
            for code in free:
                taken.setdefault((contract["park_code"], code), []).append(held)
    return contracts, exit_cases


def tenancy(pick: Pick, number: str, spaces: Rows, enterprises: Rows, earlier: Rows) -> Row:
    """A new contract, or the renewal of an earlier one from the day on which that ends."""
    first = pick(spaces)
    codes = {first["code"], *(pick(spaces)["code"] for _ in range(pick([0, 0, 1, 2])))}
    contract = {
        "number": number,
        "park_code": first["park_code"],
        "credit_code": pick(enterprises)["credit_code"],
        "space_codes": [
            one["code"] for one in spaces if one["park_code"] == first["park_code"] and one["code"] in codes
        ],
        "starts_on": pick(STARTS),
        **terms(pick),
    }
    if earlier and pick([False, True]):
        previous = pick(earlier)
        if previous["held_until"] < date(2027, 1, 1):
            same = {name: previous[name] for name in ("park_code", "credit_code", "space_codes")}
            contract |= same | {"starts_on": previous["held_until"]}
    starts_on = contract["starts_on"]
    sale = contract["mode"] == "直接出让"
    lasts = pick([1000, 1000, 1500, 2000, 2000, 852, 851, 729, 365, 364, 90, 91, 30, 0])
    contract["ends_on"] = None if sale else starts_on + timedelta(days=lasts)
    contract["signed_on"] = starts_on - timedelta(days=pick([0, 1, 30, -3]))
    contract["terminated_on"] = pick([None] * 6 + [starts_on + timedelta(days=pick([300, 0, 1, 700]))])
    contract["reviewed_on"] = pick([starts_on - timedelta(days=1), starts_on, starts_on + timedelta(days=1), None])
    return contract


def terms(pick: Pick) -> Row:
    return {
        "mode": pick(["租赁", "先租后让", "先租后让", "直接出让"]),
        "rent_yuan": pick([15.0, 15.01, 14.0, None]),
        "price_yuan": pick([3000.0, 3000.01, None]),
        "has_entry_contract": pick(YES_NO_BLANK),
        "review_result": pick(["通过", "通过", "不通过", None]),
    }


def exit_case(pick: Pick, contract: Row) -> Row | None:
    if not pick(RARELY):
        return None
    decided_on = contract["starts_on"] + timedelta(days=pick([400, 30, 800]))
    completed_on = pick([None, decided_on, decided_on + timedelta(days=pick([60, 1, 200]))])
    return {
        "contract_number": contract["number"], "decided_on": pick([decided_on, None]), "completed_on": completed_on
    }


def held_until(contract: Row, case: Row | None) -> date:
    """The first day on which the contract no longer holds its spaces."""
    days = [contract["terminated_on"], case and case["completed_on"]]
    if contract["ends_on"] is not None:
        days.append(contract["ends_on"] + timedelta(days=1))
    return min((day for day in days if day is not None), default=date.max)


def overlap(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])

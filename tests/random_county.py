"""A small valid county put together from picks out of short lists, in which limits are hit exactly and blanks abound.

A park of 20 亩 and 20,000 ㎡ has one 亩 to 1,000 ㎡, reports move on a few levels, and promises are 100 or 1, so that
scores land on 60, 80 and 100 of themselves.
"""

from collections.abc import Callable, Sequence
from datetime import date, timedelta
from typing import Any

from core import facts
from core.facts import Snapshot
from core.terms import Indicator

Pick = Callable[[Sequence[Any]], Any]
Rows = list[dict[str, Any]]

STARTS = [
    date(2024, 3, 1), date(2024, 3, 1), date(2023, 3, 1), date(2023, 3, 1), date(2021, 6, 15),
    date(2022, 6, 1), date(2022, 6, 2), date(2022, 8, 24), date(2022, 8, 25),
    date(2023, 1, 1), date(2024, 7, 1), date(2024, 7, 2), date(2025, 1, 1), date(2025, 7, 1), date(2025, 7, 2),
    date(2026, 1, 1), date(2026, 5, 31),
]
CHECKED = [
    date(2026, 4, 1), date(2022, 7, 1), date(2024, 2, 29), date(2025, 6, 30), date(2025, 12, 31), date(2026, 5, 1),
]
YEARS = [2021, 2022, 2023, 2024, 2025]
LEVELS = [80.0, 80.0, 100.0, 60.0, 60.0, 59.99, 79.99, 99.99, 120.0, 150.0, 40.0, 40.0, 40.0, -20.0]
SIXTY_TO_FORTY = [Indicator.TAX, Indicator.INVESTMENT]
LAND_INDICATORS = (Indicator.INVESTMENT, Indicator.TAX, Indicator.VALUE_ADDED)
YES_NO_BLANK = [1.0, 0.0, None]
RARELY = [False] * 5 + [True]
UP_TO_A_DOZEN = [*range(13), 9, 10, 11, 12, 12, 12]


def random_county(pick: Pick) -> Snapshot:
    """One to three parks, up to a dozen spaces and contracts, up to eight enterprises; pick chooses from a list."""
    parks = [park(pick, f"P{number}") for number in range(1, pick([1, 2, 3]) + 1)]
    buildings = [building(pick, one["code"], code) for one in parks for code in "AB"]
    spaces = [space(pick, pick(parks)["code"], str(number)) for number in range(1, pick(UP_TO_A_DOZEN) + 1)]
    enterprises = [enterprise(pick, f"E{number}") for number in range(1, pick(range(1, 9)) + 1)]
    contracts, exit_cases = tenancies(pick, spaces, enterprises)
    checks = occupancy_checks(pick, spaces, contracts, enterprises)
    links = [
        {"contract_number": one["number"], "park_code": one["park_code"], "space_code": code}
        for one in contracts for code in one["space_codes"]
    ]
    return Snapshot(
        parks=table(pick, facts.Parks, parks),
        buildings=table(pick, facts.Buildings, buildings),
        spaces=table(pick, facts.Spaces, spaces),
        enterprises=table(pick, facts.Enterprises, enterprises),
        contracts=table(pick, facts.Contracts, contracts),
        contract_spaces=table(pick, facts.ContractSpaces, links),
        commitments=table(pick, facts.Commitments, commitments(pick, contracts)),
        reports=table(pick, facts.Reports, reports(pick, contracts)),
        occupancy_checks=table(pick, facts.OccupancyChecks, checks),
        sublet_approvals=table(pick, facts.SubletApprovals, sublet_approvals(pick, contracts, checks)),
        rectifications=table(pick, facts.Rectifications, rectifications(pick, contracts)),
        exit_cases=table(pick, facts.ExitCases, exit_cases),
        hazards=table(pick, facts.Hazards, [hazard(pick, pick(parks)["code"], f"H{n}") for n in range(pick(range(4)))]),
    )


def table(pick: Pick, kind: type[facts.Table], rows: Rows) -> Any:
    """The rows in some order, without what the table has no column for."""
    rows = pick([rows, rows[::-1], rows[1::2] + rows[::2]])
    return kind.of({name: [row.get(name) for row in rows] for name in facts.column_types(kind)})


def park(pick: Pick, code: str) -> dict[str, Any]:
    return {
        "code": code,
        "name": f"园区{code}",
        "kind": pick(["生产制造类", "非生产制造类"]),
        "is_industrial_estate": pick(YES_NO_BLANK),
        "site_source": pick(["新增用地", "存量用地"]),
        "conversion_way": pick([None, "厂房改造"]),
        "is_in_plan": pick([1.0, 0.0]),
        "development_mode": pick(["国有建设用地", "集体建设用地", "存量建设用地"]),
        "land_use": pick(["工业用地", "工业用地", "其他", None]),
        "site_area_mu": pick([*[20.0] * 8, 19.99, 10.0]),
        "floor_area_m2": pick([*[20000.0] * 12, 19999.99, 10000.0, 9999.99]),
        "developer_kind": pick(["国有企业", "集体", "民营"]),
        "operators": pick([None, "甲", "甲、乙"]),
        "collective_shareholders": pick([None, "乙", "丙、甲"]),
        "leading_codes": pick(["36", "C36、13", "3670", "C1、44", "C3、13、4"]),
        "related_codes": pick([None, "C44", "367、52"]),
        "agreed_leading_ratio": pick([None, 0.5, 0.7, 1.0, 0.0]),
        "agreed_self_held_ratio": pick([None, 0.5, 0.7, 1.0, 0.0]),
        "agreed_sold_ratio": pick([None, 0.5, 0.3, 0.0]),
        "guide_rent_yuan": pick([15.0, None]),
        "guide_price_yuan": pick([3000.0, None]),
    }


def building(pick: Pick, park_code: str, code: str) -> dict[str, Any]:
    completed_on = pick([date(2020, 1, 1)] * 9 + [date(2024, 6, 30), date(2026, 7, 1), None])
    return {"park_code": park_code, "code": code, "completed_on": completed_on}


def space(pick: Pick, park_code: str, code: str) -> dict[str, Any]:
    return {
        "park_code": park_code,
        "code": code,
        "building_code": pick("AB"),
        "area_m2": pick([1000.0, 500.0, 700.0, 700.0, 300.0, 300.0, 333.33, 0.1, 0.2]),
        "use": pick(["生产", "生产", "仓储", "办公研发", "配套", "宿舍"]),
        "tenure": pick(["自持", "可售"]),
        "is_disused": pick([None, *[0.0] * 7, 1.0]),
        "is_listed": pick(YES_NO_BLANK),
    }


def enterprise(pick: Pick, credit_code: str) -> dict[str, Any]:
    codes = ["3670", "C3670", "36", "367", "1310", "C43", "4400", "44", "5212", "12", "7320"]
    sizes = ["小型", "微型", "中型", "大型", None]
    return {"credit_code": credit_code, "industry_code": pick(codes), "size": pick(sizes)}


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


def tenancy(pick: Pick, number: str, spaces: Rows, enterprises: Rows, earlier: Rows) -> dict[str, Any]:
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


def terms(pick: Pick) -> dict[str, Any]:
    return {
        "mode": pick(["租赁", "先租后让", "先租后让", "直接出让"]),
        "rent_yuan": pick([15.0, 15.01, 14.0, None]),
        "price_yuan": pick([3000.0, 3000.01, None]),
        "has_entry_contract": pick(YES_NO_BLANK),
        "review_result": pick(["通过", "通过", "不通过", None]),
    }


def exit_case(pick: Pick, contract: dict[str, Any]) -> dict[str, Any] | None:
    if not pick(RARELY):
        return None
    decided_on = contract["starts_on"] + timedelta(days=pick([400, 30, 800]))
    completed_on = pick([None, decided_on, decided_on + timedelta(days=pick([60, 1, 200]))])
    return {
        "contract_number": contract["number"], "decided_on": pick([decided_on, None]), "completed_on": completed_on
    }


def held_until(contract: dict[str, Any], case: dict[str, Any] | None) -> date:
    """The first day on which the contract no longer holds its spaces."""
    days = [contract["terminated_on"], case and case["completed_on"]]
    if contract["ends_on"] is not None:
        days.append(contract["ends_on"] + timedelta(days=1))
    return min((day for day in days if day is not None), default=date.max)


def overlap(one: tuple[date, date], other: tuple[date, date]) -> bool:
    return max(one[0], other[0]) < min(one[1], other[1])


def commitments(pick: Pick, contracts: Rows) -> Rows:
    return [
        {"contract_number": contract["number"], "year": year, "indicator": name, "promised": promised(pick, name)}
        for contract in contracts for year in YEARS if pick([True] * 8 + [False])
        for name in pick([list(Indicator), list(Indicator), list(LAND_INDICATORS), SIXTY_TO_FORTY])
        if pick([True] * 14 + [False])
    ]


def promised(pick: Pick, name: Indicator) -> float:
    usual = 100.0 if name in LAND_INDICATORS else 1.0
    return pick([usual] * 60 + [usual / 2, 0.0])


def reports(pick: Pick, contracts: Rows) -> Rows:
    """Of everyone who ever had a contract in a park, for years before, in and after it."""
    return [
        report(pick, park_code, credit_code, year, quarter, level)
        for park_code, credit_code in sorted({(one["park_code"], one["credit_code"]) for one in contracts})
        for usual in [pick(LEVELS)] for year in [*YEARS, 2026] for level in [pick([usual, usual, pick(LEVELS)])]
        for quarter in pick([[0], [0], [0], [0], [0], [0], [], [1, 2, 3, 4], [0, 1, 2, 3, 4], [1, 2, 4], [0, 1]])
    ]


def report(pick: Pick, park_code: str, credit_code: str, year: int, quarter: int, level: float) -> dict[str, Any]:
    """Flows on one level, spread evenly over quarters, with a figure or two out of line."""
    flow = level if quarter == 0 else level / 4
    full = 100.0 if quarter == 0 else 25.0
    ends_on = date(year, quarter * 3, 1) + timedelta(days=27) if quarter else date(year, 12, 31)
    figures = {
        "revenue_wan_yuan": full, "output_wan_yuan": abs(flow), "value_added_wan_yuan": flow,
        "tax_wan_yuan": flow, "fixed_assets_wan_yuan": level, "energy_tce": full, "emission_t": full,
        "research_wan_yuan": flow, "staff": 100.0,
    }
    for _ in range(pick([0, 0, 0, 0, 0, 1, 2])):
        figures[pick(["fixed_assets_wan_yuan", *figures])] = pick([None, None, 0.0, 60.0])
    return figures | {
        "park_code": park_code,
        "credit_code": credit_code,
        "year": year,
        "quarter": quarter,
        "filed_on": pick([None, ends_on + timedelta(days=pick([*[1] * 6, 20, 20, 90, 90, 90, 91, 400, -40]))]),
        "had_major_accident": pick([0.0] * 40 + [None, 1.0]),
        "had_major_violation": pick([0.0] * 40 + [None, 1.0]),
    }


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


def hazard(pick: Pick, park_code: str, number: str) -> dict[str, Any]:
    checked_on = pick(CHECKED)
    due_on = checked_on + timedelta(days=pick([30, 0, 60]))
    return {
        "number": number, "park_code": park_code, "line": "消防", "checked_on": checked_on,
        "level": pick(["一般", "重大"]), "due_on": due_on,
        "closed_on": pick([None, due_on, due_on + timedelta(days=1)]),
    }

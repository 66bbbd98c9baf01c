"""What contracts promise and enterprises report, on few levels, so that scores land on their limits."""

from datetime import date, timedelta

from core.terms import Indicator
from tests.counties.picking import Pick, Row, Rows

YEARS = [2021, 2022, 2023, 2024, 2025]
LEVELS = [80.0, 80.0, 100.0, 60.0, 60.0, 59.99, 79.99, 99.99, 120.0, 150.0, 40.0, 40.0, 40.0, -20.0]
SIXTY_TO_FORTY = [Indicator.TAX, Indicator.INVESTMENT]
LAND_INDICATORS = (Indicator.INVESTMENT, Indicator.TAX, Indicator.VALUE_ADDED)


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


def report(pick: Pick, park_code: str, credit_code: str, year: int, quarter: int, level: float) -> Row:
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

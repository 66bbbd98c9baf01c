"""A small valid county, in which limits are hit exactly and blanks abound.

A park of 20 亩 and 20,000 ㎡ has one 亩 to 1,000 ㎡, reports move on a few levels, and promises are 100 or 1, so that
scores land on 60, 80 and 100 of themselves.
"""

from typing import Any

from core import facts
from core.facts import Snapshot
from tests.counties.picking import Pick, Rows
from tests.counties.places import building, enterprise, park, space
from tests.counties.promises import commitments, reports
from tests.counties.supervision import hazard, occupancy_checks, rectifications, sublet_approvals
from tests.counties.tenancies import UP_TO_A_DOZEN, tenancies


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

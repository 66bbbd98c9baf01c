"""The whole answer for a county on a day, as the command line prints it, save what findings observed and the limits."""

from collections.abc import Iterator
from datetime import date
from types import SimpleNamespace as Row
from typing import Any

from core.facts import Snapshot
from tests.reference.concentration import concentration
from tests.reference.exits import exit_row, exit_step
from tests.reference.facts import County, county_of
from tests.reference.known import in_force, known_on
from tests.reference.occupancy import occupancy, states
from tests.reference.performance import performance
from tests.reference.rules_contract import CONTRACT_RULES
from tests.reference.rules_park import PARK_RULES
from tests.reference.rules_space import SPACE_RULES
from tests.reference.rules_supervision import HAZARD_RULES, report_missing
from tests.reference.verdicts import CLAUSES, JUDGED_BY_SIGNING, NOT_APPLICABLE, counts_since

PRINTED = ("breached", "cannot_judge")


def evaluate(snapshot: Snapshot, as_of: date, *, with_all: bool = False) -> dict[str, Any]:
    """Parks, contracts, findings and exits of a Longquan county on the day; with_all adds the harmless verdicts."""
    return answer(county_of(snapshot), as_of, with_all=with_all)


def answer(everything: County, as_of: date, *, with_all: bool = False) -> dict[str, Any]:
    """The same, of rows."""
    county = known_on(everything, as_of)
    steps = {one.number: exit_step(county, one, as_of) for one in in_force(county, as_of)}
    return {
        "as_of": as_of.isoformat(),
        "parks": [park_row(county, park, as_of) for park in county.parks],
        "contracts": [
            {
                "number": one.number, "park": one.park_code, **performance(county, one, as_of.year - 1),
                "exit_step": steps[one.number],
            }
            for one in in_force(county, as_of)
        ],
        "findings": [one for one in findings(county, as_of) if with_all or one["verdict"] in PRINTED],
        "exits": [
            exit_row(county, one, as_of, steps[one.number])
            for one in in_force(county, as_of) if steps[one.number] in ("清退候选", "清退中")
        ],
    }


def park_row(county: County, park: Row, day: date) -> dict[str, Any]:
    return {
        "code": park.code,
        "name": park.name,
        "spaces": states(county, park, day),
        "occupancy": occupancy(county, park, day),
        "concentration": concentration(county, park, day),
    }


def findings(county: County, day: date) -> Iterator[dict[str, Any]]:
    for park in county.parks:
        for rule in PARK_RULES:
            yield finding(rule.__name__, park.code, park.code, rule(county, park, day), day)
    for contract in in_force(county, day):
        for rule in CONTRACT_RULES:
            name = rule.__name__
            judged_on = contract.signed_on if name in JUDGED_BY_SIGNING else day
            yield finding(name, contract.park_code, contract.number, rule(county, contract, day), judged_on)
    for space in county.spaces:
        for rule in SPACE_RULES:
            subject = f"{space.park_code}/{space.code}"
            yield finding(rule.__name__, space.park_code, subject, rule(county, space, day), day)
    for park_code, credit_code in sorted({(one.park_code, one.credit_code) for one in in_force(county, day)}):
        verdict = report_missing(county, credit_code, park_code, day)
        yield finding("report_missing", park_code, credit_code, verdict, day)
    for hazard in county.hazards:
        for rule in HAZARD_RULES:
            yield finding(rule.__name__, hazard.park_code, hazard.number, rule(county, hazard, day), day)


def finding(rule: str, park_code: str, subject: str, verdict: str, judged_on: date) -> dict[str, Any]:
    """Before the rule counted it applied to nothing."""
    return {
        "rule": rule, "clause": CLAUSES[rule], "park": park_code, "subject": subject,
        "verdict": verdict if judged_on >= counts_since(rule) else NOT_APPLICABLE,
    }

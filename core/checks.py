"""Who was found in a space, and who of them is a stranger to its contract (L7, P10)."""

from dataclasses import dataclass

import numpy as np

from core.columns import NOWHERE, Mask, Positions, groups, matches, pick
from core.facts import Days
from core.links import Links
from core.tenure import in_force


@dataclass(frozen=True, eq=False)
class Checks:
    """One row per row of the occupancy checks; contract = the one in force on the check day, NOWHERE without."""

    space: Positions
    day: Days
    occupant: Positions
    contract: Positions
    is_stranger: Mask
    is_last: Mask
    is_known: Mask


def judge_checks(links: Links, starts: Days, until: Days, on: np.datetime64) -> Checks:
    """Every check row against the contract and the approvals in force on its own day."""
    checks = links.facts.occupancy_checks
    space, occupant, day = links.check_space, links.check_occupant, checks.checked_on
    row, holding = matches(space, links.holding_space)
    held_by = links.holding_contract[holding]
    held = in_force(starts[held_by], until[held_by], day[row])
    contract = np.full(len(checks), NOWHERE)
    contract[row[held]] = held_by[held]
    own = pick(links.contract_enterprise, contract, NOWHERE)
    stranger = (contract != NOWHERE) & (occupant != NOWHERE) & (occupant != own)
    stranger &= ~_is_approved(links, contract, occupant, day)
    known = day <= on
    return Checks(space, day, occupant, contract, stranger & known, _is_last(space, day, known, links), known)


def _is_approved(links: Links, contract: Positions, occupant: Positions, day: Days) -> Mask:
    approvals = links.facts.sublet_approvals
    row, approval = matches(contract, links.approval_contract)
    covers = (links.approval_occupant[approval] == occupant[row]) & (approvals.approved_on[approval] <= day[row])
    expires = approvals.expires_on[approval]
    covers &= np.isnat(expires) | (day[row] <= expires)
    result = np.zeros(len(contract), dtype=bool)
    result[row[covers]] = True
    return result


def _is_last(space: Positions, day: Days, known: Mask, links: Links) -> Mask:
    """Rows of the last known check day of their space."""
    last = np.full(len(links.facts.spaces), np.datetime64("0001-01-01", "D"))
    np.maximum.at(last, space[known], day[known])
    return np.asarray(known & (day == last[space]))


def stays(checks: Checks) -> tuple[Positions, Positions]:
    """Strangers still there at the last check: contract, and days since the same one was first found in the space."""
    rows = checks.is_stranger.nonzero()[0]
    space, contract, occupant = checks.space[rows], checks.contract[rows], checks.occupant[rows]
    _, tenancy = groups(space * (contract.max(initial=0) + 1) + contract)
    _, group = groups(tenancy * (occupant.max(initial=0) + 1) + occupant)
    first = np.full(len(rows), np.datetime64("9999-12-31", "D"))
    np.minimum.at(first, group, checks.day[rows])
    last = checks.is_last[rows]
    days = (checks.day[rows] - first[group]).astype(np.int64)
    return contract[last], days[last]

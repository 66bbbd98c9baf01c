"""Which contracts are in force on a day, and for how long (L7)."""

import numpy as np

from core.columns import NOWHERE, Mask, Positions
from core.facts import Days, Snapshot
from core.links import Links

FOREVER = np.datetime64("9999-12-31", "D")


def ends(facts: Snapshot, links: Links) -> Days:
    """The first day on which each contract is no longer in force: past its end, at termination, at a completed exit."""
    contracts = facts.contracts
    last = np.where(np.isnat(contracts.ends_on), FOREVER, contracts.ends_on + np.timedelta64(1, "D"))
    last = np.fmin(last, contracts.terminated_on)
    known = links.exit_contract != NOWHERE
    completed = facts.exit_cases.completed_on[known]
    cleared = np.full(len(contracts), FOREVER)
    cleared[links.exit_contract[known]] = np.where(np.isnat(completed), FOREVER, completed)
    return np.asarray(np.minimum(last, cleared))


def in_force(starts: Days, until: Days, on: np.datetime64 | Days) -> Mask:
    """Contracts from their start up to, not with, the day that ends them."""
    return np.asarray((starts <= on) & (on < until))


def whole_months(starts: Days, until: Days, years: Positions) -> Positions:
    """Calendar months of the year in which the contract was in force on every day."""
    january = (years - 1970).astype("datetime64[Y]").astype("datetime64[M]")
    start_month, end_month = starts.astype("datetime64[M]"), until.astype("datetime64[M]")
    first = np.where(start_month.astype("datetime64[D]") == starts, start_month, start_month + 1)
    months = np.minimum(end_month, january + 12) - np.maximum(first, january)
    return np.asarray(np.maximum(months.astype(np.int64), 0))

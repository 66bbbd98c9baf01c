"""The park as it would be without some contracts: what their leaving frees, changes and costs (L9)."""

from dataclasses import dataclass

import numpy as np

from core.columns import Positions, matches, pick
from core.facts import Numbers
from core.figures import YEARS
from core.performance import shares_at_year_end
from core.situation import Situation
from core.terms import Base
from core.whatif import what_if


@dataclass(frozen=True, eq=False)
class Effect:
    """One park once some contracts have left, and what goes with them; NaN = unknown."""

    occupancy_ratio: float
    concentration_ratio: dict[Base, float]
    area_freed_m2: float
    tax_wan_yuan: float
    jobs: float


def effects_of_leaving(s: Situation, contracts: Positions) -> list[Effect]:
    """The effect of each contract leaving alone."""
    tax, jobs = last_figures(s, contracts)
    parks = s.links.contract_park[contracts]
    return [
        _effect(s, int(park), contracts[[row]], float(tax[row]), float(jobs[row])) for row, park in enumerate(parks)
    ]


def effect_of_leaving_together(s: Situation, park: int, contracts: Positions) -> Effect:
    """The effect on one park of all these contracts of it leaving."""
    tax, jobs = last_figures(s, contracts)
    return _effect(s, park, contracts, float(tax.sum()), float(jobs.sum()))


def _effect(s: Situation, park: int, contracts: Positions, tax_wan_yuan: float, jobs: float) -> Effect:
    after = what_if(s, park, contracts)
    return Effect(after.occupancy, {base: after.ratio(base) for base in Base}, after.freed_m2, tax_wan_yuan, jobs)


def last_figures(s: Situation, contracts: Positions) -> tuple[Numbers, Numbers]:
    """Tax (万元) and jobs of each contract in its own latest year with figures, shared out by area; NaN without one."""
    row, figure = matches(s.links.tenant[contracts], s.figures.key // YEARS)
    share = shares_at_year_end(s.tenancies, contracts[row], s.figures.key[figure] % YEARS)
    held = ~np.isnan(share)
    # Years ascend within a contract, so that the last assignment is the latest year.
    latest = np.full(len(contracts), -1)
    latest[row[held]] = np.flatnonzero(held)
    part, place = pick(share, latest, np.nan), pick(figure, latest, -1)
    return s.figures.of("tax_wan_yuan", place) * part, s.figures.of("staff", place) * part

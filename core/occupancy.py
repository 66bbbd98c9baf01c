"""What stands let, sold, empty, disused or unfinished, and the occupancy that follows (L7, L11)."""

from dataclasses import dataclass

import numpy as np

from core.columns import NOWHERE, Mask, Positions, count, equal, pick, ratio, total
from core.facts import Numbers, Texts
from core.links import Links
from core.terms import ContractMode, SpaceState

STATES = tuple(SpaceState)
LET, SOLD, VACANT, DISUSED, UNFINISHED = range(len(STATES))


@dataclass(frozen=True, eq=False)
class Areas:
    """Area (㎡) and number of spaces by group and state: arrays of groups × the five states."""

    area_m2: Numbers
    spaces: Positions

    @property
    def occupied_m2(self) -> Numbers:
        return self.area_m2[:, LET] + self.area_m2[:, SOLD]

    @property
    def available_m2(self) -> Numbers:
        """What could be occupied: the denominator of the occupancy."""
        return self.occupied_m2 + self.area_m2[:, VACANT]

    @property
    def occupancy(self) -> Numbers:
        return ratio(self.occupied_m2, self.available_m2)


def space_holder(links: Links, contract_in_force: Mask) -> Positions:
    """The contract in force on each space; NOWHERE without one."""
    holder = np.full(len(links.facts.spaces), NOWHERE)
    held = (links.holding_contract != NOWHERE) & (links.holding_space != NOWHERE)
    held &= contract_in_force[links.holding_contract]
    holder[links.holding_space[held]] = links.holding_contract[held]
    return holder


def space_states(links: Links, holder: Positions, on: np.datetime64) -> Positions:
    """The state of each space on the day, as a position in STATES."""
    facts = links.facts
    sold = pick(equal(facts.contracts.mode, ContractMode.DIRECT_SALE), holder, False)
    held = np.where(holder == NOWHERE, VACANT, np.where(sold, SOLD, LET))
    completed = pick(facts.buildings.completed_on, links.space_building, np.datetime64("NaT"))
    state = np.where(completed <= on, held, UNFINISHED)
    return np.where(facts.spaces.is_disused == 1, DISUSED, state)


def areas_by(group: Positions, state: Positions, area_m2: Numbers, groups: int) -> Areas:
    """Sums by group (a position per space) and state."""
    cell = group * len(STATES) + state
    shape = (groups, len(STATES))
    size = groups * len(STATES)
    return Areas(total(cell, area_m2, size).reshape(shape), count(cell, size).reshape(shape))


def state_words(state: Positions) -> Texts:
    return np.array([*STATES], dtype=object)[state]

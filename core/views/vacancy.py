"""How long a space has stood empty (P10, P13)."""

from dataclasses import dataclass

import numpy as np

from core.columns import NOWHERE, Mask, pick
from core.facts import Days
from core.occupancy import VACANT
from core.situation import Situation


@dataclass(frozen=True, eq=False)
class Vacancy:
    """Per space: the day since which it stands empty (NaT where it is not 空置), and whether it was held before."""

    since: Days
    was_held: Mask


def vacancies(s: Situation) -> Vacancy:
    """Empty since the last contract ended, or since the building was completed if that came later."""
    links, spaces = s.links, len(s.facts.spaces)
    held = (links.holding_contract != NOWHERE) & (links.holding_space != NOWHERE)
    space, until = links.holding_space[held], s.until[links.holding_contract[held]]
    over = until <= s.on
    since = pick(s.facts.buildings.completed_on, links.space_building, np.datetime64("NaT")).astype("datetime64[D]")
    np.fmax.at(since, space[over], until[over])
    was_held = np.zeros(spaces, dtype=bool)
    was_held[space[over]] = True
    is_vacant = s.state == VACANT
    return Vacancy(np.where(is_vacant, since, np.datetime64("NaT", "D")), was_held & is_vacant)

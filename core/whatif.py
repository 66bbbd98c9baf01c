"""What if: a park as it would be without some contracts, or with further related industries (L6, L9)."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np

from core.columns import Mask, Positions, ratio
from core.concentration import Share, covers, prefixes
from core.situation import Situation
from core.terms import Base


@dataclass(frozen=True, eq=False)
class Standing:
    """One park: occupied over available area (㎡), and its concentration on the three bases (arrays of length 1).

    freed_m2: the area that the leaving contracts leave vacant.
    """

    freed_m2: float
    occupied_m2: float
    available_m2: float
    concentration: Mapping[Base, Share]

    @property
    def occupancy(self) -> float:
        """NaN where nothing is available."""
        return float(ratio(np.float64(self.occupied_m2), np.float64(self.available_m2)))

    def ratio(self, base: Base) -> float:
        """Concentration on one base; NaN where there is none."""
        return float(self.concentration[base].ratio[0])


def what_if(s: Situation, park: int, leaving: Positions, related: Iterable[str] = ()) -> Standing:
    """The park (a position) once the contracts (positions) have left and the codes count as related industries.

    With nothing leaving and no codes: the park as it is.
    """
    spaces = s.spaces_of(park)
    area, occupied = s.facts.spaces.area_m2[spaces], s.is_occupied[spaces]
    stays = (s.holder[spaces][:, None] != leaving).all(axis=1)
    members = s.members_in(spaces[s.counts_for_members[spaces] & stays])
    inside = s.tenant_is_inside[members.tenant] | _covered(s, members.tenant, prefixes("、".join(related)))
    shares = members.shares(inside, np.zeros(len(inside), np.int64), 1)
    return Standing(
        float(area[occupied & ~stays].sum()), float(area[occupied & stays].sum()), float(s.areas.available_m2[park]),
        shares,
    )


def _covered(s: Situation, tenant: Positions, codes: tuple[str, ...]) -> Mask:
    if not codes:
        return np.zeros(len(tenant), dtype=bool)
    industries = s.facts.enterprises.industry_code[s.links.tenant_enterprise[tenant]]
    return np.array([covers(codes, industry) for industry in industries], dtype=bool)


@dataclass(frozen=True)
class Distance:
    """How far a share is from its floor.

    Under the floor both amounts are positive: either would reach it alone. Over it they are negative: the room left
    for insiders to go, and for outsiders to come. NaN where that can never reach the floor, or where the share is
    unknown.
    """

    points: float
    insiders_to_come: float
    outsiders_to_go: float


def distance_to(floor: float, numerator: float, denominator: float) -> Distance:
    """points = 100 × (ratio − floor); the amounts are in the unit of numerator and denominator."""
    share, rest = ratio(np.float64(numerator), np.float64(denominator)), np.float64(1 - floor)
    come = ratio(np.float64(floor * denominator - numerator), rest)
    go = denominator - ratio(np.float64(numerator), np.float64(floor))
    known = denominator != 0
    return Distance(float(100 * (share - floor)), *(float(one) if known else np.nan for one in (come, go)))

"""How far a park keeps to its leading and related industries, on three bases (L6, P8)."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

import numpy as np

from core.columns import Mask, Positions, count, equal, groups, places_by_key, positions_of, ratio, total
from core.facts import Numbers, Texts
from core.links import Links
from core.terms import Base, ParkKind, SpaceUse, industry_digits


@dataclass(frozen=True, eq=False)
class Share:
    """One base, per park. Coverage = members whose figure is known ÷ members."""

    numerator: Numbers
    denominator: Numbers
    coverage: Numbers

    @property
    def ratio(self) -> Numbers:
        return ratio(self.numerator, self.denominator)


@cache
def prefixes(codes: str | None) -> tuple[str, ...]:
    """The industry codes of a list without section letters."""
    return tuple(industry_digits(code) for code in (codes or "").split("、") if code)


def covers(codes: tuple[str, ...], industry: str) -> bool:
    """Whether one of the codes is the beginning of the industry's: 36 covers 3670, 3670 does not cover 36."""
    return industry_digits(industry).startswith(codes) if codes else False


def is_inside(codes: Texts, park: Positions, industry: Texts) -> Mask:
    """Row by row, whether the codes of the park (a tuple of prefixes per park) cover the industry."""
    industries = list(dict.fromkeys(industry.tolist()))
    kind = positions_of(places_by_key(industries), industry)
    pairs, place = groups(park * len(industries) + kind)
    found = [covers(codes[pair // len(industries)], industries[pair % len(industries)]) for pair in pairs.tolist()]
    return np.array(found, dtype=bool)[place]


def counts_for_members(links: Links, is_occupied: Mask) -> Mask:
    """Spaces that make their tenant a member: occupied, of use 生产 or 仓储, in other parks also 办公研发."""
    facts = links.facts
    use = facts.spaces.use
    working = equal(use, SpaceUse.PRODUCTION) | equal(use, SpaceUse.STORAGE)
    other_park = equal(facts.parks.kind, ParkKind.OTHER)[links.space_park]
    working |= equal(use, SpaceUse.OFFICE) & other_park
    return np.asarray(working & is_occupied)


@dataclass(frozen=True, eq=False)
class Membership:
    """Members, one row each: the tenant, the area that counts, and the output of its park's latest year."""

    tenant: Positions
    area_m2: Numbers
    output_wan_yuan: Numbers

    def shares(self, inside: Mask, group: Positions, groups: int) -> "Shares":
        """By group (a position per member), for the members marked as inside."""
        return Shares(lambda base: _share(self.amount(base), inside, group, groups))

    def amount(self, base: Base) -> Numbers:
        match base:
            case Base.AREA:
                return self.area_m2
            case Base.ENTERPRISES:
                return np.ones(len(self.tenant))
            case Base.OUTPUT:
                return self.output_wan_yuan


class Shares(Mapping[Base, Share]):
    """The three bases, each worked out when it is first asked for: a rule looks at one of them."""

    def __init__(self, work_out: Callable[[Base], Share]) -> None:
        self._work_out = work_out
        self._found: dict[Base, Share] = {}

    def __getitem__(self, base: Base) -> Share:
        if base not in self._found:
            self._found[base] = self._work_out(base)
        return self._found[base]

    def __iter__(self) -> Iterator[Base]:
        return iter(Base)

    def __len__(self) -> int:
        return len(Base)


def _share(amount: Numbers, inside: Mask, group: Positions, groups: int) -> Share:
    known = ~np.isnan(amount)
    within = known & inside
    return Share(
        total(group[within], amount[within], groups),
        total(group[known], amount[known], groups),
        ratio(count(group[known], groups), count(group, groups)),
    )

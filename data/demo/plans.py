"""What a demonstration park is to be: its site, its trade, how full it is and what happens in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

HERE = Path(__file__).resolve().parent
LAST_DAY = date(2026, 6, 30)
"""The last day with facts; nothing in the demonstration depends on the clock."""

Row = dict[str, Any]


@dataclass(frozen=True)
class Cluster:
    """A trade: its codes, the tenants inside and outside it, and what they promise on average."""

    label: str
    leading: tuple[str, ...]
    related: tuple[str, ...]
    inside: Mapping[str, str]
    promises: Mapping[str, float]


class Block(NamedTuple):
    """One building to be: use is production, office or living; completed_on None or late = under construction."""

    use: str
    floors: int
    spaces_per_floor: int
    width_m: float
    depth_m: float
    completed_on: date | None

    @property
    def footprint_m2(self) -> float:
        """Office houses are L-shaped: a quarter of their rectangle is left open."""
        return self.width_m * self.depth_m * (0.75 if self.use == "office" else 1)


@dataclass(frozen=True)
class ParkPlan:
    """One park to be.

    index: place among all parks, which seeds its numbers; place: the same within its county; inside: share of the floor
    area let to its own trades; let: of the lots; sold: of the factories; presold: of those not finished.
    """

    index: int
    code: str
    county_code: str
    county_name: str
    place: int
    name: str
    town: str
    cluster: Cluster
    floor_area_ratio: float
    inside: float
    let: float
    sold: float
    park: Mapping[str, Any]
    blocks: tuple[Block, ...]
    centre: tuple[float, float] | None = None
    rotation: float = 0
    has_outlines: bool = True
    presold: float = 0
    reports_from: int = 2023
    stories: tuple[str, ...] = field(default=())



@cache
def _trades() -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.safe_load((HERE / "clusters.yaml").read_text(encoding="utf-8"))
    return loaded


OTHER_TRADES = ("outsiders", "storage", "offices", "services")


@cache
def clusters() -> dict[str, Cluster]:
    """Every trade by its English name."""
    return {
        name: Cluster(one["label"], tuple(one["leading"]), tuple(one["related"]), one["inside"], one["promises"])
        for name, one in _trades().items() if name not in OTHER_TRADES
    }


def other_trade(name: str) -> Mapping[str, str]:
    """Industry code -> word in the firm's name, of outsiders, storage, offices or services."""
    trade: Mapping[str, str] = _trades()[name]
    return trade


def longquan() -> list[ParkPlan]:
    """The eight parks of the demonstration county."""
    loaded = yaml.safe_load((HERE / "longquan.yaml").read_text(encoding="utf-8"))
    return [_longquan_park(index, one) for index, one in enumerate(loaded)]


def _longquan_park(index: int, given: Row) -> ParkPlan:
    own = {
        "cluster": clusters()[given["cluster"]],
        "centre": tuple(given["centre"]) if given["centre"] else None,
        "blocks": tuple(Block(*block) for block in given["blocks"]),
        "stories": tuple(given["stories"]),
    }
    code = f"331181{index + 1:03d}"
    return ParkPlan(**{**given, **own}, index=index, code=code, county_code="331181", county_name="龙泉市", place=index)

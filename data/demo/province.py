"""Beyond the eight parks: a province of real counties with fictional parks, drawn from the trades at random."""

from collections.abc import Iterator
from datetime import date
from random import Random
from typing import Any

from core.terms import ConversionWay, DeveloperKind, DevelopmentMode, LandUse, ParkKind, SiteSource
from data.demo.plans import Block, ParkPlan, clusters
from data.demo.stories import STORIES
from data.reference import counties

HOME = "331181"
SIDES = ("城东", "城西", "城南", "城北", "新区", "滨江", "临港", "东湖", "西溪", "南山", "北门", "河口", "大桥", "平原")
STORIES_PER_PARK = 4


def province(first: int, last: int, seed: int) -> Iterator[ParkPlan]:
    """Plans of the parks with these running numbers (from 0), spread evenly over the counties, county by county."""
    others = [one for one in counties().to_dict("records") if one["code"] != HOME]
    count = max(last - first, 0)
    index = first
    for number, county in enumerate(others):
        for place in range(count * (number + 1) // len(others) - count * number // len(others)):
            yield _plan(index, place, county, Random(f"{seed}/plan/{index}"))
            index += 1


def _plan(index: int, place: int, county: dict[Any, Any], draw: Random) -> ParkPlan:
    cluster = draw.choice(list(clusters().values()))
    side = SIDES[place % len(SIDES)]
    is_private = draw.random() < 0.12
    sold = draw.choice((0.3, 0.5)) if is_private else draw.choice((0, 0, 0.05, 0.1, 0.2))
    longitude, latitude = county["approximate_longitude"], county["approximate_latitude"]
    return ParkPlan(
        index=index, code=f"{county['code']}{place + 1:03d}", county_code=county["code"], county_name=county["name"],
        place=place, name=f"{county['name']}{side}{cluster.label}小微企业园", town=f"{side}街道", cluster=cluster,
        floor_area_ratio=draw.uniform(0.9, 1.8), inside=draw.choice((0.68, 0.75, 0.8, 0.85, 0.9)),
        let=draw.uniform(0.78, 0.95), sold=sold, park=_park(county["name"], is_private, draw), blocks=_blocks(draw),
        centre=(round(longitude + draw.uniform(-0.05, 0.05), 5), round(latitude + draw.uniform(-0.04, 0.04), 5)),
        rotation=draw.uniform(-45, 45), reports_from=2020,
        stories=tuple(draw.sample(sorted(STORIES), k=STORIES_PER_PARK)),
    )


def _park(county: str, is_private: bool, draw: Random) -> dict[str, Any]:
    is_stock = draw.random() < 0.45
    operator = f"{county}小微园运营管理有限公司（演示）"
    rent = draw.choice((9, 11, 12.5, 14, 16))
    ways = [way.value for way in ConversionWay]
    return {
        "kind": (ParkKind.OTHER if draw.random() < 0.08 else ParkKind.MANUFACTURING).value,
        "site_source": (SiteSource.STOCK if is_stock else SiteSource.NEW).value, "is_in_plan": draw.random() < 0.94,
        "development_mode": (DevelopmentMode.STOCK_LAND if is_stock else DevelopmentMode.STATE_LAND).value,
        "conversion_way": draw.choice(ways) if is_stock and draw.random() < 0.95 else None,
        "land_use": LandUse.INDUSTRIAL.value if draw.random() < 0.92 else None, "is_industrial_estate": is_private,
        "developer": f"{county}{'创业置地' if is_private else '工业园区开发'}有限公司（演示）",
        "developer_kind": (DeveloperKind.PRIVATE if is_private else DeveloperKind.STATE_OWNED).value,
        "operators": operator, "agreed_leading_ratio": draw.choice((0.4, 0.5, 0.6, None)),
        "agreed_self_held_ratio": draw.choice((0.5, 0.6, 0.7)), "agreed_sold_ratio": draw.choice((0.3, 0.4, 0.5)),
        "guide_rent_yuan": rent, "guide_price_yuan": 2000 + 80 * rent,
    }


def _blocks(draw: Random) -> tuple[Block, ...]:
    """Three to five factories and one house with canteen, offices or dormitories; one in eight is not finished."""
    blocks = [
        Block("production", draw.choice((3, 4, 4)), draw.choice((3, 4)), draw.choice((66, 72, 78, 84)),
              draw.choice((28, 32, 36)), _completed(draw))
        for _ in range(draw.choice((3, 3, 4)))
    ]
    if draw.random() < 0.12:
        blocks[-1] = blocks[-1]._replace(completed_on=None)
    last = Block(draw.choice(("office", "living")), draw.choice((4, 5)), 2, 42, 18, blocks[0].completed_on)
    return (*blocks, last)


def _completed(draw: Random) -> date:
    return date(draw.randint(2017, 2022), draw.randint(1, 12), draw.randint(1, 28))

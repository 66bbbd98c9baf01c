"""The land: the park's own row, its buildings with outlines on a rotated grid, and their spaces floor by floor."""

from math import cos, radians, sin
from random import Random

from core.terms import MU_IN_M2, CoordinateSystem, SpaceUse, Tenure
from data.demo.plans import LAST_DAY, Block, ParkPlan, Row

METRES_PER_DEGREE = 111_000
GAP_M = 22
USABLE = 0.92
"""Share of a floor that is let; the rest is stairs, lifts and walls."""
GROUND = {"height": (6.0, 8.0), "load": (1500, 2000)}
UPPER = {"height": (4.5, 5.4), "load": (750, 1000)}
ROOMS = {"height": (4.2, 4.5), "load": (500, 500)}


def park_row(plan: ParkPlan) -> Row:
    """The row of the park; its areas follow from its blocks."""
    floor_area = sum(block.footprint_m2 * block.floors for block in plan.blocks)
    longitude, latitude = plan.centre or (None, None)
    return {
        "code": plan.code, "county_code": plan.county_code, "name": plan.name, "town": plan.town,
        "is_industrial_estate": None, "conversion_way": None, "collective_shareholders": None,
        "site_area_mu": round(floor_area / plan.floor_area_ratio / MU_IN_M2, 1), "floor_area_m2": round(floor_area),
        "leading_codes": "、".join(plan.cluster.leading), "related_codes": "、".join(plan.cluster.related),
        "longitude": longitude, "latitude": latitude,
        "coordinate_system": CoordinateSystem.CGCS2000.value if plan.centre else None,
        "reporter": "园区信息员（演示）", **plan.park,
    }


def building_rows(plan: ParkPlan) -> list[Row]:
    outlines = _outlines(plan) if plan.centre and plan.has_outlines else [None] * len(plan.blocks)
    return [
        {"park_code": plan.code, "code": f"{number}", "name": f"{number}号楼", "floors": block.floors,
         "completed_on": block.completed_on, "outline_wkt": outline}
        for number, (block, outline) in enumerate(zip(plan.blocks, outlines, strict=True), start=1)
    ]


def _outlines(plan: ParkPlan) -> list[str]:
    """Two columns of buildings about the park's point, turned by its angle, as WKT in longitude and latitude."""
    assert plan.centre is not None
    wide = max(block.width_m for block in plan.blocks) + GAP_M
    deep = max(block.depth_m for block in plan.blocks) + GAP_M
    rows = (len(plan.blocks) + 1) // 2
    middles = [((n % 2 - 0.5) * wide, ((rows - 1) / 2 - n // 2) * deep) for n in range(len(plan.blocks))]
    placed = zip(plan.blocks, middles, strict=True)
    return [_outline(block, middle, plan.centre, plan.rotation) for block, middle in placed]


def _outline(block: Block, middle: tuple[float, float], centre: tuple[float, float], rotation: float) -> str:
    x, y = block.width_m / 2, block.depth_m / 2
    corners = [(-x, -y), (x, -y), (x, y), (-x, y), (-x, -y)]
    if block.use == "office":
        corners = [(-x, -y), (x, -y), (x, 0), (0, 0), (0, y), (-x, y), (-x, -y)]
    places = (_on_earth(middle[0] + east, middle[1] + north, centre, rotation) for east, north in corners)
    return f"POLYGON(({', '.join(f'{longitude:.7f} {latitude:.7f}' for longitude, latitude in places)}))"


def _on_earth(east: float, north: float, centre: tuple[float, float], rotation: float) -> tuple[float, float]:
    turn, (longitude, latitude) = radians(rotation), centre
    turned = east * cos(turn) - north * sin(turn), east * sin(turn) + north * cos(turn)
    per_degree = METRES_PER_DEGREE * cos(radians(latitude))
    return longitude + turned[0] / per_degree, latitude + turned[1] / METRES_PER_DEGREE


def space_rows(plan: ParkPlan, draw: Random) -> list[Row]:
    """Spaces by building and floor; some 3 in 100 are out of use, some vacancies not yet listed."""
    return [
        space
        for number, block in enumerate(plan.blocks, start=1)
        for floor in range(1, block.floors + 1)
        for space in _floor(plan, block, f"{number}", floor, draw)
    ]


def _floor(plan: ParkPlan, block: Block, building: str, floor: int, draw: Random) -> list[Row]:
    area = block.footprint_m2 * USABLE
    shares = [draw.uniform(0.8, 1.25) for _ in range(block.spaces_per_floor)]
    return [
        {"park_code": plan.code, "code": f"{building}-{floor}{number:02d}", "building_code": building, "floor": floor,
         "area_m2": round(area * share / sum(shares), 1), **_use(plan, block, floor, number, draw)}
        for number, share in enumerate(shares, start=1)
    ]


def _use(plan: ParkPlan, block: Block, floor: int, number: int, draw: Random) -> Row:
    use = _purpose(block, floor, number)
    kind = ROOMS if block.use != "production" else GROUND if floor == 1 else UPPER
    is_for_sale = use is SpaceUse.PRODUCTION and draw.random() < plan.sold * 1.25
    is_finished = block.completed_on is not None and block.completed_on <= LAST_DAY
    return {
        "use": use.value, "tenure": (Tenure.FOR_SALE if is_for_sale else Tenure.SELF_HELD).value,
        "height_m": round(draw.uniform(*kind["height"]), 1), "load_kg_m2": 50 * round(draw.uniform(*kind["load"]) / 50),
        "is_disused": is_finished and draw.random() < 0.03, "is_listed": True,
    }


def _purpose(block: Block, floor: int, number: int) -> SpaceUse:
    if block.use == "production":
        return SpaceUse.STORAGE if floor == 1 and number == block.spaces_per_floor else SpaceUse.PRODUCTION
    if floor == 1:
        return SpaceUse.SERVICE
    return SpaceUse.OFFICE if block.use == "office" else SpaceUse.DORMITORY

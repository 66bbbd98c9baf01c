"""Where things lie: points and outlines in any of the three coordinate systems, brought to CGCS2000 (≈ WGS84)."""

from collections.abc import Iterable, Sequence
from math import cos, radians

import prcoords
import shapely
from shapely.geometry import MultiPolygon, Polygon

from core.terms import CoordinateSystem

Point = tuple[float, float]
"""Longitude and latitude in degrees."""
Rings = list[list[Point]]
"""The outer ring of a polygon, then its holes."""

METRES_PER_DEGREE = 111_320
GAP_M = 20

TO_WGS84 = {CoordinateSystem.GCJ02: prcoords.gcj_wgs_bored, CoordinateSystem.BD09: prcoords.bd_wgs_bored}


def on_map(longitude: float, latitude: float, system: str | None) -> Point:
    """A point in CGCS2000; one without a named system is taken to be in it already."""
    inverse = TO_WGS84.get(system) if system else None  # type: ignore[call-overload]
    if inverse is None:
        return longitude, latitude
    found = inverse((latitude, longitude), False)
    return float(found.lon), float(found.lat)


def outlines(wkt: str | None, system: str | None) -> list[Rings]:
    """The polygons of a WKT text in CGCS2000; none where it is blank, cannot be read or is no area."""
    shape = shapely.from_wkt(wkt, on_invalid="ignore") if wkt else None
    if shape is None:
        return []
    polygons = shape.geoms if isinstance(shape, MultiPolygon) else [shape]
    return [_rings(one, system) for one in polygons if isinstance(one, Polygon) and not one.is_empty]


def _rings(polygon: Polygon, system: str | None) -> Rings:
    return [_moved(ring.coords, system) for ring in (polygon.exterior, *polygon.interiors)]


def _moved(coordinates: Iterable[tuple[float, ...]], system: str | None) -> list[Point]:
    return [on_map(point[0], point[1], system) for point in coordinates]


def boxes(areas_m2: Sequence[float], centre: Point) -> list[Rings]:
    """A made-up place for each building of which only the area of a floor is known: boxes on a grid about the centre.

    They stand in two columns, the first in the north-west; each is twice as long as deep.
    """
    if not areas_m2:
        return []
    wide, deep = (max(areas_m2) * 2) ** 0.5 + GAP_M, (max(areas_m2) / 2) ** 0.5 + GAP_M
    rows = (len(areas_m2) + 1) // 2
    return [
        [_box(((place % 2 - 0.5) * wide, ((rows - 1) / 2 - place // 2) * deep), area, centre)]
        for place, area in enumerate(areas_m2)
    ]


def _box(middle: tuple[float, float], area_m2: float, centre: Point) -> list[Point]:
    x, y = (area_m2 * 2) ** 0.5 / 2, (area_m2 / 2) ** 0.5 / 2
    corners = ((-x, -y), (x, -y), (x, y), (-x, y), (-x, -y))
    return [shifted(centre, middle[0] + east, middle[1] + north) for east, north in corners]


def shifted(place: Point, east_m: float, north_m: float) -> Point:
    """A point so many metres away; good to a metre within some kilometres."""
    north = place[1] + north_m / METRES_PER_DEGREE
    return place[0] + east_m / (METRES_PER_DEGREE * cos(radians(place[1]))), north

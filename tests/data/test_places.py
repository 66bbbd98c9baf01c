"""Points and outlines in three coordinate systems."""

import prcoords
import pytest
from pyproj import Geod

from data.places import boxes, on_map, outlines, shifted

LONGQUAN = (119.1488, 28.0851)
EARTH = Geod(ellps="WGS84")


def metres(one, other):
    return EARTH.inv(*one, *other)[2]


@pytest.mark.parametrize(("system", "forward", "shift"), [
    ("GCJ-02", prcoords.wgs_gcj, 608), ("BD-09", prcoords.wgs_bd, 1184),
])
def test_a_shifted_point_comes_back_to_the_millimetre(system, forward, shift):
    latitude, longitude = forward((LONGQUAN[1], LONGQUAN[0]))
    assert metres((longitude, latitude), LONGQUAN) == pytest.approx(shift, abs=1)
    assert metres(on_map(longitude, latitude, system), LONGQUAN) < 0.1


@pytest.mark.parametrize("system", ["CGCS2000", None])
def test_a_point_in_the_national_system_stays_where_it_is(system):
    assert on_map(*LONGQUAN, system) == LONGQUAN


def test_an_outline_keeps_its_holes_and_parts():
    wkt = ("MULTIPOLYGON(((0 0, 4 0, 4 4, 0 4, 0 0), (1 1, 2 1, 2 2, 1 2, 1 1)), ((9 9, 10 9, 10 10, 9 9)))")
    first, second = outlines(wkt, "CGCS2000")
    assert [len(ring) for ring in first] == [5, 5]
    assert second == [[(9, 9), (10, 9), (10, 10), (9, 9)]]


def test_an_outline_is_moved_like_its_park():
    (ring,), = outlines("POLYGON((119.16 28.08, 119.161 28.08, 119.161 28.081, 119.16 28.08))", "GCJ-02")
    assert ring[0] == on_map(119.16, 28.08, "GCJ-02")
    assert 500 < metres(ring[0], (119.16, 28.08)) < 700


@pytest.mark.parametrize("wkt", [None, "", "POINT(1 2)", "POLYGON EMPTY", "LINESTRING(0 0, 1 1)", "not a shape"])
def test_what_is_no_area_has_no_outline(wkt):
    assert outlines(wkt, None) == []


def test_made_up_boxes_have_the_right_area_and_stand_apart():
    areas = [900.0, 400.0, 100.0]
    found = [box[0] for box in boxes(areas, LONGQUAN)]
    for ring, area in zip(found, areas, strict=True):
        across, along = metres(ring[0], ring[1]), metres(ring[1], ring[2])
        assert across * along == pytest.approx(area, rel=0.02)
        assert across == pytest.approx(2 * along, rel=0.02)
    spans = [(min(x for x, _ in ring), max(x for x, _ in ring), min(y for _, y in ring), max(y for _, y in ring))
             for ring in found]
    for place, one in enumerate(spans):
        for other in spans[place + 1:]:
            assert one[1] < other[0] or other[1] < one[0] or one[3] < other[2] or other[3] < one[2]


def test_no_areas_make_no_boxes():
    assert boxes([], LONGQUAN) == []


def test_a_shift_is_as_long_as_said():
    assert metres(LONGQUAN, shifted(LONGQUAN, 300, 400)) == pytest.approx(500, rel=0.01)

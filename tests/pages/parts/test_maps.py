"""What maps decide: the view that fills the frame, labels that stay apart, classes and their colours."""

from math import nan

import pytest

from data.reference import outline
from pages.parts.look import OTHER_TONE
from pages.parts.map_scale import FIGURES, FLOORS, scale_for
from pages.parts.map_view import apart, eye_of, fit, mercator

RING = [(x, y, 0.0) for x, y in outline()["features"][0]["geometry"]["coordinates"][0]]


def seen_in(view, places, height):
    return eye_of(view, height).seen(mercator(places))


@pytest.mark.parametrize(("width", "height"), [(680, 508), (1050, 708), (520, 420), (1200, 420)])
@pytest.mark.parametrize(("pitch", "bearing"), [(0, 0), (38, -6), (50, -20)])
def test_the_county_fills_the_frame_and_stays_inside(width, height, pitch, bearing):
    view = fit(RING, width, height, pitch=pitch, bearing=bearing, margin=0.05)
    points = seen_in(view, RING, height)
    left, right = min(x for x, _ in points), max(x for x, _ in points)
    low, high = min(y for _, y in points), max(y for _, y in points)
    assert max((right - left) / (0.9 * width), (high - low) / (0.9 * height)) == pytest.approx(1, abs=0.01)
    assert [abs(left + right), abs(low + high)] == pytest.approx([0, 0], abs=2)


def test_without_pitch_a_degree_is_as_wide_as_mercator_says():
    view = fit([(119, 28, 0), (120, 28, 0)], 500, 500, margin=0)
    assert 512 * 2**view.zoom / 360 == pytest.approx(500, rel=1e-3)


def test_a_single_place_is_not_looked_at_from_nowhere():
    view = fit([(119, 28, 0)], 700, 500, closest=14)
    assert [view.longitude, view.latitude] == pytest.approx([119, 28])
    assert view.zoom == pytest.approx(14, abs=0.01)


def test_labels_on_one_spot_are_moved_apart_and_a_lonely_one_stays():
    view = fit(RING, 700, 500, pitch=38)
    places, size = [(119.1, 28.0, 0.0)] * 3 + [(118.8, 28.1, 0.0)], (100.0, 20.0)
    offsets = apart(places, [size] * 4, view, 500)
    assert sorted(down for _, down in offsets[:3]) == [-40, -20, 0]
    assert offsets[3] == [0, 0]


@pytest.mark.parametrize(("values", "breaks"), [
    ([0.824, 0.891], (0.84, 0.86, 0.88, 0.9)),
    ([0.55, 0.95], (0.6, 0.7, 0.8, 0.9)),
    ([0.0, 1.0], (0.2, 0.4, 0.6, 0.8)),
    ([1.0, 1.0], (0.92, 0.94, 0.96, 0.98)),
])
def test_ratios_are_told_apart_by_round_classes(values, breaks):
    assert scale_for(FIGURES["occupancy"], values).breaks == pytest.approx(breaks)


def test_counts_reach_their_largest_value_in_steps_of_one_two_or_five():
    assert scale_for(FIGURES["vacant_m2"], [965, 3752]).breaks == (1000, 2000, 3000, 4000)
    assert scale_for(FIGURES["alerts"], [0, 3]).breaks == (1, 2, 3, 4)
    assert scale_for(FIGURES["alerts"], []).breaks == (1, 2, 3, 4)


def test_the_break_itself_belongs_to_the_upper_class():
    tones = [FLOORS.tone(value) for value in (0.599, 0.6, 0.9, 1.0)]
    ramp = FLOORS.figure.ramp
    assert tones == [ramp[0], ramp[1], ramp[4], ramp[4]]
    assert FLOORS.labels == ["低于60%", "60%–70%", "70%–80%", "80%–90%", "90%及以上"]


def test_what_is_unknown_is_grey():
    assert FLOORS.tone(nan) == OTHER_TONE
    assert scale_for(FIGURES["occupancy"], [nan, 0.8]).tone(nan) == OTHER_TONE

"""From where a map is looked at, so that what it shows fills its frame."""

from collections.abc import Sequence
from math import asinh, atan, cos, degrees, pi, radians, sin, sinh, tan

import pydeck as pdk

TILE_PX = 512
CAMERA = 1.5
"""Distance of the camera from the middle of the frame, in heights of the frame (deck.gl's own)."""
EARTH_M = 40_075_017

Place = tuple[float, float, float]
"""Longitude, latitude and height in metres."""


def fit(
    places: Sequence[Place], width: float, height: float, *, pitch: float = 0, bearing: float = 0, closest: float = 20,
    margin: float = 0.08,
) -> pdk.ViewState:
    """The nearest view (width × height in pixels) in which all places are seen, with a margin on each side."""
    frame = _Frame(width * (1 - 2 * margin), height * (1 - 2 * margin), height, radians(pitch), radians(bearing))
    flat = [_mercator(*place) for place in places]
    low, high = 0.0, closest
    for _ in range(30):
        middle = (low + high) / 2
        low, high = (middle, high) if frame.holds(flat, middle) else (low, middle)
    x, y = frame.centre(flat, low)
    return pdk.ViewState(
        longitude=360 * x - 180, latitude=_latitude(y), zoom=low, pitch=pitch, bearing=bearing, min_zoom=low - 2,
    )


def apart(
    places: Sequence[Place], sizes: Sequence[tuple[float, float]], view: pdk.ViewState, height: float
) -> list[list[int]]:
    """For labels standing centred on places, sizes in pixels: how far to move each one up so that none hides another.

    height: of the frame. Offsets are (across, down), as deck.gl takes them.
    """
    frame = _Frame(0, 0, height, radians(view.pitch), radians(view.bearing))
    seen = frame.seen([_mercator(*place) for place in places], *_mercator(view.longitude, view.latitude, 0)[:2],
                      TILE_PX * 2**view.zoom)
    offsets = [[0, 0] for _ in places]
    taken: list[tuple[float, float, float, float]] = []
    for place in sorted(range(len(places)), key=lambda one: seen[one][1]):
        (x, y), (wide, high) = seen[place], sizes[place]
        foot = y
        while blocking := [top for left, right, low, top in taken
                           if x - wide / 2 < right and left < x + wide / 2 and foot < top and low < foot + high]:
            foot = max(blocking)
        taken.append((x - wide / 2, x + wide / 2, foot, foot + high))
        offsets[place] = [0, -round(foot - y)]
    return offsets


class _Frame:
    """A frame in pixels; places are in the unit square of the Mercator map, y to the north."""

    def __init__(self, wide: float, high: float, full_height: float, pitch: float, bearing: float) -> None:
        self.wide, self.high, self.camera = wide, high, CAMERA * full_height
        self.pitch, self.bearing = pitch, bearing

    def centre(self, places: Sequence[Place], zoom: float) -> tuple[float, float]:
        """The point of the ground to look at, so that the places lie evenly about the middle of the frame."""
        scale = TILE_PX * 2**zoom
        x, y = places[0][0], places[0][1]
        for _ in range(8):
            left, right, down, up = self._extent(places, x, y, scale)
            across, along = (left + right) / 2 / scale, (down + up) / 2 / cos(self.pitch) / scale
            x += across * cos(self.bearing) + along * sin(self.bearing)
            y += along * cos(self.bearing) - across * sin(self.bearing)
        return x, y

    def holds(self, places: Sequence[Place], zoom: float) -> bool:
        left, right, down, up = self._extent(places, *self.centre(places, zoom), TILE_PX * 2**zoom)
        return right - left <= self.wide and up - down <= self.high

    def _extent(self, places: Sequence[Place], x: float, y: float, scale: float) -> tuple[float, float, float, float]:
        seen = self.seen(places, x, y, scale)
        across, along = [one[0] for one in seen], [one[1] for one in seen]
        return min(across), max(across), min(along), max(along)

    def seen(self, places: Sequence[Place], x: float, y: float, scale: float) -> list[tuple[float, float]]:
        """Where places appear, in pixels from the middle of the frame, which looks at x, y; upwards is positive."""
        return [self._seen((px - x) * scale, (py - y) * scale, pz * scale) for px, py, pz in places]

    def _seen(self, east: float, north: float, up: float) -> tuple[float, float]:
        """Where a place appears, in pixels from the middle of the frame."""
        across = east * cos(self.bearing) - north * sin(self.bearing)
        along = east * sin(self.bearing) + north * cos(self.bearing)
        away = self.camera + along * sin(self.pitch) - up * cos(self.pitch)
        nearness = self.camera / max(away, self.camera / 10)
        return across * nearness, (along * cos(self.pitch) + up * sin(self.pitch)) * nearness


def _mercator(longitude: float, latitude: float, height_m: float) -> Place:
    turn = radians(latitude)
    return (longitude + 180) / 360, 0.5 + asinh(tan(turn)) / (2 * pi), height_m / (EARTH_M * cos(turn))


def _latitude(y: float) -> float:
    return degrees(atan(sinh((y - 0.5) * 2 * pi)))

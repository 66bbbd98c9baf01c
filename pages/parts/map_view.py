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
        seen = [self._seen((px - x) * scale, (py - y) * scale, pz * scale) for px, py, pz in places]
        across, along = [one[0] for one in seen], [one[1] for one in seen]
        return min(across), max(across), min(along), max(along)

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

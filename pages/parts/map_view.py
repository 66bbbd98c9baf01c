"""From where a map is looked at, so that what it shows fills its frame."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import atan, cos, degrees, log2, pi, radians, sin, sinh

import numpy as np
import numpy.typing as npt
import pydeck as pdk

TILE_PX = 512
CAMERA = 1.5
"""Distance of the camera from the middle of the frame, in heights of the frame (deck.gl's own)."""
EARTH_M = 40_075_017
ROUNDS, STRIDE = 40, 0.7
"""How often a view is bettered, and how much of what is still wrong is mended each time."""

Place = tuple[float, float, float]
"""Longitude, latitude and height in metres."""
Floats = npt.NDArray[np.float64]


def fit(
    places: Sequence[Place], width: float, height: float, *, pitch: float = 0, bearing: float = 0, closest: float = 20,
    margin: float = 0.08,
) -> pdk.ViewState:
    """The nearest view (width × height in pixels) in which all places are seen, with a margin on each side."""
    flat = mercator(places)
    low, high = flat.min(axis=0), flat.max(axis=0)
    room = np.array([width, height]) * (1 - 2 * margin)
    zoom = min(closest, log2(width / TILE_PX / max(*(high - low)[:2], 1e-9)))
    eye = Eye((low[0] + high[0]) / 2, (low[1] + high[1]) / 2, zoom, height, radians(pitch), radians(bearing))
    for _ in range(ROUNDS):
        eye = _bettered(eye, flat, room, closest)
    return pdk.ViewState(
        longitude=360 * eye.x - 180, latitude=degrees(atan(sinh((eye.y - 0.5) * 2 * pi))), zoom=eye.zoom, pitch=pitch,
        bearing=bearing, min_zoom=eye.zoom - 2,
    )


def apart(
    places: Sequence[Place], sizes: Sequence[tuple[float, float]], view: pdk.ViewState, height: float
) -> list[list[int]]:
    """For labels standing centred on places, sizes in pixels: how far to move each one up so that none hides another.

    height: of the frame. Offsets are (across, down), as deck.gl takes them.
    """
    seen = eye_of(view, height).seen(mercator(places))
    offsets = [[0, 0] for _ in places]
    taken: list[tuple[float, float, float, float]] = []
    for place in np.argsort(seen[:, 1]):
        (x, y), (wide, high) = seen[place], sizes[place]
        foot = y
        while blocking := [top for left, right, low, top in taken
                           if x - wide / 2 < right and left < x + wide / 2 and foot < top and low < foot + high]:
            foot = max(blocking)
        taken.append((x - wide / 2, x + wide / 2, foot, foot + high))
        offsets[place] = [0, -round(foot - y)]
    return offsets


@dataclass(frozen=True)
class Eye:
    """Looking at x, y of the Mercator unit square, y to the north; height of the frame in pixels, angles in radians."""

    x: float
    y: float
    zoom: float
    height: float
    pitch: float
    bearing: float

    def seen(self, places: Floats) -> Floats:
        """Where places appear: pixels from the middle of the frame, to the right and upwards."""
        east, north, up = ((places - (self.x, self.y, 0)) * TILE_PX * 2**self.zoom).T
        across = east * cos(self.bearing) - north * sin(self.bearing)
        along = east * sin(self.bearing) + north * cos(self.bearing)
        camera = CAMERA * self.height
        away = camera + along * sin(self.pitch) - up * cos(self.pitch)
        nearness = camera / np.maximum(away, camera / 10)
        return np.column_stack([across, along * cos(self.pitch) + up * sin(self.pitch)]) * nearness[:, None]


def eye_of(view: pdk.ViewState, height: float) -> Eye:
    """The view of a deck as an eye."""
    x, y, _ = mercator([(view.longitude, view.latitude, 0)])[0]
    return Eye(x, y, view.zoom, height, radians(view.pitch), radians(view.bearing))


def mercator(places: Sequence[Place]) -> Floats:
    """Places in the Mercator unit square, y to the north, heights in the same unit."""
    longitude, latitude, height_m = np.array(places, dtype=float).T
    turn = np.radians(latitude)
    return np.column_stack([
        (longitude + 180) / 360, 0.5 + np.arcsinh(np.tan(turn)) / (2 * pi), height_m / (EARTH_M * np.cos(turn)),
    ])


def _bettered(eye: Eye, places: Floats, room: Floats, closest: float) -> Eye:
    """A step nearer to places that lie evenly about the middle and just fit the room."""
    seen = eye.seen(places)
    low, high = seen.min(axis=0), seen.max(axis=0)
    across, along = STRIDE * (low + high) / 2 / (TILE_PX * 2**eye.zoom)
    zoom = eye.zoom + STRIDE * float(np.log2(np.min(room / np.maximum(high - low, 1e-6))))
    return replace(
        eye, zoom=min(zoom, closest), x=eye.x + across * cos(eye.bearing) + along * sin(eye.bearing),
        y=eye.y + along * cos(eye.bearing) - across * sin(eye.bearing),
    )

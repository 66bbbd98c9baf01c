"""Stacked columns: which parts bear their values inside, and where the values of all others stand beside the column."""

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TypeGuard

from core.paper import Chart
from data.documents.letters import width

LINE = 1.2
"""Height of a value, in letters."""
GAP_WIDTH = 130
"""Between columns, in hundredths of a column: room for the values beside them."""
SIDE, TOP, LEGEND, MOST_NAME_LINES = 0.02, 0.03, 2.2, 3


@dataclass(frozen=True)
class Room:
    """A native chart in points: all of it, and the size of its values and of its names."""

    width: float
    height: float
    letters: float
    names: float


@dataclass(frozen=True)
class Plot:
    """Where the columns stand, in parts of the chart; high: the value at its upper end."""

    left: float
    top: float
    width: float
    height: float
    high: float


def plot_of(chart: Chart, room: Room) -> Plot:
    """Beneath it names and legend."""
    slot = room.width * (1 - 2 * SIDE) / max(len(chart.categories), 1)
    lines = max((math.ceil(width(name) * room.names / slot) for name in chart.categories), default=1)
    beneath = min(lines, MOST_NAME_LINES) * LINE + 0.6 + LEGEND * (len(chart.series) > 1)
    piles = zip(*(one.values for one in chart.series), strict=True)
    high = max([chart.target or 0.0, *(sum(value for value in pile if _is_part(value)) for pile in piles)])
    height = max(1 - TOP - beneath * room.names / room.height, 0.3)
    return Plot(SIDE, TOP, 1 - 2 * SIDE, height, high * 1.02 or 1.0)


def beside(chart: Chart, room: Room) -> dict[tuple[int, int], tuple[float, float]]:
    """(series, category) -> how far right of and below its part a value stands, in parts of the chart."""
    plot = plot_of(chart, room)
    column = room.width * plot.width / max(len(chart.categories), 1) / (1 + GAP_WIDTH / 100)
    scale = room.height * plot.height / plot.high
    moved = {}
    for place, _ in enumerate(chart.categories):
        parts = list(_parts([one.values[place] for one in chart.series], scale))
        small = [part for part in parts if not _is_inside(chart.written(part.value), part, column, room.letters)]
        spots = spread([part.middle for part in small], room.letters * LINE, room.height * plot.height)
        for part, spot in zip(small, spots, strict=True):
            right = column / 2 + width(chart.written(part.value)) * room.letters / 2 + room.letters * 0.3
            moved[part.order, place] = right / room.width, (part.middle - spot) / room.height
    return moved


def spread(middles: Sequence[float], apart: float, high: float) -> list[float]:
    """Places from the bottom up, near the wanted ones, so far apart that no line covers another or the ground.

    None is above high, unless there is no room.
    """
    spots, least, most = list(middles), apart / 2, high
    for place, middle in enumerate(middles):
        spots[place] = max(middle, least)
        least = spots[place] + apart
    for place in reversed(range(len(spots))):
        spots[place] = min(spots[place], most)
        most = spots[place] - apart
    return spots


@dataclass(frozen=True)
class _Part:
    order: int
    value: float
    middle: float
    height: float


def _parts(values: Sequence[float | None], scale: float) -> Iterator[_Part]:
    below = 0.0
    for order, value in enumerate(values):
        if _is_part(value):
            yield _Part(order, value, (below + value / 2) * scale, abs(value) * scale)
            below += value


def _is_part(value: float | None) -> TypeGuard[float]:
    """Neither missing nor a nought."""
    return bool(value) and not math.isnan(value or 0.0)


def _is_inside(text: str, part: _Part, column: float, letters: float) -> bool:
    return part.height >= letters * LINE and width(text) * letters <= column

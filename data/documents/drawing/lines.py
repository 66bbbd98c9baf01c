"""Lines over time; what is missing interrupts them and is named at the axis."""

from collections.abc import Iterator
from itertools import groupby, pairwise

from core.paper import MISSING
from data.documents.drawing.axes import axes, centres, target, with_room
from data.documents.drawing.frame import Frame, Scale, heights, is_known
from data.documents.drawing.svg import dot, lettering, stroke, width_of

MOST_LABELS = 30
"""With more points than this, only the last of each line bears its value, and the axis says the rest."""
AWAY = (-0.95, 0.95, -2.0, 2.0, -3.0, 3.0)
"""Above or below its point, in letters: where a value is looked for a place, the nearest first."""
Spot = tuple[float, float, float, float]


def lines(frame: Frame) -> Iterator[str]:
    """One line a series."""
    frame, scale = with_room(frame, *_reach(frame))
    yield from axes(frame, scale)
    yield from target(frame, scale)
    for series, colour in zip(frame.chart.series, frame.colours, strict=True):
        points = _points(frame, scale, series.values)
        for is_gap, run in groupby(points, key=lambda point: point is None):
            if not is_gap:
                found = [point for point in run if point]
                yield stroke(found, colour, frame.size / 6)
                yield from (dot(x, y, frame.size / 4, colour) for x, y in found)
    yield from _labels(frame, scale)
    yield from _missing(frame, scale)


def _reach(frame: Frame) -> tuple[float, float]:
    """From zero, unless all values lie in the upper half: then what moves would not be seen."""
    _, *reach = heights(frame.chart)
    low, high = min(reach), max(reach)
    return (low - (high - low) * 0.2 if low > high / 2 > 0 and high > low else min(low, 0.0)), max(high, 0.0)


def _points(frame: Frame, scale: Scale, values: tuple[float | None, ...]) -> list[tuple[float, float] | None]:
    return [
        (x, scale.at(value)) if value is not None and is_known(value) else None
        for x, value in zip(centres(frame), values, strict=True)
    ]


def _labels(frame: Frame, scale: Scale) -> Iterator[str]:
    """Values near their points, the latest first; none covers another."""
    size = frame.size
    taken: list[Spot] = list(_dots(frame, scale))
    count = len(frame.chart.categories)
    shown = range(count) if count * len(frame.chart.series) <= MOST_LABELS else range(count - 1, count)
    for place in reversed(shown):
        x = centres(frame)[place]
        for series, colour in zip(frame.chart.series, frame.colours, strict=True):
            value = series.values[place]
            if value is None or not is_known(value):
                continue
            text = frame.chart.written(value)
            half = width_of(text, size) / 2
            for away in AWAY:
                y = scale.at(value) + size * away
                spot = (x - half, y - size * 0.45, x + half, y + size * 0.45)
                is_inside = frame.top - size < y < frame.bottom - size * 0.5
                if is_inside and not any(_overlap(spot, other) for other in taken):
                    taken.append(spot)
                    ink = _label_ink(frame, colour)
                    yield lettering(x, y, text, size, ink, anchor="middle", halo=frame.theme.ground)
                    break


def _label_ink(frame: Frame, colour: str) -> str:
    """Several lines name their values in their colours."""
    return frame.theme.ink if len(frame.chart.series) == 1 else frame.readable(colour)


def _dots(frame: Frame, scale: Scale) -> Iterator[Spot]:
    """Where labels would cover a point or a line half-way between two points."""
    radius = frame.size * 0.3
    for series in frame.chart.series:
        points = _points(frame, scale, series.values)
        halves = [((a[0] + b[0]) / 2, (a[1] + b[1]) / 2) for a, b in pairwise(points) if a and b]
        for x, y in [*(point for point in points if point), *halves]:
            yield x - radius, y - radius, x + radius, y + radius


def _overlap(one: Spot, other: Spot) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _missing(frame: Frame, scale: Scale) -> Iterator[str]:
    """At the axis, with a dot of the line that it belongs to."""
    size, floor = frame.size, scale.start
    for x, values in zip(centres(frame), zip(*(one.values for one in frame.chart.series), strict=True), strict=True):
        gaps = [colour for value, colour in zip(values, frame.colours, strict=True) if not is_known(value)]
        colours = [""] if len(gaps) == len(values) else gaps
        for order, colour in enumerate(colours):
            y = floor - size * (0.8 + order * 1.3)
            if colour:
                yield dot(x - width_of(MISSING, size) / 2 - size * 0.5, y, size / 4, colour)
            yield lettering(x, y, MISSING, size, frame.theme.faint, anchor="middle")

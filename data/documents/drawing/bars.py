"""Lying bars: names on the left, values at the ends, the target as an upright line."""

from collections.abc import Iterator
from dataclasses import replace

from core.paper import Chart
from data.documents.drawing.frame import Frame, Scale, heights, known
from data.documents.drawing.svg import block, lettering, stroke, width_of, wrapped

FILLED = 0.74
"""Of the height that a category has."""


def bars_height(chart: Chart, size: float) -> float:
    """As high as the bars are read best."""
    return (len(chart.categories) * max(2.2, 1.35 * len(chart.series) + 0.6) + 1.6) * size


def bars(frame: Frame) -> Iterator[str]:
    """One group of bars a category, the first on top."""
    chart, size = frame.chart, frame.size
    names = _names_width(frame)
    if chart.target is not None:
        frame = replace(frame, top=frame.top + size * 1.5)
    scale = _scale(frame, names)
    row = (frame.bottom - frame.top) / max(len(chart.categories), 1)
    for place, name in enumerate(chart.categories):
        middle = frame.top + (place + 0.5) * row
        letters = min(size, row * 0.9)
        text = wrapped(name, names, letters, 2 if row > letters * 2.3 else 1)
        yield lettering(names, middle, text, letters, frame.theme.ink, anchor="end")
        yield from _group(frame, scale, place, row)
    zero = scale.at(0)
    yield stroke([(zero, frame.top), (zero, frame.bottom)], frame.theme.faint, size / 16)
    if chart.target is not None:
        yield from _target(frame, scale, chart.target)
    for place in range(len(chart.categories)):
        yield from _values(frame, scale, place, row)


def _names_width(frame: Frame) -> float:
    longest = max((width_of(name, frame.size) for name in frame.chart.categories), default=0)
    return min(longest + frame.size * 0.2, frame.right * 0.34)


def _scale(frame: Frame, names: float) -> Scale:
    """Leaves room for the values behind the bars, on both sides if some are negative."""
    reach = list(heights(frame.chart))
    low, high = min(reach), max(reach)
    high = high if high > low else low + 1
    label = frame.size * 0.4 + max(
        width_of(frame.chart.written(value), frame.size) for one in frame.chart.series for value in one.values
    )
    return Scale(low, high, names + frame.size * 0.6 + (label if low < 0 else 0), frame.right - label)


def _group(frame: Frame, scale: Scale, place: int, row: float) -> Iterator[str]:
    thick, zero = _thickness(frame, row), scale.at(0)
    for series, colour, middle in zip(frame.chart.series, frame.colours, _middles(frame, place, row), strict=True):
        if known([value := series.values[place]]) and value:
            yield block(zero, middle - thick * 0.44, scale.at(value) - zero, thick * 0.88, colour)


def _values(frame: Frame, scale: Scale, place: int, row: float) -> Iterator[str]:
    """Over the line of the target, which would strike them through."""
    theme, letters = frame.theme, min(frame.size, row * 0.92 / len(frame.chart.series))
    for series, middle in zip(frame.chart.series, _middles(frame, place, row), strict=True):
        found = known([series.values[place]])
        value, ink = (found[0], theme.ink) if found else (0.0, theme.faint)
        text = frame.chart.written(series.values[place])
        gap, anchor = (-0.3, "end") if value < 0 else (0.3, "start")
        x = scale.at(value) + gap * frame.size
        yield lettering(x, middle, text, letters, ink, anchor=anchor, halo=theme.ground)


def _thickness(frame: Frame, row: float) -> float:
    return min(row * FILLED / len(frame.chart.series), frame.size * 2.4)


def _middles(frame: Frame, place: int, row: float) -> list[float]:
    """Of the bars of a category, from the top."""
    thick, count = _thickness(frame, row), len(frame.chart.series)
    return [frame.top + (place + 0.5) * row + (order - (count - 1) / 2) * thick for order in range(count)]


def _target(frame: Frame, scale: Scale, target: float) -> Iterator[str]:
    x, size = scale.at(target), frame.size
    yield stroke([(x, frame.top - size * 0.3), (x, frame.bottom)], frame.theme.target, size / 9, size / 2)
    half = width_of(frame.target_text, size) / 2
    middle = min(max(x, half), frame.right - half)
    yield lettering(middle, frame.top - size, frame.target_text, size, frame.theme.target, anchor="middle")

"""Upright columns, side by side or on top of each other, each with its value."""

from collections.abc import Iterator
from dataclasses import replace

from core.paper import MISSING
from data.documents.chart_piles import spread
from data.documents.drawing.axes import axes, centres, target, with_room
from data.documents.drawing.frame import Frame, Scale, heights, ink_upon, is_known, known
from data.documents.drawing.svg import block, lettering, width_of

WIDEST = 4.5
"""Of a column, in letters."""
FILLED = 0.68
PILE_WIDTH = 0.72
"""Of a column's, since the values of its small parts stand beside it."""
LEAST_LETTERS = 0.72
"""As small as a value may be written, against all other letters."""


def columns(frame: Frame) -> Iterator[str]:
    """The series of a category side by side."""
    reach = list(heights(frame.chart))
    frame, scale = with_room(frame, min(reach), max(reach))
    yield from axes(frame, scale)
    count = len(frame.chart.series)
    wide = _column_width(frame, count)
    for place, middle in enumerate(centres(frame)):
        for order, (series, colour) in enumerate(zip(frame.chart.series, frame.colours, strict=True)):
            x = middle + (order - count / 2) * wide
            yield from _column(frame, scale, series.values[place], x, wide, colour)
    yield from target(frame, scale)


def stacked(frame: Frame) -> Iterator[str]:
    """The series of a category from the bottom up, the sum above; without a sum where a part is missing."""
    piles = list(zip(*(one.values for one in frame.chart.series), strict=True))
    highs = [sum(value for value in known(pile) if value > 0) for pile in piles]
    lows = [sum(value for value in known(pile) if value < 0) for pile in piles]
    goal = frame.chart.target or 0
    aside = replace(frame, right=frame.right - frame.size * 1.2)
    frame, scale = with_room(aside, min(0, goal, *lows), max(0, goal, *highs))
    yield from axes(frame, scale)
    wide = _column_width(frame, 1) * PILE_WIDTH
    for middle, pile, high in zip(centres(frame), piles, highs, strict=True):
        yield from _pile(frame, scale, pile, middle, wide)
        yield _sum(frame, scale, pile, high, middle)
    yield from target(frame, scale)


def _column_width(frame: Frame, count: int) -> float:
    slot = (frame.right - frame.left) / max(len(frame.chart.categories), 1)
    return min(slot * FILLED / count, frame.size * WIDEST)


def _column(frame: Frame, scale: Scale, value: float | None, x: float, wide: float, colour: str) -> Iterator[str]:
    middle, zero, size = x + wide / 2, scale.at(0), frame.size
    if value is None or not is_known(value):
        yield _missing(frame, middle, zero, wide)
        return
    y = scale.at(value)
    if value:
        yield block(x + wide * 0.04, zero, wide * 0.92, y - zero, colour)
    text = frame.chart.written(value)
    room = wide * 1.12 if len(frame.chart.series) > 1 else (frame.right - frame.left) / len(frame.chart.categories)
    letters = min(size, size * room / width_of(text, size))
    if letters >= size * LEAST_LETTERS:
        above = y - size * 0.7 if value >= 0 else y + size * 0.7
        yield lettering(middle, above, text, letters, frame.theme.ink, anchor="middle")


def _missing(frame: Frame, middle: float, zero: float, wide: float) -> str:
    """Upright where there is no room for it lying."""
    size = frame.size
    if width_of(MISSING, size) <= wide * 1.1:
        return lettering(middle, zero - size * 0.8, MISSING, size, frame.theme.faint, anchor="middle")
    return lettering(middle, zero - size * 2, list(MISSING), size, frame.theme.faint, anchor="middle")


def _pile(frame: Frame, scale: Scale, pile: tuple[float | None, ...], middle: float, wide: float) -> Iterator[str]:
    """A value that its part has no room for stands beside it, in the part's colour if that can be read."""
    up = down = 0.0
    beside: list[tuple[float, str, str]] = []
    for value, colour in zip(pile, frame.colours, strict=True):
        if value is None or not is_known(value) or not value:
            continue
        below = up if value > 0 else down
        top, bottom = scale.at(below + value), scale.at(below)
        yield block(middle - wide / 2, bottom, wide, top - bottom, colour)
        text, at = frame.chart.written(value), (top + bottom) / 2
        if abs(bottom - top) > frame.size * 1.1 and width_of(text, frame.size) < wide:
            yield lettering(middle, at, text, frame.size, ink_upon(colour), anchor="middle")
        else:
            beside.append((at, text, frame.readable(colour)))
        up, down = (up + value, down) if value > 0 else (up, down + value)
    beside.sort(reverse=True)
    places = spread([frame.bottom - at for at, _, _ in beside], frame.size * 1.15, frame.bottom - frame.top)
    for (_, text, ink), place in zip(beside, places, strict=True):
        yield lettering(middle + wide / 2 + frame.size * 0.3, frame.bottom - place, text, frame.size, ink)


def _sum(frame: Frame, scale: Scale, pile: tuple[float | None, ...], high: float, middle: float) -> str:
    size, theme = frame.size, frame.theme
    found = known(pile)
    if len(found) == len(pile):
        whole = frame.chart.written(sum(found))
        return lettering(middle, scale.at(high) - size * 0.7, whole, size, theme.ink, anchor="middle", bold=True)
    text = ["部分", MISSING] if found else [MISSING]
    return lettering(middle, scale.at(high) - size * (1.4 if found else 0.8), text, size, theme.faint, anchor="middle")

"""Upright columns, side by side or on top of each other, each with its value."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

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
    has_room = _has_room(frame, piles, wide)
    for middle, pile, high in zip(centres(frame), piles, highs, strict=True):
        parts = list(_parts(frame, scale, pile))
        for part in parts:
            yield block(middle - wide / 2, part.bottom, wide, part.top - part.bottom, part.colour)
        if has_room:
            yield from _values(frame, parts, middle, wide)
        if has_room or len(known(pile)) < len(pile):
            yield _sum(frame, scale, pile, high, middle)
    yield from target(frame, scale)


def _has_room(frame: Frame, piles: list[tuple[float | None, ...]], wide: float) -> bool:
    """Whether a value can stand beside each column; if they are too many, the axis alone says how high they are."""
    texts = [frame.chart.written(value) for pile in piles for value in known(pile)]
    widest = max((width_of(text, frame.size) for text in texts), default=0)
    return wide + widest <= (frame.right - frame.left) / max(len(piles), 1)


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


@dataclass(frozen=True)
class _Part:
    """A value in a pile and where it stands."""

    text: str
    colour: str
    bottom: float
    top: float

    @property
    def middle(self) -> float:
        return (self.top + self.bottom) / 2


def _parts(frame: Frame, scale: Scale, pile: tuple[float | None, ...]) -> Iterator[_Part]:
    """Away from the ground on both sides; what is missing or nought has none."""
    up = down = 0.0
    for value, colour in zip(pile, frame.colours, strict=True):
        if value is None or not is_known(value) or not value:
            continue
        below = up if value > 0 else down
        yield _Part(frame.chart.written(value), colour, scale.at(below), scale.at(below + value))
        up, down = (up + value, down) if value > 0 else (up, down + value)


def _values(frame: Frame, parts: list[_Part], middle: float, wide: float) -> Iterator[str]:
    """A value that its part has no room for stands beside it, in the part's colour if that can be read."""
    size = frame.size
    beside = []
    for part in parts:
        if abs(part.bottom - part.top) > size * 1.1 and width_of(part.text, size) < wide:
            yield lettering(middle, part.middle, part.text, size, ink_upon(part.colour), anchor="middle")
        else:
            beside.append(part)
    beside.sort(key=lambda part: -part.middle)
    places = spread([frame.bottom - part.middle for part in beside], size * 1.15, frame.bottom - frame.top)
    for part, place in zip(beside, places, strict=True):
        x, y = middle + wide / 2 + size * 0.3, frame.bottom - place
        yield lettering(x, y, part.text, size, frame.readable(part.colour))


def _sum(frame: Frame, scale: Scale, pile: tuple[float | None, ...], high: float, middle: float) -> str:
    size, theme = frame.size, frame.theme
    found = known(pile)
    if len(found) == len(pile):
        whole = frame.chart.written(sum(found))
        return lettering(middle, scale.at(high) - size * 0.7, whole, size, theme.ink, anchor="middle", bold=True)
    text = ["部分", MISSING] if found else [MISSING]
    return lettering(middle, scale.at(high) - size * (1.4 if found else 0.8), text, size, theme.faint, anchor="middle")

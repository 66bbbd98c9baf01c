"""Axes of upright charts: round values on the left, names below, the target with its words on the right."""

from collections.abc import Iterator
from dataclasses import replace

from data.documents.drawing.frame import Frame, Scale, tick_texts, ticks
from data.documents.drawing.svg import lettering, stroke, width_of, wrapped


def with_room(frame: Frame, low: float, high: float) -> tuple[Frame, Scale]:
    """The place within the axes, and the scale of the values."""
    chart, size = frame.chart, frame.size
    marks = ticks(chart, low, high)
    left = max(width_of(text, size) for text in tick_texts(chart, marks)) + size * 0.6
    words = min(width_of(frame.target_text, size), size * 6) + size * 0.8 if chart.target is not None else 0
    slot = (frame.right - words - left) / max(len(chart.categories), 1)
    rows = max(len(_name(name, slot, size)) for name in chart.categories)
    inner = replace(
        frame, left=left, right=frame.right - words, top=frame.top + size * 1.3,
        bottom=frame.bottom - size * (rows * 1.2 + (2 if low < 0 else 0.6)),
    )
    return inner, Scale(marks[0], marks[-1], inner.bottom, inner.top)


def centres(frame: Frame) -> list[float]:
    """Of the categories, from left to right."""
    slot = (frame.right - frame.left) / max(len(frame.chart.categories), 1)
    return [frame.left + (place + 0.5) * slot for place in range(len(frame.chart.categories))]


def axes(frame: Frame, scale: Scale) -> Iterator[str]:
    """What stands behind the values."""
    theme, size = frame.theme, frame.size
    marks = ticks(frame.chart, scale.low, scale.high)
    for mark, text in zip(marks, tick_texts(frame.chart, marks), strict=True):
        y = scale.at(mark)
        yield stroke([(frame.left, y), (frame.right, y)], theme.line, size / 18)
        yield lettering(frame.left - size * 0.5, y, text, size, theme.faint, anchor="end")
    zero = scale.at(min(max(0.0, scale.low), scale.high))
    yield stroke([(frame.left, zero), (frame.right, zero)], theme.faint, size / 14)
    yield from _names(frame, is_deep=scale.low < 0)


def target(frame: Frame, scale: Scale) -> Iterator[str]:
    """The line across, over the values."""
    if frame.chart.target is None:
        return
    y, size, colour = scale.at(frame.chart.target), frame.size, frame.theme.target
    yield stroke([(frame.left, y), (frame.right, y)], colour, size / 9, size / 2)
    words = wrapped(frame.target_text, size * 6, size)
    yield lettering(frame.right + size * 0.4, y, words, size, colour)


def _names(frame: Frame, *, is_deep: bool) -> Iterator[str]:
    """As many as can stand side by side: every one if they are names, every second or third day if they are many.

    is_deep: below the values of columns that hang down.
    """
    names, size = frame.chart.categories, frame.size
    slot = (frame.right - frame.left) / max(len(names), 1)
    every = 1 if slot >= size * 2 else round(size * 3.5 / slot + 0.5)
    for place, (name, x) in enumerate(zip(names, centres(frame), strict=True)):
        if (len(names) - 1 - place) % every == 0:
            lines = _name(name, slot * every, size)
            y = frame.bottom + size * (0.9 + (len(lines) - 1) * 0.6 + (1.4 if is_deep else 0))
            yield lettering(x, y, lines, size, frame.theme.ink, anchor="middle")


def _name(name: str, slot: float, size: float) -> list[str]:
    return wrapped(name, max(slot - size * 0.4, size * 2), size, 3)

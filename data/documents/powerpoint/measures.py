"""The slide's measures in inches, and how large letters may be in a box."""

import math
import unicodedata
from typing import NamedTuple

LINE = 1.25
"""Height of a line, in letters."""
LEAST_POINTS = 12
POINTS_IN_INCH = 72


class Box(NamedTuple):
    """left, top, width, height."""

    left: float
    top: float
    width: float
    height: float


SLIDE = (13.333, 7.5)
MARGIN = 0.6
INNER = SLIDE[0] - 2 * MARGIN
SECTION = Box(MARGIN, 0.3, INNER, 0.36)
TITLE = Box(MARGIN, 0.66, INNER, 1.06)
RULE = Box(MARGIN, 1.78, INNER, 0.035)
CAPTION = Box(MARGIN, 1.9, INNER, 0.4)
PICTURE = Box(MARGIN, 2.32, INNER, 4.33)
SOURCE = Box(MARGIN, 6.78, INNER - 1.3, 0.54)
NUMBER = Box(SLIDE[0] - MARGIN - 1.2, 6.86, 1.2, 0.36)


def width(text: str) -> float:
    """In letters, as wide as in any font that may stand for ours, so that no line breaks where none is meant to."""
    return sum(1.0 if unicodedata.east_asian_width(one) in "WFA" else 0.66 for one in text)


def lines(text: str, box_width: float, points: float) -> int:
    """How many lines the text takes in a box that many inches wide."""
    room = max(box_width * POINTS_IN_INCH / points, 1.0)
    return sum(max(1, math.ceil(width(part) / room - 0.001)) for part in text.split("\n"))


def fitting_points(
    text: str, box: Box, largest: float, smallest: float = LEAST_POINTS, most_lines: int = 99,
) -> float:
    """The largest size at which the text stays in the box and in so many lines, no smaller than the smallest."""
    points = largest
    while points > smallest and not _fits(text, box, points, most_lines):
        points -= 1
    return points


def _fits(text: str, box: Box, points: float, most_lines: int) -> bool:
    count = lines(text, box.width, points)
    return count <= most_lines and count * points * LINE <= box.height * POINTS_IN_INCH


def shortened(text: str, box_width: float, points: float, most_lines: int) -> str:
    """The text, or its beginning and … if it takes more lines."""
    if lines(text, box_width, points) <= most_lines:
        return text
    end = len(text)
    while end > 1 and lines(text[:end] + "…", box_width, points) > most_lines:
        end -= 1
    return text[:end] + "…"

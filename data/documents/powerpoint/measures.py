"""The slide's measures in inches, and how large letters may be in a box."""

import math
import re
from typing import NamedTuple

from data.documents.letters import GAP, width

LINE = 1.25
"""Height of a line, in letters."""
LEAST_POINTS = 12
POINTS_IN_INCH = 72
WORD = re.compile(r"[!-~]+|.")
BAD_STARTS = "，。、；：？）》”%"
SAFE = 0.97
"""The part of a line that is reckoned with."""


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


def lines(text: str, box_width: float, points: float) -> int:
    """How many lines the text takes in a box that many inches wide."""
    room = max(box_width * POINTS_IN_INCH / points * SAFE, 1.0) + 0.001
    return sum(1 if width(part) <= room else _broken(part, room) for part in text.split("\n"))


def _broken(text: str, room: float) -> int:
    """Lines of a text in which numbers stay whole and no line begins with a comma or the like."""
    count, used, last = 1, 0.0, 0.0
    for word in WORD.findall(text):
        wide = width(word) + GAP * (len(word) > 1)
        if used and used + wide > room:
            count, used = count + 1, last if word in BAD_STARTS else 0.0
        count += max(0, math.ceil(wide / room) - 1)
        used, last = used + min(wide, room), wide
    return count


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

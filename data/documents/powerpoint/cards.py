"""Big figures on cards, side by side."""

import math
from typing import Any

from core.paper import MISSING, Figure, Figures, written
from data.documents.letters import GAP, width
from data.documents.palette import FAINT_INK, INK, PANEL, PRIMARY
from data.documents.plain_text import plain
from data.documents.powerpoint.frame import add_block
from data.documents.powerpoint.measures import (
    LEAST_POINTS,
    LINE,
    PICTURE,
    POINTS_IN_INCH,
    Box,
    fitting_points,
    shortened,
)
from data.documents.powerpoint.text import add_text, style

MOST_ACROSS = 4
BETWEEN, PADDING, EDGE = 0.25, 0.25, 0.06
TALLEST = 3.4
WORDS = (("label", 0.0, 0.2, 22, INK), ("change", 0.62, 0.19, 18, INK), ("note", 0.81, 0.19, 16, FAINT_INK))
"""What a card says: from and how high in parts of its height, the largest letters, the colour."""
NUMBER_FROM, NUMBER_HIGH, NUMBER_POINTS = 0.2, 0.42, 60
BOLD = 1.1
UNIT_SHARE = 0.45
"""Of the unit's letters against the number's."""


def add_cards(slide: Any, figures: Figures) -> None:
    """As many rows as they need, as high as the slide allows."""
    count = len(figures.figures)
    rows = max(1, math.ceil(count / MOST_ACROSS))
    across = max(1, math.ceil(count / rows))
    wide = (PICTURE.width - BETWEEN * (across - 1)) / across
    high = min((PICTURE.height - BETWEEN * (rows - 1)) / rows, TALLEST)
    top = PICTURE.top + (PICTURE.height - rows * high - BETWEEN * (rows - 1)) / 2
    for place, figure in enumerate(figures.figures):
        row, column = divmod(place, across)
        _card(slide, Box(PICTURE.left + column * (wide + BETWEEN), top + row * (high + BETWEEN), wide, high), figure)


def _card(slide: Any, box: Box, figure: Figure) -> None:
    add_block(slide, box, PANEL)
    add_block(slide, Box(box.left, box.top, EDGE, box.height), PRIMARY)
    for name, start, share, largest, colour in WORDS:
        text, part = getattr(figure, name), _part(box, start, share)
        if text:
            points = fitting_points(text, part, largest, most_lines=2)
            words = shortened(text, part.width, points, max(1, int(part.height * POINTS_IN_INCH / points / LINE)))
            add_text(slide, part, words, points, colour=colour, anchor="middle")
    _add_number(slide, _part(box, NUMBER_FROM, NUMBER_HIGH), figure)


def _part(card: Box, start: float, share: float) -> Box:
    inner = card.height - 2 * PADDING
    left = card.left + PADDING + EDGE
    return Box(left, card.top + PADDING + start * inner, card.width - 2 * PADDING - EDGE, share * inner)


def _add_number(slide: Any, box: Box, figure: Figure) -> None:
    """The unit is smaller than the number; 无数据 has none."""
    is_missing = figure.text == MISSING
    number = written(figure.value, figure.kind, figure.decimals)
    unit = figure.text.removeprefix(number)
    room = box._replace(width=box.width - PADDING / 2)
    points = fitting_points(number, room, NUMBER_POINTS if not is_missing else 36, most_lines=1)
    letters = width(number) * BOLD + (width(unit) + GAP) * UNIT_SHARE
    while points > LEAST_POINTS and letters * points > room.width * POINTS_IN_INCH:
        points -= 1
    colour = FAINT_INK if is_missing else PRIMARY
    shape = add_text(slide, box, number, points, colour=colour, bold=not is_missing, anchor="middle")
    if unit:
        run = shape.text_frame.paragraphs[0].add_run()
        run.text = plain(unit)
        style(run, max(points * UNIT_SHARE, LEAST_POINTS), colour)

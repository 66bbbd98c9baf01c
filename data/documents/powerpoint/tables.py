"""Native tables as wide as the slide, with the largest letters at which all rows fit."""

import math
from collections.abc import Sequence
from itertools import product
from typing import Any

from pptx.enum.text import MSO_ANCHOR
from pptx.util import Inches, Pt

from core.paper import Column, Table
from data.documents.letters import longest_word, width
from data.documents.palette import FAINT_INK, INK, WHITE
from data.documents.powerpoint.measures import LINE, PICTURE, POINTS_IN_INCH, SAFE, lines, shortened
from data.documents.powerpoint.text import fill_frame, place

SIZES = (20, 18, 16, 14, 13, 12)
SHORT = (14, 5)
"""Characters: a text that is no longer stays on one line; the second where that leaves no room."""
PADDING = 0.1
"""Of a cell, left and right."""
AROUND = 0.1
"""Above and below a cell's text together."""
ALIGNED = {"text": "left", "number": "right", "percent": "right", "day": "center"}
NOTHING = "无"


def add_table(slide: Any, table: Table) -> None:
    """No more rows than a slide of ``core.slides`` has."""
    headers = [column.header for column in table.columns]
    rows = [[column.written(value) for column, value in zip(table.columns, row, strict=True)] for row in table.rows]
    rows = rows or [[NOTHING, *[""] * (len(headers) - 1)]]
    points, wide, high = fit([headers, *rows], table.columns)
    shape = slide.shapes.add_table(len(rows) + 1, len(headers), *place(PICTURE._replace(height=sum(high))))
    drawn = shape.table
    for column, inches in enumerate(wide):
        drawn.columns[column].width = Inches(inches)
    for row, inches in enumerate(high):
        drawn.rows[row].height = Inches(inches)
    for row, texts in enumerate([headers, *rows]):
        _fill_row(drawn, row, texts, table.columns, points, wide)


def fit(texts: Sequence[Sequence[str]], columns: Sequence[Column]) -> tuple[float, list[float], list[float]]:
    """Points, widths and heights in inches. texts: the header first."""
    for short, points in product(SHORT, SIZES):
        least = _least(texts, columns, points, short)
        wide = _widths(texts, least, points)
        high = [_height(row, wide, points) for row in texts]
        if sum(least) <= PICTURE.width and sum(high) <= PICTURE.height:
            break
    spare = PICTURE.height - sum(high)
    if spare < 0:
        return points, wide, [PICTURE.height / len(high)] * len(high)
    return points, wide, [one + min(spare / len(high), one * 0.5) for one in high]


def _least(texts: Sequence[Sequence[str]], columns: Sequence[Column], points: float, short: int) -> list[float]:
    """Numbers, days and short texts whole; headers in two lines."""
    return [
        _inches(max(min(width(header), max(width(header) / 2 + 1, 3)), *(
            min(width(text), max(short, longest_word(text))) if column.kind == "text" else width(text) for text in cells
        )), points)
        for (header, *cells), column in zip(zip(*texts, strict=True), columns, strict=True)
    ]


def _inches(characters: float, points: float) -> float:
    return characters * points / POINTS_IN_INCH / SAFE + 2 * PADDING


def _widths(texts: Sequence[Sequence[str]], least: Sequence[float], points: float) -> list[float]:
    """What every column wants; if that is too much, those give way that can, the longest most."""
    wanted = [_inches(max(map(width, column)), points) for column in zip(*texts, strict=True)]
    if sum(wanted) > PICTURE.width:
        spare = max(PICTURE.width - sum(least), 0)
        weights = [math.sqrt(most - low) for most, low in zip(wanted, least, strict=True)]
        wanted = [low + spare * weight / (sum(weights) or 1) for low, weight in zip(least, weights, strict=True)]
    return [one * PICTURE.width / sum(wanted) for one in wanted]


def _height(row: Sequence[str], wide: Sequence[float], points: float) -> float:
    most = max(lines(text, one - 2 * PADDING, points) for text, one in zip(row, wide, strict=True))
    return most * points * LINE / POINTS_IN_INCH + AROUND


def _fill_row(
    drawn: Any, row: int, texts: Sequence[str], columns: Sequence[Column], points: float, wide: Sequence[float],
) -> None:
    most = max(1, int((drawn.rows[row].height.inches - AROUND + 0.02) * POINTS_IN_INCH / (points * LINE)))
    for order, (text, column, inches) in enumerate(zip(texts, columns, wide, strict=True)):
        cell = drawn.cell(row, order)
        words = shortened(text, inches - 2 * PADDING, points, most)
        header, missing = row == 0, bool(row) and text == column.written(None)
        fill_frame(
            cell.text_frame, words, points, colour=WHITE if header else FAINT_INK if missing else INK, bold=header,
            align="center" if header else ALIGNED[column.kind],
        )
        cell.margin_left = cell.margin_right = Inches(PADDING)
        cell.margin_top = cell.margin_bottom = Pt(2)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE

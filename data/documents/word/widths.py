"""How wide the columns of a table are, and how large its letters."""

from collections.abc import Sequence
from math import isqrt

from data.documents.word.measures import TEXT_WIDTH, width

TRIES = ((24, 14, 3, 2), (21, 14, 3, 2), (18, 14, 3, 2), (18, 6, 4, 3), (18, 6, 8, 4), (18, 4, 20, 4))
"""Half points (小四, 五号, 小五); characters that stay on one line; most lines of a longer text, and of a header."""
PADDING = 160


def fit(texts: Sequence[Sequence[str]], wraps: Sequence[bool]) -> tuple[int, list[int]]:
    """Size of letters and width of every column, by the first try that fits.

    texts: rows, the header first. wraps: the columns whose texts may break.
    """
    lengths = [[width(text) for text in column] for column in zip(*texts, strict=True)]
    columns = list(zip(lengths, wraps, strict=True))
    for size, short, lines, header_lines in TRIES:
        least = [
            _room(column[0], size, header_lines, _text(column, short, lines if wrap else 1)) for column, wrap in columns
        ]
        if sum(least) <= TEXT_WIDTH:
            break
    wanted = [_room(column[0], size, 2, _text(column, 0, 1)) for column, _ in columns]
    return size, _share(wanted, least)


def _text(lengths: list[float], short: float, lines: int) -> float:
    """Characters a line that the longest text of the column asks for."""
    longest = max(lengths[1:], default=0.0)
    return longest if lines == 1 else min(longest, max(short, longest / lines + 1))


def _room(header: float, size: int, lines: int, text: float) -> int:
    asked = max(text, min(header, max(5.0 if lines == 2 else 3.0, header / lines + 0.5)), 2.0)
    return round(asked * size * 10) + PADDING


def _share(wanted: list[int], least: list[int]) -> list[int]:
    """Exactly the width of the text: room for what is wanted first, and a long text does not take all of it."""
    missing = [most - low for most, low in zip(wanted, least, strict=True)]
    enough = sum(wanted) <= TEXT_WIDTH
    base = wanted if enough else least
    spare = TEXT_WIDTH - sum(base)
    weights = base if enough or spare < 0 else [isqrt(one) for one in missing]
    shares = [max(1, one + spare * weight // sum(weights)) for one, weight in zip(base, weights, strict=True)]
    shares[shares.index(max(shares))] += TEXT_WIDTH - sum(shares)
    return shares

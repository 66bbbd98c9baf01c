"""How wide the columns of a table are, and how large its letters."""

from collections.abc import Sequence
from math import isqrt

from data.documents.word.measures import TEXT_WIDTH, width

TRIES = ((24, 14, 3), (21, 14, 3), (18, 14, 3), (18, 6, 4), (18, 6, 8), (18, 4, 20))
"""Half points (小四, 五号, 小五); characters that stay on one line; most lines of a longer text."""
PADDING = 160


def fit(texts: Sequence[Sequence[str]], wraps: Sequence[bool]) -> tuple[int, list[int]]:
    """Size of letters and width of every column, by the first try that fits.

    texts: rows, the header first. wraps: the columns whose texts may break.
    """
    lengths = [[width(text) for text in column] for column in zip(*texts, strict=True)]
    columns = list(zip(lengths, wraps, strict=True))
    for size, short, lines in TRIES:
        least = [_room(column, size, short, lines if wrap else 1) for column, wrap in columns]
        if sum(least) <= TEXT_WIDTH:
            break
    wanted = [_room(column, size) for column, _ in columns]
    return size, _share(wanted, least)


def _room(lengths: list[float], size: int, short: float = 0, lines: int = 1) -> int:
    """For the longest text in so many lines, and for the header in two if it is long."""
    header, longest = lengths[0], max(lengths[1:], default=0.0)
    whole = longest if lines == 1 else min(longest, max(short, longest / lines + 1))
    asked = max(whole, header if header <= 5 else max(5.0, header / 2 + 0.5), 2.0)
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

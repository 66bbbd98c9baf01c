"""How wide the columns of a printed table are, how large its letters, and whether it stays on one page."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from data.documents.letters import longest_word, width

TEXT_WIDTH = 8844
"""156 mm in twips."""
TRIES = ((24, 14, 3, 2), (21, 14, 3, 2), (18, 14, 3, 2), (18, 6, 4, 3), (18, 6, 8, 4), (18, 4, 20, 4), (16, 3, 20, 6))
"""Half points (小四, 五号, 小五); characters that stay on one line; most lines of a longer text, and of a header."""
PADDING = 160
HIGHEST_WHOLE = 3400
"""Twips, a good quarter of the page: a higher table goes on over the page's end, or it would leave too much white."""


@dataclass(frozen=True)
class Fit:
    """half_points: size of the letters. widths: of the columns in twips. is_whole: the table stays on one page."""

    half_points: int
    widths: list[int]
    is_whole: bool


def fit(texts: Sequence[Sequence[str]], wraps: Sequence[bool]) -> Fit:
    """By the first try that fits. texts: rows, the header first. wraps: the columns whose texts may break."""
    columns = [_Column(texts, wrap) for texts, wrap in zip(zip(*texts, strict=True), wraps, strict=True)]
    for size, short, lines, header_lines in TRIES:
        least = [column.room(size, header_lines, column.text(short, lines)) for column in columns]
        if sum(least) <= TEXT_WIDTH:
            break
    wide = _share([column.room(size, 2, column.longest) for column in columns], least)
    return Fit(size, wide, sum(_height(row, wide, size) for row in texts) <= HIGHEST_WHOLE)


class _Column:
    """Widths in characters."""

    def __init__(self, texts: Sequence[str], wrap: bool) -> None:
        self.wraps = wrap
        self.header, *lengths = map(width, texts)
        self.longest = max(lengths, default=0.0)
        self.word = max(map(longest_word, texts[1:]), default=0.0)

    def text(self, short: float, lines: int) -> float:
        """What a line must hold of the texts: all if they are short or must not break, a part of a long one."""
        if not self.wraps:
            return self.longest
        return min(self.longest, max(short, self.longest / lines + 1, self.word))

    def room(self, size: int, lines: int, text: float) -> int:
        """lines: of the header."""
        header = min(self.header, max(5.0 if lines == 2 else 3.0, self.header / lines + 0.5))
        return round(max(text, header, 2.0) * size * 10) + PADDING


def _height(row: Sequence[str], wide: Sequence[int], size: int) -> float:
    lines = (math.ceil(width(text) * size * 10 / max(one - PADDING, 1)) for text, one in zip(row, wide, strict=True))
    return max(lines, default=1) * size * 15 + 60


def _share(wanted: list[int], least: list[int]) -> list[int]:
    """Exactly the width of the text: room for what is wanted first, and a long text does not take all of it."""
    missing = [max(most - low, 0) for most, low in zip(wanted, least, strict=True)]
    enough = sum(wanted) <= TEXT_WIDTH
    base = wanted if enough else least
    spare = TEXT_WIDTH - sum(base)
    weights = base if enough or spare < 0 else [math.isqrt(one) for one in missing]
    shares = [max(1, one + spare * weight // (sum(weights) or 1)) for one, weight in zip(base, weights, strict=True)]
    shares[shares.index(max(shares))] += TEXT_WIDTH - sum(shares)
    return shares

"""The measures of GB/T 9704-2012 in Word's units: twips (1/20 pt) for lengths, half points for letters."""

import unicodedata
from datetime import date

TEXT_WIDTH = 8844
"""156 mm."""
LINE = 579
"""28.95 pt: 22 lines a page."""
CHARACTER = 315
"""3号 less 0.25 pt: 28 characters a line."""
CHARACTERS = 28


def twips(millimetres: float) -> int:
    """1 mm = 56.69 twips."""
    return round(millimetres * 1440 / 25.4)


def width(text: str) -> float:
    """In characters: Chinese ones count one, Latin letters and digits a half."""
    return sum(1.0 if unicodedata.east_asian_width(one) in "WFA" else 0.55 for one in text)


def day(on: date) -> str:
    """``2026年1月2日``."""
    return f"{on.year}年{on.month}月{on.day}日"

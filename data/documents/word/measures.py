"""The measures of GB/T 9704-2012 in Word's units: twips (1/20 pt) for lengths, half points for letters."""

import unicodedata

TEXT_WIDTH = 8844
"""156 mm."""
LINE = 579
"""28.95 pt: 22 lines a page."""
CHARACTERS = 28


def twips(millimetres: float) -> int:
    """1 mm = 56.69 twips."""
    return round(millimetres * 1440 / 25.4)


def width(text: str) -> float:
    """In characters: Chinese ones count one, Latin letters and digits a half."""
    return sum(1.0 if unicodedata.east_asian_width(one) in "WFA" else 0.55 for one in text)

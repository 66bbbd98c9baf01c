"""The measures of GB/T 9704-2012 in Word's units: twips (1/20 pt) for lengths, half points for letters."""

LINE = 579
"""28.95 pt: 22 lines a page."""
CHARACTERS = 28


def twips(millimetres: float) -> int:
    """1 mm = 56.69 twips."""
    return round(millimetres * 1440 / 25.4)


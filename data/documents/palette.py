"""The colours of papers: the same as on a light screen, and fit for print."""

from core.paper import Series

PRIMARY = "1E6F6B"
INK = "2A2825"
FAINT_INK = "6F6A62"
LINE = "DEDBD5"
PANEL = "F6F5F2"
WHITE = "FFFFFF"
RED = "B4232C"
RED_HEAD = "FF0000"
"""Of the issuer's name and the rule under it, as the standard for official papers wants it."""
OTHER = "B9B3A8"
CATEGORIES = ("0072B2", "E69F00", "009E73", "CC79A7", "56B4E9", "D55E00", "F0E442")
"""Okabe and Ito's, told apart by the colour-blind too; in the order of the screen."""
TONES = {
    "红": RED, "橙": "C75B12", "黄": "A87B00", "蓝": "2563A8",
    "已租": "3E938C", "已售": "345F8C", "空置": "E8BF73", "停用": "8C867D", "在建": "D3CEC5",
}
"""Levels and space states."""


def series_colours(series: tuple[Series, ...]) -> list[str]:
    """One colour a series: its tone's, else the palette's next; a single one without a tone has the primary colour."""
    if len(series) == 1 and series[0].tone not in TONES:
        return [PRIMARY]
    free = iter(CATEGORIES)
    return [TONES.get(one.tone) or next(free, OTHER) for one in series]


def ink_on(colour: str) -> str:
    """Dark or white letters, whichever are better read on that colour."""
    red, green, blue = (int(colour[start:start + 2], 16) for start in (0, 2, 4))
    return INK if 0.299 * red + 0.587 * green + 0.114 * blue > 150 else WHITE

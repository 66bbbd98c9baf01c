"""How wide letters are by estimate: as wide as in any font that may stand for ours, so that no line breaks where none
is meant to.
"""

import re
import unicodedata
from functools import lru_cache

NARROW = dict.fromkeys(".,:;'|!il", 0.36) | dict.fromkeys(" -/()[]\"", 0.42)
WIDER = dict.fromkeys("%@&MWmw", 0.98)
LATIN, CAPITAL = 0.64, 0.72
UNBROKEN = re.compile(r"[!-~]+")
SEAM = re.compile(r"(?<=[^\x00-\xff])(?=[!-~])|(?<=[!-~])(?=[^\x00-\xff])")
GAP = 0.3
"""Which some programs leave between Chinese and Latin letters."""


@lru_cache(maxsize=8192)
def width(text: str) -> float:
    """In letters: Chinese ones count one."""
    return sum(_wide(one) for one in text) + GAP * len(SEAM.findall(text))


def longest_word(text: str) -> float:
    """Width of the longest run that no line should break: a number, a day, a number of a contract."""
    return max((width(found) for found in UNBROKEN.findall(text)), default=1.0)


def _wide(letter: str) -> float:
    if unicodedata.east_asian_width(letter) in "WFA":
        return 1.0
    return NARROW.get(letter) or WIDER.get(letter) or (CAPITAL if letter.isupper() else LATIN)

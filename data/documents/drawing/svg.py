"""Elements of an SVG as text, and how wide letters are by estimate: no font is at hand while a chart is drawn."""

import math
from collections.abc import Sequence
from html import escape
from unicodedata import category, east_asian_width

WIDE = 1.0
NARROW = {".": 0.28, ",": 0.28, " ": 0.25, "%": 0.92, "-": 0.35}
"""Parts of the letter size, in the sans serif fonts of Chinese systems."""


def width_of(text: str, size: float) -> float:
    """Of one line."""
    return size * sum(_em(letter) for letter in text)


def wrapped(text: str, width: float, size: float, most_lines: int = 2) -> list[str]:
    """Lines of about the same length; what does not fit into that many ends with …"""
    whole = width_of(text, size)
    count = min(most_lines, max(1, math.ceil(whole / max(width, size))))
    even = whole / count + size / 2 if whole <= count * width else width
    lines, rest = [], text
    for _ in range(count - 1):
        head = _head(rest, min(even, width), size)
        lines.append(head)
        rest = rest[len(head):]
    return [*lines, shortened(rest, width, size)]


def shortened(text: str, width: float, size: float) -> str:
    """As it is if it fits, else its beginning and …"""
    return text if width_of(text, size) <= width else _head(text, width - size, size) + "…"


def lettering(
    x: float, y: float, lines: Sequence[str] | str, size: float, fill: str, *, anchor: str = "start",
    bold: bool = False, halo: str = "",
) -> str:
    """Text whose block of lines is centred on y. halo: colour round the letters, off what they cross."""
    lines = [lines] if isinstance(lines, str) else lines
    first = y - (len(lines) - 1) * size * 0.6 + size * 0.36
    look = ' font-weight="bold"' if bold else ""
    if halo:
        look += f' paint-order="stroke" stroke="{halo}" stroke-width="{size / 4:.1f}" stroke-linejoin="round"'
    return "".join(
        f'<text x="{x:.1f}" y="{first + place * size * 1.2:.1f}" font-size="{size:.1f}" fill="{fill}" '
        f'text-anchor="{anchor}"{look}>{_clean(line)}</text>'
        for place, line in enumerate(lines)
    )


def block(x: float, y: float, width: float, height: float, fill: str) -> str:
    """A filled rectangle; a negative width or height reaches to the left or upwards."""
    x, y = min(x, x + width), min(y, y + height)
    return f'<rect x="{x:.1f}" y="{y:.1f}" width="{abs(width):.1f}" height="{abs(height):.1f}" fill="{fill}"/>'


def stroke(points: Sequence[tuple[float, float]], colour: str, width: float, dash: float = 0) -> str:
    """A line through the points."""
    path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
    dashes = f' stroke-dasharray="{dash:.1f}"' if dash else ""
    return (
        f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="{width:.1f}" '
        f'stroke-linejoin="round"{dashes}/>'
    )


def dot(x: float, y: float, radius: float, fill: str) -> str:
    """A filled circle."""
    return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}" fill="{fill}"/>'


def document(parts: Sequence[str], width: float, height: float, title: str, font: str) -> str:
    """The whole picture; it grows and shrinks with the place it is given."""
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width:.0f} {height:.0f}" width="{width:.0f}" '
        f'height="{height:.0f}" role="img" aria-label="{_clean(title)}" font-family="{escape(font)}">'
        f'{"".join(parts)}</svg>'
    )


def _em(letter: str) -> float:
    return NARROW.get(letter) or (WIDE if east_asian_width(letter) in "WFA" else 0.62 if letter.isupper() else 0.56)


def _head(text: str, width: float, size: float) -> str:
    """The longest beginning that fits, of one letter at least, and if possible not ending within a number or word."""
    count, used = 0, 0.0
    while count < len(text) and (used := used + width_of(text[count], size)) <= width:
        count += 1
    whole = count
    while 0 < whole < len(text) and _is_joined(text[whole - 1]) and _is_joined(text[whole]):
        whole -= 1
    return text[:whole or max(count, 1)]


def _is_joined(letter: str) -> bool:
    return letter.isascii() and (letter.isalnum() or letter in ".,%")


def _clean(text: str) -> str:
    """As XML allows it: signs escaped, control characters left out."""
    return escape("".join(letter for letter in text if category(letter) not in ("Cc", "Cs")))

"""Several spaces in one cell: 1-201、1-202, 1-201/202, 101-103."""

import re
from collections.abc import Collection

from data.intake.problems import CellError
from data.intake.values import WIDE_LETTERS, tidy

BETWEEN = re.compile(r"[、，,;；/／\n+＋&和及与]")
SPACED = re.compile(r"\S*\d{2,}(\s+\S*\d{2,})+")
RANGE = re.compile(r"(.*?)(\d{3,4})(?:室|号)?\s*(-|~|～|—|–|至|到)\s*(?:\1)?(\d{3,4})", re.DOTALL)
NO_SPACE = re.compile(r"整[栋幢层]|全[部幢栋]|半层|部分|等$|(?:^|[栋幢楼])[一二三四五六七八九十\d]+[楼层]$")
LONGEST_RANGE = 30
ROOMS_PER_FLOOR = 100


def split_spaces(text: str, known: Collection[str] = ()) -> tuple[str, ...]:
    """The codes in a cell; a text that is a known code is one. Raises CellError where it names no single spaces."""
    whole = re.sub(r"[－‐‑]", "-", tidy(text).translate(WIDE_LETTERS))
    if whole in known:
        return (whole,)
    found: list[str] = []
    parts = BETWEEN.split(re.sub(r"\s+", "、", whole) if SPACED.fullmatch(whole) else whole)
    for part in filter(None, (re.sub(r"(?<=\d)[室号]$", "", one.strip()) for one in parts)):
        if NO_SPACE.search(part) and part not in known:
            raise CellError("没有写明单元编号", "请逐个写出单元编号，用、隔开")
        found += _range(part, known) or [_with_beginning(part, found)]
    if not found:
        raise CellError("没有写明单元编号", "请填写单元编号")
    return tuple(dict.fromkeys(found))


def _range(part: str, known: Collection[str]) -> list[str]:
    """The codes from one to another on the same floor; nothing where the part is one code."""
    match = RANGE.fullmatch(part)
    if not match or part in known or (match[1] and re.search(r"\d$", match[1])):
        return []
    before, first, sign, last = match.groups()
    numbers = int(first), int(last)
    is_floor = len(first) == len(last) and numbers[0] // ROOMS_PER_FLOOR == numbers[1] // ROOMS_PER_FLOOR
    if is_floor and 0 < numbers[1] - numbers[0] < LONGEST_RANGE:
        return [f"{before}{one:0{len(first)}d}" for one in range(numbers[0], numbers[1] + 1)]
    if sign != "-":
        raise CellError("看不出是哪些单元", "请逐个写出单元编号，用、隔开")
    return []


def _with_beginning(part: str, before: list[str]) -> str:
    """202 after 1-201 is 1-202."""
    match = re.fullmatch(r"(.*\D)(\d{2,})", before[-1], re.DOTALL) if before else None
    return match[1] + part if match and re.fullmatch(r"\d+", part) and len(part) == len(match[2]) else part


def floor_in(code: str) -> int | None:
    """The storey that a code such as 1-201 or A1203 tells by its last digits."""
    match = re.search(r"(\d{1,2})\d{2}$", code)
    return int(match[1]) if match and int(match[1]) > 0 and not re.search(r"\d{5}$", code) else None

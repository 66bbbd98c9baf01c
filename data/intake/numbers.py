"""Numbers as people type them: full-width digits, thousands separators, spaces, percentages."""

import math
import re

from data.intake.problems import CellError
from data.intake.schema import Column

PLAIN = re.compile(r"[+-]?(\d+(\.\d*)?|\.\d+)([eE][+-]?\d+)?", re.ASCII)
GROUPED = re.compile(r"[+-]?\d{1,3}([, ])\d{3}(\1\d{3})*(\.\d*)?", re.ASCII)
HALF_WIDTH = str.maketrans({0xFF01 + offset: 0x21 + offset for offset in range(94)} | {0x3000: " ", 0xA0: " "})
EARLIEST_YEAR, LATEST_YEAR = 1949, 2200
LARGEST_INTEGER = 1_000_000
NOT_A_NUMBER = ("不是数字", "请只填数字，单位以表头为准")


def half_width(text: str) -> str:
    """Full-width digits, letters and signs as half-width ones, without spaces around."""
    return text.translate(HALF_WIDTH).strip()


def read_number(raw: object, column: Column) -> tuple[float, bool]:
    """(number, whether it was typed otherwise)."""
    number, is_normalised = _float(raw)
    return within_bounds(number, column), is_normalised


def read_share(raw: object, column: Column) -> tuple[float, bool]:
    """A fraction; `70%` is 0.7."""
    if isinstance(raw, str) and half_width(raw).endswith("%"):
        number, _ = _float(half_width(raw)[:-1])
        return within_bounds(float(f"{number!r}e-2") if "e" not in repr(number) else number / 100, column), True
    number, is_normalised = _float(raw)
    if 1 < number <= 100:
        raise CellError("比例应在0与1之间", f"如果是{number:g}%，请填写 {number / 100:g} 或 {number:g}%")
    return within_bounds(number, column), is_normalised


def read_integer(raw: object, column: Column) -> tuple[int, bool]:
    number, is_normalised = _float(raw)
    if not number.is_integer() or abs(number) > LARGEST_INTEGER:
        raise CellError("不是合理的整数", "请填写整数")
    return int(within_bounds(number, column)), is_normalised


def read_year(raw: object, column: Column) -> tuple[int, bool]:
    try:
        year, is_normalised = read_integer(raw, column)
    except CellError:
        year, is_normalised = 0, False
    if not EARLIEST_YEAR <= year <= LATEST_YEAR:
        raise CellError("不是年份", "请填写四位年份，例如 2025")
    return year, is_normalised


def read_period(raw: object, column: Column) -> tuple[str, bool]:
    """`2025` or `2025Q3`."""
    text = half_width(raw).replace(" ", "").upper() if isinstance(raw, str) else raw
    match = re.fullmatch(r"(.+)Q([1-4])", text) if isinstance(text, str) else None
    try:
        year, _ = read_year(match[1] if match else text, column)
    except CellError:
        raise CellError("不是期间", "年报请填写年份如 2025，季报请填写如 2025Q3") from None
    period = f"{year}Q{match[2]}" if match else str(year)
    return period, isinstance(raw, str) and raw != period


def within_bounds(number: float, column: Column) -> float:
    """The number itself; raises CellError where the column does not allow it."""
    for bound, is_outside, word in ((column.lower, _under, "大于"), (column.upper, _over, "小于")):
        if bound and is_outside(number, *bound):
            limit = f"{word}或等于{bound[0]:g}" if bound[1] else f"{word}{bound[0]:g}"
            raise CellError(f"应{limit}", f"请核对后填写{limit}的数")
    return number


def _under(number: float, limit: float, is_allowed: bool) -> bool:
    return number < limit or (number == limit and not is_allowed)


def _over(number: float, limit: float, is_allowed: bool) -> bool:
    return number > limit or (number == limit and not is_allowed)


def _float(raw: object) -> tuple[float, bool]:
    if isinstance(raw, str):
        number, is_normalised = _typed_float(raw)
    elif isinstance(raw, (int, float)) and not isinstance(raw, bool):
        number, is_normalised = float(raw), False
    else:
        raise CellError(*NOT_A_NUMBER)
    if not math.isfinite(number):
        raise CellError("数字过大或不是有限的数", "请填写实际数值，没有就留空")
    return number, is_normalised


def _typed_float(raw: str) -> tuple[float, bool]:
    text = half_width(raw)
    if GROUPED.fullmatch(text):
        text = text.replace(",", "").replace(" ", "")
    if not PLAIN.fullmatch(text):
        raise CellError(*NOT_A_NUMBER)
    return float(text), text != raw



"""Numbers with units: what a cell of a ledger holds, in our unit."""

import re
from decimal import Decimal

from data.intake.ledger.units import NUMBER_WITH_UNIT, Unit, factor, parse_unit
from data.intake.numbers import GROUPED, NOT_A_NUMBER, PLAIN, half_width
from data.intake.problems import CellError

TEN_THOUSAND = "万"
COUNTERS = {"人", "名", "个"}


def read_number(raw: object) -> tuple[Decimal, str, bool]:
    """(number as it stands, what stands behind it, whether it was typed otherwise). Raises CellError."""
    if isinstance(raw, bool) or not isinstance(raw, str | int | float):
        raise CellError(*NOT_A_NUMBER)
    if not isinstance(raw, str):
        number = Decimal(repr(float(raw)))
        if not number.is_finite():
            raise CellError(*NOT_A_NUMBER)
        return number, "", False
    text = half_width(raw)
    match = NUMBER_WITH_UNIT.fullmatch(text)
    digits, behind = (match[1], match[2].strip()) if match and not GROUPED.fullmatch(text) else (text, "")
    plain = re.sub("[, ]", "", digits) if GROUPED.fullmatch(digits) else digits
    if not PLAIN.fullmatch(plain):
        raise CellError(*NOT_A_NUMBER)
    number = Decimal(plain)
    if abs(number) > Decimal("1e15"):
        raise CellError("数字过大", "请核对后填写实际数值")
    return number, behind, text != raw or plain != text


def in_our_unit(raw: object, dimension: str, times: Decimal, unit: Unit | None) -> tuple[float, bool]:
    """(number in our unit, whether it was typed otherwise). times: what the column's numbers are multiplied by."""
    number, behind, is_normalised = read_number(raw)
    own = _own_factor(behind, dimension, times, unit)
    return float(number * own), is_normalised or own != 1


def _own_factor(behind: str, dimension: str, times: Decimal, unit: Unit | None) -> Decimal:
    """Of the unit behind the number; it may repeat the column's, or be another of the same dimension."""
    if not behind:
        return times
    if behind == TEN_THOUSAND and dimension != "rent":
        return times * 10_000
    typed = parse_unit(behind)
    if behind in COUNTERS and dimension == "people":
        return Decimal(1)
    if typed and unit and (typed == unit or (not typed.per and typed.amount == unit.amount)):
        return times
    found = factor(dimension, typed) if typed and dimension != "rent" else None
    if found is None:
        raise CellError(f"数字后面的“{behind}”与这一列的单位不符", "请改为这一列的单位，只填数字")
    return found

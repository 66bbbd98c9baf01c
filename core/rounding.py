"""四舍五入: a figure is rounded as Excel rounds what it shows, so that a sentence and a cell never differ by one."""

from decimal import ROUND_HALF_UP, Decimal

DIGITS = 15
"""Which a spreadsheet reckons with; what differs later is noise of binary fractions."""


def rounded(value: float, decimals: int) -> float:
    """Half away from zero: ``4.35`` is ``4.4`` with one decimal; no negative zero. Infinity and NaN stay."""
    number = Decimal(f"{float(value):.{DIGITS}g}")
    if not number.is_finite():
        return float(value)
    return float(number.quantize(Decimal(1).scaleb(-decimals), ROUND_HALF_UP)) + 0.0

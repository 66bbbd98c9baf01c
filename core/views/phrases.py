"""Changes, days and counts as sentences say them."""

from datetime import date

import numpy as np


def day_in_words(day: date) -> str:
    """``2026年6月30日``."""
    return f"{day.year}年{day.month}月{day.day}日"


def since(day: date) -> str:
    """What a figure is compared with: ``较2025年末``, else ``较2026年3月31日``."""
    return f"较{day.year}年末" if (day.month, day.day) == (12, 31) else f"较{day_in_words(day)}"


def direction(difference: float, unit: str = "", decimals: int = 1) -> str:
    """``3.14, "个百分点"`` -> ``上升3.1个百分点``; what rounds to nothing is 持平."""
    size = f"{abs(difference):,.{decimals}f}"
    if float(size.replace(",", "")) == 0:
        return "持平"
    return f"{'上升' if difference > 0 else '下降'}{size}{unit}"


def points(now: float, before: float) -> str | None:
    """Change of a ratio: ``上升3.1个百分点``; None where either is NaN."""
    return None if np.isnan(now) or np.isnan(before) else direction(100 * (now - before), "个百分点")

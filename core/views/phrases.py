"""Changes, days and counts as sentences say them."""

from datetime import date

import numpy as np

from core.paper import day_in_words


def since(day: date) -> str:
    """What a figure is compared with: ``较2025年末``, else ``较2026年3月31日``."""
    return f"较{day.year}年末" if (day.month, day.day) == (12, 31) else f"较{day_in_words(day)}"


def direction(difference: float, unit: str = "", decimals: int = 1) -> str:
    """``3.14, "个百分点"`` -> ``上升3.1个百分点``; what rounds to nothing is 持平."""
    size = f"{abs(difference):,.{decimals}f}"
    if float(size.replace(",", "")) == 0:
        return "持平"
    return f"{'上升' if difference > 0 else '下降'}{size}{unit}"


def more_or_fewer(difference: int, unit: str) -> str:
    """``-3, "条"`` -> ``减少3条``."""
    return "持平" if not difference else f"{'增加' if difference > 0 else '减少'}{abs(difference):,}{unit}"


def points(now: float, before: float) -> str | None:
    """Change of a ratio: ``上升3.1个百分点``; None where either is NaN."""
    return None if np.isnan(now) or np.isnan(before) else direction(100 * (now - before), "个百分点")

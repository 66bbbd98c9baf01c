"""Figures, days and changes as officials write them. Missing is 无数据, never zero."""

from datetime import date
from typing import Any

import pandas as pd

from core import paper
from core.rounding import rounded
from core.views.phrases import direction
from data.acts import in_china, utc_now

MISSING = "无数据"


def is_missing(value: Any) -> bool:
    """None, NaN and NaT."""
    return value is None or bool(pd.isna(value))


def written(value: Any, otherwise: str = MISSING) -> str:
    """A text, or what to say where it is blank."""
    return otherwise if is_missing(value) or value == "" else str(value)


def number(value: float | None, decimals: int = 0, unit: str = "") -> str:
    """``1234.5, 1, "万元"`` -> ``1,234.5 万元``."""
    if is_missing(value):
        return MISSING
    return f"{rounded(value, decimals):,.{decimals}f}" + (f" {unit}" if unit else "")


def percent(ratio: float | None, decimals: int = 1) -> str:
    """``0.862`` -> ``86.2%``."""
    return MISSING if is_missing(ratio) else f"{rounded(100 * ratio, decimals):,.{decimals}f}%"


def area(m2: float | None) -> str:
    """``12345.6`` -> ``12,345.6 ㎡``."""
    return number(m2, 1, "㎡")


def land(mu: float | None) -> str:
    """``30.25`` -> ``30.3 亩``."""
    return number(mu, 1, "亩")


def money(wan_yuan: float | None, decimals: int = 1) -> str:
    """``1234.5`` -> ``1,234.5 万元``."""
    return number(wan_yuan, decimals, "万元")


def day(value: date | None) -> str:
    """For tables: ``2026-06-30``."""
    return MISSING if is_missing(value) else f"{value:%Y-%m-%d}"


def day_in_words(value: date | None) -> str:
    """For sentences: ``2026年6月30日``."""
    return MISSING if is_missing(value) else paper.day_in_words(value)


def moment(at: str) -> str:
    """A moment of the record of acts (UTC, ISO 8601) in China's time: ``2026-06-30 14:05``."""
    return in_china(at) if at else MISSING


def moment_lately(at: str) -> str:
    """The same for what is mostly of today, which is then left out: ``14:05``."""
    return moment(at).removeprefix(f"{in_china(utc_now())[:10]} ")


def points(now: float | None, before: float | None) -> str | None:
    """Change of a ratio: ``上升3.1个百分点``; None where either is missing."""
    if is_missing(now) or is_missing(before):
        return None
    return direction(100 * (now - before), "个百分点")


def change_since(before_on: date, change: str | None) -> str:
    """``较2025-12-31上升3.1个百分点``; without a change the reason."""
    return f"{day(before_on)}无数据，无法比较" if change is None else f"较{day(before_on)}{change}"

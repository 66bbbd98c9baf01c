"""What widgets hold: from a value of the database to a widget, from a widget to a cell of a row, and as a draft."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from data.intake.schema import Column, Kind, Sheet, Value
from data.intake.values import EARLIEST_DAY, FLAGS, LATEST_DAY, shown

Typed = str | date | list[str] | None
"""A text, a day, or a list of texts; None = blank."""
PERCENT = 100


def as_typed(column: Column, value: Value) -> Typed:
    """A value as its widget shows it: shares in percent."""
    if column.is_list:
        return [part for part in shown(value).split("、") if part]
    if value is None:
        return None
    if column.kind is Kind.DATE:
        return value if isinstance(value, date) and EARLIEST_DAY <= value <= LATEST_DAY else None
    if column.kind is Kind.SHARE and isinstance(value, float):
        return f"{(Decimal(repr(value)) * PERCENT).normalize():f}%"
    return shown(value)


def as_cell(typed: Typed) -> object:
    """What would stand in the cell of a row."""
    return "、".join(typed) if isinstance(typed, list) else typed


def is_blank(typed: Typed) -> bool:
    return typed is None or typed == [] or (isinstance(typed, str) and not typed.strip())


def sound(column: Column | None, raw: Any) -> Typed:
    """What a widget or a draft holds, if it has the right shape for its column; else blank."""
    if column is not None and column.is_list:
        return [one for one in raw if isinstance(one, str)] if isinstance(raw, list) else []
    if column is not None and column.kind is Kind.DATE:
        return _day(raw)
    if column is not None and column.kind is Kind.FLAG:
        return raw if isinstance(raw, str) and raw in FLAGS else None
    return raw if isinstance(raw, str) and raw else None


def _day(raw: Any) -> date | None:
    try:
        day = raw if isinstance(raw, date) else date.fromisoformat(raw)
    except (TypeError, ValueError):
        return None
    return day if EARLIEST_DAY <= day <= LATEST_DAY else None


def values_from(sheet: Sheet, kept: Mapping[str, Any]) -> dict[str, Value]:
    """Header -> value of a record that was kept as JSON."""
    return {
        one.header: _day(kept.get(one.header)) if one.kind is Kind.DATE else kept.get(one.header)
        for one in sheet.columns
    }

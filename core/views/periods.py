"""Quarters of the calendar: their last days, and their names as people write them."""

from datetime import date, timedelta


def quarter_of(day: date) -> tuple[int, int]:
    """Year and quarter (1 to 4)."""
    return day.year, (day.month + 2) // 3


def quarter_name(quarter: tuple[int, int]) -> str:
    """``(2026, 3)`` -> ``2026Q3``."""
    return f"{quarter[0]}Q{quarter[1]}"


def quarters_from(day: date, count: int) -> list[tuple[int, int]]:
    """The quarter of the day and those after it."""
    year, quarter = quarter_of(day)
    return [(year + (quarter - 1 + step) // 4, (quarter - 1 + step) % 4 + 1) for step in range(count)]


def quarter_end(quarter: tuple[int, int]) -> date:
    """The last day of the quarter."""
    year, number = quarter
    return date(year + number // 4, number % 4 * 3 + 1, 1) - timedelta(days=1)


def quarter_ends(as_of: date, count: int) -> list[date]:
    """The last days of the last quarters that have ended by the day, ascending."""
    year, quarter = quarter_of(as_of + timedelta(days=1))
    ended = [year * 4 + quarter - 1 - step for step in range(count, 0, -1)]
    return [quarter_end((number // 4, number % 4 + 1)) for number in ended]


def month_ends(as_of: date, count: int) -> list[date]:
    """The last days of the last months that have ended by the day, ascending."""
    following = as_of + timedelta(days=1)
    ended = [following.year * 12 + following.month - 1 - step for step in range(count - 1, -1, -1)]
    return [date(number // 12, number % 12 + 1, 1) - timedelta(days=1) for number in ended]

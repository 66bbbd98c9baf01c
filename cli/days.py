"""Days as people type them."""

import re
from datetime import date

from cli.guard import CommandError
from data import clock

EARLIEST_DAY = date(1900, 1, 1)


def read_day(typed: str | None) -> date:
    """The day as typed in one of the usual forms, or today."""
    if typed is None:
        return clock.today()
    try:
        day = date(*map(int, re.fullmatch(r"(\d{4})[-/年](\d{1,2})[-/月](\d{1,2})日?", typed.strip()).groups()))
    except (AttributeError, ValueError) as error:
        raise CommandError(f"日期“{typed}”读不懂，请写成 2026-06-30 这样的格式。") from error
    if day < EARLIEST_DAY:
        raise CommandError(f"日期“{typed}”太早：规则书只从{EARLIEST_DAY}起有取值。")
    return day

"""The day in China, whatever time zone the machine is set to."""

from datetime import date, datetime, timedelta, timezone

CHINA = timezone(timedelta(hours=8))


def today() -> date:
    """The day that people here read off the calendar: a server set to UTC is a day behind in the morning."""
    return datetime.now(CHINA).date()

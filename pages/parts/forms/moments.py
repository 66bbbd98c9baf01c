"""Moments of the record, which keeps UTC, as people here read them."""

from datetime import UTC, datetime, timedelta, timezone

HERE = timezone(timedelta(hours=8))


def moment(at: str) -> str:
    """2026-06-30 15:04; today without its day."""
    try:
        read = datetime.fromisoformat(at).astimezone(HERE)
    except ValueError:
        return ""
    is_today = read.date() == datetime.now(UTC).astimezone(HERE).date()
    return f"{read:%H:%M}" if is_today else f"{read:%Y-%m-%d %H:%M}"

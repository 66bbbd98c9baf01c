"""Moments of the record, which keeps UTC, as people here read them."""

from datetime import UTC, datetime

from data.acts import CHINA


def moment(at: str) -> str:
    """2026-06-30 15:04; today without its day."""
    try:
        read = datetime.fromisoformat(at).astimezone(CHINA)
    except ValueError:
        return ""
    is_today = read.date() == datetime.now(UTC).astimezone(CHINA).date()
    return f"{read:%H:%M}" if is_today else f"{read:%Y-%m-%d %H:%M}"

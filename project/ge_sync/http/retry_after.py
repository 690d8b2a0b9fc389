"""How long the server asked us to wait. Pure."""

from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# Where a limit comes without a wish. And nobody means to be left alone for more than a day.
DEFAULT_SECONDS = 5.0
MOST_SECONDS = 86_400.0


def pause_seconds(header: str | None, *, now: datetime) -> float:
    """Seconds from a Retry-After header: a number, or an HTTP date; the default for anything else."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text), MOST_SECONDS)
    try:
        until = parsedate_to_datetime(text)
    except ValueError:
        return DEFAULT_SECONDS
    until = until if until.tzinfo else until.replace(tzinfo=UTC)
    return min(max((until - now).total_seconds(), 0.0), MOST_SECONDS)

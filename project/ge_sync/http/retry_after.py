"""How long the server asked us to wait. Pure."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# Where a limit comes without a wish. And nobody means to be left alone for more than a day.
DEFAULT_SECONDS = 5.0
MOST_SECONDS = 86_400.0


def wished_pause(status: int, headers: Mapping[str, str], *, now: datetime) -> float | None:
    """The pause that an answer asks for; None where it asks for none.

    A date is reckoned from the server's own clock, where its answer says what that shows.
    """
    header = headers.get("Retry-After")
    if header is None and status != 429:
        return None
    if header is None and (headers.get("X-RateLimit-Reset") or "").isdigit():
        header = headers["X-RateLimit-Reset"]
    return pause_seconds(header, now=_date(headers.get("Date", "")) or now)


def pause_seconds(header: str | None, *, now: datetime) -> float:
    """Seconds from a Retry-After header: a number, or an HTTP date; the default for anything else."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), MOST_SECONDS)
    until = _date(text)
    return DEFAULT_SECONDS if until is None else min(max((until - now).total_seconds(), 0.0), MOST_SECONDS)


def _date(text: str) -> datetime | None:
    try:
        read = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)

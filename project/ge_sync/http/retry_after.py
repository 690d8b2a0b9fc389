"""How long the server asked us to wait. Pure."""

from collections.abc import Mapping
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

# Where a limit comes without a wish. And nobody means to be left alone for more than a day.
DEFAULT_SECONDS = 5.0
# A limit that is over at once, again and again, must not be asked without end.
SHORTEST_SECONDS = 0.25
MOST_SECONDS = 86_400.0
# The year 2001: nobody means to be left alone for thirty years.
_AN_EPOCH = 1_000_000_000


def wished_pause(status: int, headers: Mapping[str, str], *, now: datetime) -> float | None:
    """The pause that an answer asks for; None where it asks for none.

    A date is reckoned from the server's own clock, where its answer says what that shows.
    """
    header = headers.get("Retry-After")
    now = http_date(headers.get("Date", "")) or now
    if status < 400:
        return _until_the_next(headers, now=now)
    if header is None and status != 429:
        return None
    if header is not None:
        return max(pause_seconds(header, now=now), SHORTEST_SECONDS)
    return max(_until_reset(headers.get("X-RateLimit-Reset"), now=now), SHORTEST_SECONDS)


def _until_the_next(headers: Mapping[str, str], *, now: datetime) -> float | None:
    """The pause after a good answer that used the limit up, where it says when that begins anew."""
    reset = headers.get("X-RateLimit-Reset", "").strip()
    if headers.get("X-RateLimit-Remaining", "").strip() != "0" or not (reset.isascii() and reset.isdigit()):
        return None
    return max(_until_reset(reset, now=now), SHORTEST_SECONDS)


def pause_seconds(header: str | None, *, now: datetime) -> float:
    """Seconds from a Retry-After header: a number, or an HTTP date; the default for anything else."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit():
        return min(float(text[:9]), MOST_SECONDS)
    until = http_date(text)
    return DEFAULT_SECONDS if until is None else min(max((until - now).total_seconds(), 0.0), MOST_SECONDS)


def _until_reset(header: str | None, *, now: datetime) -> float:
    """Seconds until the limit begins anew: the header names them, or as other servers do the second of the epoch."""
    text = (header or "").strip()
    if text.isascii() and text.isdigit() and int(text[:12]) >= _AN_EPOCH:
        return min(max(int(text[:12]) - now.timestamp(), 0.0), MOST_SECONDS)
    return pause_seconds(text, now=now)


def http_date(text: str) -> datetime | None:
    """The moment that a header names; None where it names none."""
    try:
        read = parsedate_to_datetime(text)
    except (ValueError, OverflowError):
        return None
    return read if read.tzinfo else read.replace(tzinfo=UTC)

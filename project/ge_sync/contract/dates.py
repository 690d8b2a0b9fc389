"""Dates and instants, in the notations the contract accepts, tried in its order; MM/DD is never guessed."""

import re
from datetime import MAXYEAR, MINYEAR, date, datetime, time, timedelta, timezone
from functools import lru_cache

from project.ge_sync.contract.notes import Notes, Unreadable
from project.ge_sync.contract.reader import reader

IST = timezone(timedelta(hours=5, minutes=30), "IST")
_ISO_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_LONG = len("2026-11-22")
_ISO_INSTANT = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9:.]+(Z|[+-][0-9]{2}:?[0-9]{2})?")
_EXACT_INSTANT = r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?(?:Z|[+-][0-9]{2}:[0-9]{2})"
_CLOCK = r"(?:[ T](?P<hour>[0-9]{1,2}):(?P<minute>[0-9]{1,2})(?::(?P<second>[0-9]{1,2})(?:\.(?P<part>[0-9]{1,9}))?)?)?"
_ODD = (
    re.compile(r"(?P<year>[0-9]{4})-(?P<month>[0-9]{1,2})-(?P<day>[0-9]{1,2})" + _CLOCK),
    re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{4})" + _CLOCK),
    re.compile(r"(?P<day>[0-9]{1,2})/(?P<month>[0-9]{1,2})/(?P<year>[0-9]{2})"),
    re.compile(r"(?P<day>[0-9]{1,2})-(?P<month>[A-Za-z]{3})-(?P<year>[0-9]{2}(?:[0-9]{2})?)"),
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY = "a date, YYYY-MM-DD"
_INSTANT = "an instant, RFC 3339"


@reader(exact=date)
def day(raw: object, notes: Notes) -> date:
    """A date; an instant in its place counts as the day it falls on in India."""
    if isinstance(raw, str) and len(raw) == _LONG and (found := _canonical_day(raw)):
        return found
    read = _moment(raw, _DAY)
    notes.coerced()
    try:
        return read.astimezone(IST).date()
    except OverflowError:
        raise Unreadable(_DAY) from None


@lru_cache(maxsize=4096)
def _canonical_day(raw: str) -> date | None:
    """A date as the contract writes it, None in any other notation; remembered, for the same few come all the time."""
    if not _ISO_DATE.fullmatch(raw):
        return None
    try:
        return date.fromisoformat(raw)
    except ValueError:
        raise Unreadable(_DAY) from None


def exact_instant(text: str) -> datetime:
    """The instant of a text as the contract writes it; ValueError where no calendar has it."""
    return in_between(datetime.fromisoformat(text))


@reader(exact=str, form=_EXACT_INSTANT, of_text=exact_instant)
def instant(raw: object, notes: Notes) -> datetime:
    """A point in time; without an offset it is India's."""
    read = _moment(raw, _INSTANT)
    try:
        in_between(read)
    except ValueError:
        raise Unreadable(_INSTANT) from None
    if not (isinstance(raw, str) and _ISO_INSTANT.fullmatch(raw)):
        notes.coerced()
    return read


def in_between(read: datetime) -> datetime:
    """The same; ValueError in the first and last year: elsewhere on earth it is another, and Python knows none."""
    if not MINYEAR < read.year < MAXYEAR:
        raise ValueError(read.year)
    return read


def _moment(raw: object, expected: str) -> datetime:
    if not isinstance(raw, str):
        raise Unreadable(expected)
    try:
        return _read(raw)
    except ValueError:
        raise Unreadable(expected) from None


def _read(text: str) -> datetime:
    """The instant of a text; ValueError where no notation fits, or the calendar has no such day."""
    if _ISO_INSTANT.fullmatch(text):
        read = datetime.fromisoformat(text)
        return read if read.tzinfo else read.replace(tzinfo=IST)
    for pattern in _ODD:
        if match := pattern.fullmatch(text):
            return _put_together(match.groupdict())
    raise ValueError(text)


def _put_together(parts: dict[str, str | None]) -> datetime:
    """The instant of named parts; ValueError where the calendar has no such day."""
    year, month = int(parts["year"] or 0), (parts["month"] or "").lower()
    clock = time(
        int(parts.get("hour") or 0),
        int(parts.get("minute") or 0),
        int(parts.get("second") or 0),
        int((parts.get("part") or "0").ljust(6, "0")[:6]),
        tzinfo=IST,
    )
    number = _MONTHS.index(month) + 1 if month in _MONTHS else int(month)
    return datetime.combine(date(year + 2000 if year < 100 else year, number, int(parts["day"] or 0)), clock)

"""Which tick of a schedule a moment belongs to; pure, in the time zone of the schedule."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import product
from zoneinfo import ZoneInfo


@dataclass(frozen=True, kw_only=True)
class Ticks:
    """A crontab, spelled out; days of the week count from Sunday = 0, as crontab does, and all fields must match."""

    minutes: frozenset[int]
    hours: frozenset[int]
    days_of_week: frozenset[int]
    days_of_month: frozenset[int]
    months: frozenset[int]
    zone: ZoneInfo

    def between(self, after: datetime, until: datetime) -> Iterator[datetime]:
        """The ticks in (after, until], latest first, as aware times in the schedule's zone."""
        day = until.astimezone(self.zone).date()
        last_day = after.astimezone(self.zone).date()
        while day >= last_day:
            yield from (tick for tick in self._on(day) if after < tick <= until)
            day -= timedelta(days=1)

    def _on(self, day: date) -> Iterator[datetime]:
        matches = (
            day.month in self.months and day.day in self.days_of_month and day.isoweekday() % 7 in self.days_of_week
        )
        if matches:
            for hour, minute in product(sorted(self.hours, reverse=True), sorted(self.minutes, reverse=True)):
                yield datetime.combine(day, time(hour, minute), tzinfo=self.zone)

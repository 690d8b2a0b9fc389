"""The server's clock: real, or frozen and moved only by days of change."""

from datetime import datetime, timedelta, timezone

IST = timezone(timedelta(hours=5, minutes=30), "IST")
# The end of day 0. Documents carry dates around it, whatever today is.
EPOCH = datetime(2026, 11, 1, tzinfo=IST)
DAY = timedelta(days=1)


class Clock:
    """Says what time it is on the server, and when a change of a given day was made."""

    def __init__(self, *, day: int, frozen: datetime | None = None) -> None:
        self.day = day
        self.frozen = frozen.astimezone(IST) if frozen else None
        self._day_zero = self._end_of_day_zero()

    def now(self) -> datetime:
        """The instant of an answer made now, in whole seconds, IST."""
        return (self.frozen or datetime.now(IST)).replace(microsecond=0)

    def move_to(self, day: int) -> None:
        """Go on to a later day; a frozen clock moves 24 hours for each."""
        if self.frozen:
            self.frozen += (day - self.day) * DAY
        self.day = day

    def stamp(self, day: int, seconds_before: int) -> str:
        """An `updated_at` that many seconds before the end of a day that was over when the server started."""
        return (self._day_zero + day * DAY - timedelta(seconds=seconds_before)).isoformat()

    def _end_of_day_zero(self) -> datetime:
        """Such that no stamp lies after now; fixed by the calendar where the clock is real, so restarts agree."""
        if self.frozen:
            return self.frozen.replace(microsecond=0) - self.day * DAY
        end = EPOCH
        while end + self.day * DAY > datetime.now(IST):
            end -= timedelta(days=365)
        return end

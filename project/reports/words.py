"""Times, durations and counts as people say them."""

from datetime import datetime
from zoneinfo import ZoneInfo

IST = ZoneInfo("Asia/Kolkata")
STEPS = ((86_400, "day"), (3_600, "hour"), (60, "minute"), (1, "second"))


def moment(when: datetime) -> str:
    """`Sun 22 Nov 2026, 18:05 IST`."""
    return f"{when.astimezone(IST):%a %-d %b %Y, %H:%M} IST"


def duration(seconds: float) -> str:
    """`0.4 seconds`, `12 seconds`, `2 minutes 5 seconds`, `3 days 4 hours`: two units at most."""
    if seconds < 10:
        return grouped_count(round(max(seconds, 0), 1), "second")
    parts = []
    rest = round(seconds)
    for size, name in STEPS:
        amount, rest = divmod(rest, size)
        if amount:
            parts.append(grouped_count(amount, name))
        elif parts:
            break
    return " ".join(parts[:2])


def grouped_count(number: float, word: str) -> str:
    """`1 finding`, `2 findings`, `12 500 findings`: for people alone; what programs cut has `output.counted`."""
    return f"{grouped(number)} {word if number == 1 else word + 's'}"


def grouped(number: float) -> str:
    """`12 500` with a narrow no-break space between the thousands, and no fraction where there is none."""
    text = f"{number:,.1f}" if isinstance(number, float) and not number.is_integer() else f"{number:,.0f}"
    return text.replace(",", "\u202f")

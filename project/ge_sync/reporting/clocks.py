"""A server whose clock is not ours, or whose listing is of another time than now: said, since nothing else shows it."""

from datetime import datetime, timedelta

from project.findings import Finding, Severity
from project.reports.words import duration

# Less than that is the way of an answer, and of clocks.
MOST_APART = timedelta(minutes=5)
OLD = timedelta(days=1)


def odd_clock(as_of: datetime | None, *, ahead: timedelta, now: datetime) -> str:
    """A sentence, empty where all is well: `ahead` is how far the server's clock goes before ours, by its answers."""
    if abs(ahead) > MOST_APART:
        side = "ahead of" if ahead > timedelta(0) else "behind"
        return f"The GE server's clock is {duration(abs(ahead).total_seconds())} {side} ours: have a look at both."
    if as_of and as_of - now > MOST_APART:
        span = duration((as_of - now).total_seconds())
        return f"The GE server's listing is dated {span} ahead of our clock: ask whether its clock is right."
    if as_of and now - as_of > OLD:
        span = duration((now - as_of).total_seconds())
        return f"The GE server's listing is {span} old: ask whether it answers from a copy."
    return ""


def clock_findings(sentence: str) -> list[Finding]:
    """The sentence as a remark: the sync goes by the server's own clock, and Retry-After dates too."""
    return [Finding(code="odd_clock", severity=Severity.INFO, message=sentence)] if sentence else []

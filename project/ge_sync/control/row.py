"""The row of a source as its workers use it: pause, circuit breaker and probe, in the database's time."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import transaction
from django.db.models import Q
from django.db.models.functions import Greatest, Now

from project.ge_sync.models import Source

# So many requests in a row without an answer, from any worker, and nobody asks for a while: each time twice as long.
# One licence's five tries are too few for it, so that one bad licence doesn't stop the others.
THRESHOLD = 10
COOL_DOWN = timedelta(seconds=15)
LONGEST_COOL_DOWN = timedelta(minutes=10)
# A prober that says nothing for longer, which is longer than any request takes, has died.
PROBE = timedelta(seconds=90)


class Said(NamedTuple):
    """Seconds from now; `open_seconds` is None while the breaker is closed, and 0 or less when a probe is due."""

    pause_seconds: float = 0.0
    open_seconds: float | None = None
    failures: int = 0
    reason: str = ""


def read(name: str) -> Said:
    """How things stand."""
    found = Source.objects.filter(name=name).annotate(now=Now()).first()
    if found is None:
        return Said()

    def seconds_until(moment: datetime) -> float:
        return (moment - found.now).total_seconds()

    return Said(
        pause_seconds=max(seconds_until(found.pause_until), 0.0) if found.pause_until else 0.0,
        open_seconds=seconds_until(found.open_until) if found.open_until else None,
        failures=found.failures,
        reason=found.reason,
    )


def pause(name: str, seconds: float) -> None:
    """Of two wishes the later one counts."""
    Source.objects.get_or_create(name=name)
    # GREATEST leaves nulls out.
    until = Greatest("pause_until", Now() + timedelta(seconds=seconds))
    Source.objects.filter(name=name).update(pause_until=until)


def count_failure(name: str, reason: str, *, at_once: bool = False) -> None:
    """One more in a row; what was on its way when the breaker opened changes nothing."""
    Source.objects.get_or_create(name=name)
    with transaction.atomic():
        found = Source.objects.select_for_update().annotate(now=Now()).get(name=name)
        if found.open_until and found.open_until > found.now:
            return
        found.failures = max(found.failures + 1, THRESHOLD if at_once else 0)
        found.reason = reason[:255]
        if found.failures >= THRESHOLD:
            found.open_until = found.now + min(COOL_DOWN * 2 ** min(found.failures - THRESHOLD, 6), LONGEST_COOL_DOWN)
            found.probe_until = None
        found.save(update_fields=["failures", "reason", "open_until", "probe_until"])


def forget_failures(name: str) -> None:
    """The server answers: the breaker is closed."""
    Source.objects.filter(name=name).exclude(failures=0).update(
        failures=0, reason="", open_until=None, probe_until=None
    )


def claim_probe(name: str) -> bool:
    """Whether the caller is the one who may ask a server that was away; of all workers one is."""
    free = Q(probe_until=None) | Q(probe_until__lte=Now())
    due = Source.objects.filter(free, name=name, open_until__lte=Now())
    return due.update(probe_until=Now() + PROBE) == 1

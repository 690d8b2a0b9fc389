"""The ticks of the schedules in the database: which one a call of beat belongs to, and which nobody answered."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.db.models.functions import Now
from django_celery_beat.models import PeriodicTask

from project.runs.crontab import Ticks
from project.runs.models import Kind, Outcome, Run, Trigger
from project.runs.schedule import NIGHTLY, START
from project.runs.start import Started, start

# Beat's clock may run ahead of the database's by this much.
CLOCK_TOLERANCE = timedelta(minutes=1)
# Beat and its message have this long before a tick counts as missed.
GRACE = timedelta(minutes=5)
LOOK_BACK = timedelta(days=3)
LOOK_AHEAD = timedelta(days=31)


@dataclass(frozen=True, kw_only=True)
class Schedule:
    """One enabled crontab of a kind, and the database's time when it was read."""

    ticks: Ticks
    since: datetime
    now: datetime


def start_scheduled(kind: Kind) -> Started:
    """What beat calls: a run for the latest tick of the kind's schedules; two beats get the same run."""
    ticks = [
        tick
        for schedule in _schedules(kind)
        for tick in schedule.ticks.between(schedule.now - LOOK_BACK, schedule.now + CLOCK_TOLERANCE)
    ]
    return start(kind, trigger=Trigger.SCHEDULE, scheduled_for=max(ticks, default=None))


def answer_missed_ticks() -> tuple[int, int]:
    """Start the latest missed tick of each kind where it can still be caught up, and write down the others.

    Returns how many runs were started and how many ticks are now known not to have run.
    """
    caught_up = did_not_run = 0
    for kind, catch_up in {night.kind: night.catch_up for night in NIGHTLY}.items():
        schedules = list(_schedules(kind))
        missed = sorted(_missed(kind, schedules), reverse=True)
        if missed and schedules[0].now - missed[0] <= catch_up:
            latest = missed.pop(0)
            caught_up += start(kind, trigger=Trigger.CATCH_UP, scheduled_for=latest).created
        did_not_run += sum(_write_down(kind, tick) for tick in missed)
    return caught_up, did_not_run


def next_tick(kind: Kind) -> datetime | None:
    """When the kind is due next; None when nothing starts it within a month."""
    coming = (s.ticks.between(s.now, s.now + LOOK_AHEAD) for s in _schedules(kind))
    return min((tick for ticks in coming for tick in ticks), default=None)


def late_since(kind: Kind) -> datetime | None:
    """The latest tick that should have started a run and has none; None when nothing is late."""
    return max(_missed(kind, _schedules(kind)), default=None)


def _missed(kind: Kind, schedules: Iterable[Schedule]) -> set[datetime]:
    """Ticks after the last one that has a row, older than the grace."""
    answered = Run.objects.filter(kind=kind).aggregate(last=Max("scheduled_for"))["last"]
    missed: set[datetime] = set()
    for schedule in schedules:
        since = max(time for time in (schedule.since, answered, schedule.now - LOOK_BACK) if time)
        missed.update(schedule.ticks.between(since, schedule.now - GRACE))
    return missed


def _schedules(kind: Kind) -> Iterator[Schedule]:
    """The enabled crontabs that start this kind; other kinds of schedules have no ticks that could be missed."""
    entries = PeriodicTask.objects.filter(enabled=True, task=START).exclude(crontab=None).select_related("crontab")
    for entry in entries.annotate(now=Now()):
        if json.loads(entry.kwargs).get("kind") == kind:
            crontab = entry.crontab.schedule
            ticks = Ticks(
                minutes=frozenset(crontab.minute),
                hours=frozenset(crontab.hour),
                days_of_week=frozenset(crontab.day_of_week),
                days_of_month=frozenset(crontab.day_of_month),
                months=frozenset(crontab.month_of_year),
                zone=crontab.tz,
            )
            yield Schedule(ticks=ticks, since=entry.start_time or entry.date_changed, now=entry.now)


def _write_down(kind: Kind, tick: datetime) -> bool:
    """A finished run that says: at this tick nothing ran. False when somebody was quicker."""
    run = Run(
        kind=kind.value,
        trigger=Trigger.SCHEDULE.value,
        scheduled_for=tick,
        finished_at=Now(),
        outcome=Outcome.DID_NOT_RUN.value,
        last_error="No worker or no beat was running when this was due, and it is too late to catch it up.",
    )
    try:
        with transaction.atomic():
            run.save(force_insert=True)
    except IntegrityError:
        return False
    return True

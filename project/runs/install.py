"""Writing the plan into django-celery-beat's tables, without undoing what operators changed there."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Now
from django_celery_beat.models import CrontabSchedule, IntervalSchedule, PeriodicTask, PeriodicTasks

from project.runs.schedule import DAILY, NIGHTLY, OFTEN, START


class Change(StrEnum):
    """What became of an entry."""

    ADDED = "added"
    MENDED = "mended"
    KEPT = "kept"


@dataclass(frozen=True, kw_only=True)
class Installed:
    """One entry as it stands now."""

    name: str
    when: str
    enabled: bool
    change: Change

    def __str__(self) -> str:
        return f"{self.change}: {self.name}, {self.when}{'' if self.enabled else ' (switched off)'}"


@transaction.atomic
def install() -> list[Installed]:
    """Add the missing entries; an entry that exists keeps its times and its switch, only its call is put right."""
    installed = [_install(name, call, times) for name, call, times in _entries()]
    if any(entry.change is not Change.KEPT for entry in installed):
        # Beat reads the tables again when this stamp moves; QuerySet.update() alone would not move it.
        PeriodicTasks.update_changed()
    return installed


def _entries() -> Iterator[tuple[str, dict[str, Any], dict[str, Any]]]:
    """Name, what is called, and when it is called at first."""
    for night in NIGHTLY:
        yield night.name, _call(START, kwargs={"kind": night.kind.value}), _at(night.hour, night.minute)
    for day in DAILY:
        yield day.name, _call(day.task), _at(day.hour, day.minute)
    for often in OFTEN:
        seconds = int(often.every.total_seconds())
        interval, _ = IntervalSchedule.objects.get_or_create(every=seconds, period=IntervalSchedule.SECONDS)
        yield often.name, _call(often.task, expire_seconds=seconds), {"interval": interval}


def _call(task: str, *, kwargs: dict[str, str] | None = None, expire_seconds: int | None = None) -> dict[str, Any]:
    return {"task": task, "args": "[]", "kwargs": json.dumps(kwargs or {}), "expire_seconds": expire_seconds}


def _at(hour: int, minute: int) -> dict[str, Any]:
    crontab, _ = CrontabSchedule.objects.get_or_create(
        minute=str(minute),
        hour=str(hour),
        day_of_week="*",
        day_of_month="*",
        month_of_year="*",
        timezone=settings.TIME_ZONE,
    )
    return {"crontab": crontab}


def _install(name: str, call: dict[str, Any], times: dict[str, Any]) -> Installed:
    # `start_time` is where the search for missed ticks begins; with it, `last_run_at` has to be set as well, or beat
    # takes every entry for thirty years late and fires all of them at once.
    first = {**call, **times, "start_time": Now(), "last_run_at": Now()}
    entry, added = PeriodicTask.objects.get_or_create(name=name, defaults=first)
    entry.refresh_from_db()
    change = Change.ADDED if added else Change.KEPT
    if any(getattr(entry, field) != value for field, value in call.items()):
        PeriodicTask.objects.filter(pk=entry.pk).update(**call)
        change = Change.MENDED
    when = entry.crontab.human_readable if entry.crontab else str(entry.interval)
    return Installed(name=name, when=when, enabled=entry.enabled, change=change)

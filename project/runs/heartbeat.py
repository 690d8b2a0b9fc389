"""Workers are heard of, or fall silent."""

from collections.abc import Sequence
from datetime import timedelta

from django.db.models.functions import Now

from project.runs.models import Worker
from project.runs.release import release_id

FORGOTTEN_AFTER = timedelta(days=7)


def worker_started(name: str, *, queues: Sequence[str]) -> None:
    """A worker is up, perhaps again."""
    Worker.objects.update_or_create(
        name=name,
        defaults={
            "release": release_id(),
            "queues": sorted(queues),
            "started_at": Now(),
            "heartbeat_at": Now(),
        },
    )


def worker_is_alive(name: str) -> bool:
    """A worker is still up; False when nobody has heard of it yet."""
    return bool(Worker.objects.filter(name=name).update(heartbeat_at=Now()))


def worker_stopped(name: str) -> None:
    """A worker ended as it should; one that was killed stays on the page as silent."""
    Worker.objects.filter(name=name).delete()


def forget_silent_workers() -> int:
    """Drop those that nobody has heard of for a week; how many."""
    return Worker.objects.filter(heartbeat_at__lt=Now() - FORGOTTEN_AFTER).delete()[0]

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from project.runs.heartbeat import forget_silent_workers, worker_is_alive, worker_started, worker_stopped
from project.runs.models import Worker
from project.runs.release import release_id

pytestmark = pytest.mark.django_db


def test_a_worker_that_started_is_listed_with_its_release_and_queues() -> None:
    worker_started("a@host", queues=["sync", "checks"])
    worker = Worker.objects.get()
    assert (worker.name, worker.release, worker.queues) == ("a@host", release_id(), ["checks", "sync"])


def test_a_sign_of_life_moves_its_time() -> None:
    worker_started("a@host", queues=[])
    Worker.objects.update(heartbeat_at=Now() - timedelta(minutes=5))
    assert worker_is_alive("a@host")
    assert Worker.objects.filter(heartbeat_at__gt=Now() - timedelta(minutes=1)).exists()


def test_a_sign_of_life_of_an_unknown_worker_is_not_stored() -> None:
    assert not worker_is_alive("a@host")
    assert not Worker.objects.exists()


def test_a_worker_that_stopped_is_no_longer_listed() -> None:
    worker_started("a@host", queues=[])
    worker_stopped("a@host")
    assert not Worker.objects.exists()


def test_a_silent_worker_is_listed_for_a_week() -> None:
    worker_started("a@host", queues=[])
    Worker.objects.update(heartbeat_at=Now() - timedelta(days=6))
    assert forget_silent_workers() == 0
    Worker.objects.update(heartbeat_at=Now() - timedelta(days=8))
    assert forget_silent_workers() == 1

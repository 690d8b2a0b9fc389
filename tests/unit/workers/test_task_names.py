"""Tasks are asked for by names in text: each is one that a worker knows, on a queue that workers read."""

import pytest
from celery import current_app
from django.conf import settings

from project.runs import doorbell
from project.runs.schedule import DAILY, OFTEN, START

NAMES = sorted(
    {
        START,
        doorbell.CLOSE_SYNC,
        doorbell.SYNC_CHUNK,
        doorbell.SYNC_LICENSE,
        *doorbell.TASKS.values(),
        *(entry.task for entry in (*OFTEN, *DAILY)),
    }
)


@pytest.mark.parametrize("name", NAMES)
def test_what_is_asked_for_is_a_task_that_workers_know(name: str) -> None:
    current_app.loader.import_default_modules()

    assert name in current_app.tasks


def test_every_task_of_ours_is_asked_for_somewhere() -> None:
    current_app.loader.import_default_modules()

    assert sorted(name for name in current_app.tasks if name.startswith("workers.")) == NAMES


@pytest.mark.parametrize("name", NAMES)
def test_every_task_has_a_queue_that_workers_read(name: str) -> None:
    assert current_app.amqp.router.route({}, name)["queue"].name in settings.CELERY_TASK_QUEUES

"""What the worker process itself says: up, still up, down, and which release it runs.

All of it happens in the worker's main process, outside of tasks: each sign opens the database for itself, closes it
again, and is left out where the database is away.
"""

import atexit
import gc
import logging
from collections.abc import Callable
from time import monotonic
from typing import Any

from celery import Celery
from celery.signals import heartbeat_sent, worker_init, worker_ready
from django.db import Error, connection

from project.runs.heartbeat import worker_is_alive, worker_started, worker_stopped
from project.runs.querysets import HEARTBEAT_EVERY
from project.runs.release import release_id
from workers.deploys import check_release

logger = logging.getLogger(__name__)


class Pulse:
    """Thins out what comes more often than wanted."""

    def __init__(self, *, every_seconds: float) -> None:
        self._every_seconds = every_seconds
        self._due_at = 0.0

    def is_due(self) -> bool:
        """True at most once in the time given."""
        if monotonic() < self._due_at:
            return False
        self._due_at = monotonic() + self._every_seconds
        return True


PULSE = Pulse(every_seconds=HEARTBEAT_EVERY.total_seconds())


@worker_init.connect
def read_release(**_: Any) -> None:
    """Before the pool forks, so that every child knows the release that was loaded and not what lies there later."""
    release_id()


@worker_init.connect
def keep_what_is_loaded(**_: Any) -> None:
    """Before the pool forks, too: no child's collection of garbage need look at modules and settings again."""
    gc.freeze()


@worker_ready.connect
def ready(sender: Any, **_: Any) -> None:
    """The worker takes messages from now on."""
    _tell_database(lambda: _started(sender.app, sender.hostname))
    _tell_database(check_release)
    # Not Celery's worker_shutdown: a cold shutdown, the end of a soft one, doesn't send it.
    atexit.register(_tell_database, lambda: worker_stopped(sender.hostname))


@heartbeat_sent.connect
def alive(sender: Any, **_: Any) -> None:
    """Celery's heart beats every two seconds; the database hears of it twice a minute."""
    if PULSE.is_due():
        name = sender.eventer.hostname
        _tell_database(lambda: _still_alive(sender.eventer.app, name))


def _started(app: Celery, name: str) -> None:
    worker_started(name, queues=list(app.amqp.queues.consume_from))


def _still_alive(app: Celery, name: str) -> None:
    if not worker_is_alive(name):  # the database was away when it started
        _started(app, name)


def _tell_database(say: Callable[[], None]) -> None:
    try:
        say()
    except Error as error:
        logger.warning("The database does not hear of this worker: %s", str(error).partition("\n")[0])
    finally:
        connection.close()

"""The only file of project/ that knows Celery: it rings, and the workers come.

A message is a row's key and nothing else. The queued row stays what counts: a message that can't be sent, or is lost,
costs the time until the sweeper rings again.
"""

import logging
from collections.abc import Sequence
from typing import Any

from celery import current_app
from celery.exceptions import OperationalError

from project.runs.license_scope import is_license_scope
from project.runs.models import Chunk, Kind, Run

logger = logging.getLogger(__name__)

TASKS = {
    Kind.SCHEMA_AUDIT: "workers.audits.schema_audit",
    Kind.MIGRATION_AUDIT: "workers.audits.migration_audit",
    Kind.GE_SYNC: "workers.ge_sync.plan",
}
CLOSE_SYNC = "workers.ge_sync.close"
SYNC_CHUNK = "workers.ge_sync.sync_chunk"
SYNC_LICENSE = "workers.ge_sync.sync_license"
# An admin click and a finishing task wait for this: redis-py tries four times, each for half a second at most.
HASTE = {
    "socket_connect_timeout": 0.5,
    "socket_timeout": 0.5,
    "max_retries": 0,
    "connect_retries_timeout": 2,
}


def task_for(row: Run | Chunk) -> str:
    """The name of the task that takes the next step of this row."""
    if isinstance(row, Chunk):
        return SYNC_CHUNK
    if row.planned_at:
        return CLOSE_SYNC
    if row.kind == Kind.GE_SYNC and is_license_scope(row.scope):
        return SYNC_LICENSE
    return TASKS[Kind(row.kind)]


def queue_for(row: Run | Chunk) -> str:
    """The queue that CELERY_TASK_ROUTES gives the row's task."""
    return str(current_app.amqp.router.route({}, task_for(row))["queue"].name)


def publish(rows: Sequence[Run | Chunk]) -> bool:
    """Send a message for each row; False, and a warning, when the broker didn't take all of them."""
    try:
        with current_app.connection_for_write(transport_options=HASTE) as connection:
            producer = current_app.amqp.Producer(connection)
            for row in rows:
                current_app.send_task(task_for(row), args=[row.pk], producer=producer, retry=False)
    except (OperationalError, OSError) as error:
        logger.warning("Redis did not take %d messages (%s); the sweeper rings again.", len(rows), type(error).__name__)
        return False
    return True


def messages_waiting(queue: str) -> int:
    """How many messages lie in a queue; 0 as well when the broker can't be asked."""
    try:
        with current_app.connection_for_write(transport_options=HASTE) as connection:
            channel: Any = connection.default_channel
            return int(channel.queue_declare(queue=queue).message_count)
    except (OperationalError, OSError):
        return 0

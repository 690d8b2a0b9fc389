"""What beat calls: the ticks of the night, the sweeper, and forgetting."""

import logging

from celery import shared_task
from django.conf import settings

from project.ge_sync.archive import forget_old_documents
from project.runs.heartbeat import forget_silent_workers
from project.runs.models import Kind
from project.runs.retention import forget_old_runs as forget_some
from project.runs.sweep import sweep as sweep_once
from project.runs.ticks import start_scheduled as start_tick

logger = logging.getLogger(__name__)


@shared_task(name="workers.housekeeping.start_scheduled")
def start_scheduled(kind: str) -> None:
    """A tick of a schedule."""
    started = start_tick(Kind(kind))
    logger.info("%s for %s: %s", started.run, started.run.scheduled_for, "started" if started.created else "is there")


@shared_task(name="workers.housekeeping.sweep", soft_time_limit=120, time_limit=130)
def sweep() -> None:
    """One round of the sweeper."""
    logger.info("Swept: %s", sweep_once())


@shared_task(name="workers.housekeeping.forget_old_runs")
def forget_old_runs() -> None:
    """Runs past REPORT_RETENTION_DAYS, documents past GE_ARCHIVE_DAYS, and workers nobody has heard of for long."""
    runs = sum(iter(lambda: forget_some(older_than_days=settings.REPORT_RETENTION_DAYS), 0))
    documents = sum(iter(lambda: forget_old_documents(older_than_days=settings.GE_ARCHIVE_DAYS), 0))
    silent = forget_silent_workers()
    logger.info("Forgot %d old runs, %d old documents and %d silent workers", runs, documents, silent)

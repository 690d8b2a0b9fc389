"""Whether this worker's release is news."""

import logging

from celery import shared_task

from project.runs import deploys

logger = logging.getLogger(__name__)


@shared_task(name="workers.deploys.check_release")
def check_release() -> None:
    """Asked at the worker's start, and each minute: at the start the database may be away, or not migrated yet."""
    if deploy := deploys.check_release():
        logger.info("Release %s is new: its checks are queued", deploy)

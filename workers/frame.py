"""The outermost frame of every task that works on a row: whatever happens inside ends up in the row."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager

from celery.exceptions import SoftTimeLimitExceeded
from django.conf import settings
from django.db import connection

from project.runs.claim import Claim
from project.runs.errors import AskedToWait, Cancelled, Replaced
from project.runs.models import Chunk, Outcome, Run
from project.runs.watchdog import tell_ended, tell_started

logger = logging.getLogger(__name__)
LONGEST_ERROR = 500


@contextmanager
def working_on(claim: Claim[Run] | Claim[Chunk]) -> Iterator[None]:
    """Turn what the work raises into what the row says: cancelled, put off, tried again later, or failed."""
    attempt = claim.row.attempt
    logger.info("%s: attempt %d begins", claim.row, attempt)
    if attempt == 1 and isinstance(claim.row, Run):
        tell_started(claim.row)
    try:
        with _failures_told(claim):
            yield
    except Replaced:
        logger.warning("%s: attempt %d was replaced and stops", claim.row, attempt)
    if isinstance(claim.row, Run):
        claim.row.refresh_from_db()
        if claim.row.finished_at and claim.row.attempt == attempt:
            tell_ended(claim.row)


@contextmanager
def _failures_told(claim: Claim[Run] | Claim[Chunk]) -> Iterator[None]:
    try:
        yield
    except Replaced:
        raise
    except Cancelled:
        logger.info("%s: cancelled", claim.row)
        claim.finish(Outcome.CANCELLED, claim.row.summary)
    except AskedToWait as asked:
        logger.info("%s: put off for %s", claim.row, asked.wait)
        claim.put_off(str(asked), wait=asked.wait)
    except Exception as error:
        logger.exception("%s: attempt %d failed", claim.row, claim.row.attempt)
        # After a time limit the connection may be in the middle of an answer.
        connection.close()
        claim.retry_later(in_short(error))


def in_short(error: Exception) -> str:
    """One line for the row; the traceback is in the log."""
    if isinstance(error, SoftTimeLimitExceeded):
        return f"It took longer than a task may ({settings.CELERY_TASK_SOFT_TIME_LIMIT} s)."
    first_line = str(error).strip().partition("\n")[0]
    return f"{type(error).__name__}: {first_line}"[:LONGEST_ERROR].removesuffix(": ")

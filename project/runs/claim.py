"""Taking work, holding it and handing it back: the lease in the row decides, in database time.

A claim is one short transaction; nothing stays locked while the work goes on. What a worker writes afterwards counts
only where `attempt` is still the number it was given (fencing), so a worker that hung and came back harms nothing.
"""

from datetime import timedelta
from functools import partial
from typing import Any, Generic, TypeVar

from django.conf import settings
from django.db import transaction
from django.db.models.functions import Coalesce, Now

from project.runs.backoff import wait_after
from project.runs.closing import settle
from project.runs.doorbell import task_for
from project.runs.errors import Cancelled, Replaced
from project.runs.models import Chunk, Outcome, Run
from project.runs.querysets import LeasedQuerySet
from project.runs.release import release_id
from project.runs.ringing import ring_chunks

RowT = TypeVar("RowT", Run, Chunk)
# Somebody who asks for more patience than this is away, and a run that waits for ever is never reported.
LONGEST_PUT_OFF = timedelta(days=1)


class Claim(Generic[RowT]):
    """One attempt at a run or a chunk; every method raises `Replaced` once the attempt is no longer the row's."""

    def __init__(self, row: RowT) -> None:
        self.row: RowT = row

    @property
    def run(self) -> Run:
        """The claimed run, or the one that the claimed chunk belongs to."""
        return self.row if isinstance(self.row, Run) else self.row.run

    def extend(self) -> None:
        """Hold the row for another lease; call it between steps, each shorter than the lease. Raises `Cancelled`."""
        self._write(lease_until=_lease_end(), heartbeat_at=Now())
        if Run.objects.filter(pk=self.run.pk).exclude(cancel_requested_at=None).exists():
            raise Cancelled(f"{self.run} was cancelled.")

    def planned(self: "Claim[Run]") -> None:
        """All chunks exist: let go of the run until the last of them has ended; it is then claimed to be closed."""
        self._write(planned_at=Now(), lease_until=None, failures=0, published_at=None)
        transaction.on_commit(partial(ring_chunks, self.run.pk))
        transaction.on_commit(partial(settle, self.run.pk))

    def finish(self, outcome: Outcome, summary: dict[str, Any], **counts: int) -> None:
        """End the work, in the caller's transaction with what it records, where there is one.

        The counts are those of the row, `total`, `done` and `failed`, where it came to any.
        """
        ended = {"finished_at": Now(), "outcome": outcome.value, "lease_until": None, "heartbeat_at": Now()}
        self._write(summary=summary, **ended, **counts)
        self._settle_after_commit()

    def retry_later(self, error: str, *, wait: timedelta | None = None) -> bool:
        """Hand it back with the reason; False when that was the last of RUN_ATTEMPTS and the row has failed.

        Without `wait` the next attempt is due after the back-off.
        """
        failures = self.row.failures + 1
        if failures >= settings.RUN_ATTEMPTS:
            self._write(failures=failures, last_error=error)
            self.finish(Outcome.FAILED, self.row.summary)
            return False
        self._write(
            failures=failures,
            last_error=error,
            lease_until=None,
            published_at=None,
            next_attempt_at=Now() + (wait_after(failures) if wait is None else wait),
        )
        return True

    def put_off(self, reason: str, *, wait: timedelta) -> bool:
        """Hand it back until somebody who asked for it may be asked again; that is no failure.

        It is one, as in `retry_later`, where that would be more than a day after the row was made.
        """
        latest_start = Now() + wait - LONGEST_PUT_OFF
        if not type(self.row).objects.filter(pk=self.row.pk, created_at__gt=latest_start).exists():
            return self.retry_later(reason)
        self._write(last_error=reason, lease_until=None, published_at=None, next_attempt_at=Now() + wait)
        return True

    def _write(self, **values: Any) -> None:
        mine = type(self.row).objects.open().filter(pk=self.row.pk, attempt=self.row.attempt)
        if not mine.update(**values):
            raise Replaced(f"{self.row} went on without attempt {self.row.attempt}.")

    def _settle_after_commit(self) -> None:
        # The chunk's own row first, the run in a transaction of its own: in one transaction, two workers ending the
        # last two chunks don't see each other's, and nobody closes the run.
        if isinstance(self.row, Chunk):
            transaction.on_commit(partial(settle, self.row.run_id))


def claim_run(run_id: int, *, worker: str, task: str = "") -> Claim[Run] | None:
    """Take a run; None when somebody else has it, it is finished, cancelled, or not this release's to do.

    A worker names its task: a message may be older than the row of that number is (a restored database) or than the
    step that the run has come to, and must not make an audit of a sync, or a plan of what waits for its closing.
    """
    release = release_id()
    rows = Run.objects.ready().of_release(release).filter(pk=run_id)
    row = _take(rows, worker=worker, task=task, release=release)
    return Claim(row) if row else None


def claim_chunk(chunk_id: int, *, worker: str) -> Claim[Chunk] | None:
    """Take a chunk; None when somebody else has it, it is finished, or its run is."""
    row = _take(Chunk.objects.ready().filter(pk=chunk_id).select_related("run"), worker=worker)
    return Claim(row) if row else None


@transaction.atomic
def _take(rows: LeasedQuerySet[RowT], *, worker: str, task: str = "", **values: Any) -> RowT | None:
    """Lock the row if it is free, and lease it.

    It waits for whoever holds the row for a moment: that may be the ringer noting that it rang, and a claim that gave
    way to it would leave the row to the sweeper, half a minute later. Of two claims the second finds it taken.
    """
    row = rows.free().select_for_update(of=("self",)).first()
    # A row found free with a lease is one whose worker fell silent before the sweeper came by: that counts.
    failures = row.failures + (row.lease_until is not None) if row else 0
    if row is None or failures >= settings.RUN_ATTEMPTS or (task and task != task_for(row)):
        return None
    taken = {
        "attempt": row.attempt + 1,
        "failures": failures,
        "worker": worker,
        "lease_until": _lease_end(),
        "heartbeat_at": Now(),
        "started_at": Coalesce("started_at", Now()),
        **values,
    }
    type(row).objects.filter(pk=row.pk).update(**taken)
    row.refresh_from_db(fields=taken)
    return row


def _lease_end() -> Any:
    return Now() + timedelta(seconds=settings.RUN_LEASE_SECONDS)

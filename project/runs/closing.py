"""The end of runs that have chunks, and of cancelled ones; each call is a transaction of its own, and safe twice."""

from django.db import transaction
from django.db.models import Count, Q, Sum
from django.db.models.functions import Coalesce, Now

from project.runs.models import Chunk, Outcome, Run
from project.runs.ringing import PATIENCE, ring_run


def settle(run_id: int) -> None:
    """After a chunk has ended: count up, end the run if it was cancelled, else ring for it once no chunk is open."""
    with transaction.atomic():
        run = Run.objects.open().select_for_update().filter(pk=run_id).first()
        if run is None:
            return
        still_open = _count_up(run)
        if run.cancel_requested_at:
            _end_cancelled(run)
            return
    if not run.planned_at or still_open:
        return
    if complete := Run.objects.ready().unheard(patience=PATIENCE).filter(pk=run.pk).first():
        ring_run(complete)


def request_cancel(run_id: int) -> bool:
    """Ask a run to stop; it ends at once where no worker is on it. False when it was finished already."""
    asked = Run.objects.open().filter(pk=run_id).update(cancel_requested_at=Coalesce("cancel_requested_at", Now()))
    settle(run_id)
    return bool(asked)


def _count_up(run: Run) -> int:
    """Add up what the chunks have done, and say how many are open still."""
    if not run.planned_at:
        return 0
    sums = {name: Coalesce(Sum(name), 0) for name in ("total", "done", "failed")}
    counted = run.chunks.aggregate(still_open=Count("pk", filter=Q(finished_at=None)), **sums)
    still_open: int = counted.pop("still_open")
    Run.objects.filter(pk=run.pk).update(**counted)
    return still_open


def _end_cancelled(run: Run) -> None:
    """End it with its open chunks unless a worker still holds some of it; the worker's next step ends that."""
    held = Run.objects.held().filter(pk=run.pk).exists() or run.chunks.held().exists()
    if held:
        return
    ended = {"finished_at": Now(), "outcome": Outcome.CANCELLED.value, "lease_until": None}
    Chunk.objects.open().filter(run=run).update(**ended)
    Run.objects.filter(pk=run.pk).update(**ended)

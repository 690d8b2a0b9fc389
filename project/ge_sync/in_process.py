"""Work a run off in this process, through the same rows and claims as the workers, who may help or be faster."""

import gc
import os
import socket
import time
from collections.abc import Callable
from contextlib import suppress

from django.db import connection

from project.ge_sync import sync
from project.ge_sync.errors import GEError, shorten
from project.runs.claim import Claim, claim_chunk, claim_run
from project.runs.closing import request_cancel
from project.runs.doorbell import CLOSE_SYNC, SYNC_LICENSE, TASKS, task_for
from project.runs.errors import NoLongerMine
from project.runs.models import Chunk, Kind, Outcome, Run
from project.runs.sweep import sweep

_WAIT_SECONDS = 0.2
_SWEEP_SECONDS = 30.0
LONGEST_ERROR = 500
STEPS = {TASKS[Kind.GE_SYNC]: sync.plan, SYNC_LICENSE: sync.sync_one, CLOSE_SYNC: sync.close}


def work_off(run: Run, *, on_progress: Callable[[Run], None]) -> Run:
    """Until the run is finished, whoever does it; GEError when it failed here, and the run says so too."""
    # What is loaded by now stays for ever: no full collection of garbage need look at it again.
    gc.freeze()
    worker = f"{socket.gethostname()}/{os.getpid()} (command)"
    swept = time.monotonic()
    while not run.finished_at:
        if not (_step_of_chunk(run, worker) or _step_of_run(run, worker)):
            time.sleep(_WAIT_SECONDS)
        if time.monotonic() - swept > _SWEEP_SECONDS:
            sweep()
            swept = time.monotonic()
        run.refresh_from_db()
        on_progress(run)
    return run


def _step_of_run(run: Run, worker: str) -> bool:
    claim = claim_run(run.pk, worker=worker)
    if claim is None:
        return False
    step = STEPS[task_for(claim.run)]
    _guarded(claim, lambda: step(claim))
    return True


def _step_of_chunk(run: Run, worker: str) -> bool:
    free = Chunk.objects.ready().free().filter(run=run).order_by("pk").values_list("pk", flat=True).first()
    claim = claim_chunk(free, worker=worker) if free else None
    if claim is None:
        return False
    _guarded(claim, lambda: sync.sync_chunk(claim))
    return True


def _guarded(claim: Claim[Run] | Claim[Chunk], step: Callable[[], None]) -> None:
    """Do a step; where it fails, for whatever reason, or the person at the keyboard stops it, the run says why."""
    try:
        step()
    except NoLongerMine:
        return
    except GEError as error:
        _end(claim, Outcome.FAILED, str(error))
        raise
    except KeyboardInterrupt:
        _end(claim, Outcome.CANCELLED, "Stopped by Ctrl-C.")
        raise
    except Exception as error:  # the outermost frame of this work, as workers.frame is of a task's
        # The connection may be in the middle of an answer.
        connection.close()
        reason = str(error).strip().partition("\n")[0]
        _end(claim, Outcome.FAILED, shorten(f"{type(error).__name__}: {reason}", LONGEST_ERROR))
        raise


def _end(claim: Claim[Run] | Claim[Chunk], outcome: Outcome, reason: str) -> None:
    """Finish what was claimed; a run that loses a chunk so is cancelled: nobody waits for the rest of it."""
    type(claim.row).objects.filter(pk=claim.row.pk).update(last_error=reason)
    if isinstance(claim.row, Chunk):
        Run.objects.filter(pk=claim.row.run_id).update(last_error=reason)
        request_cancel(claim.row.run_id)
    # What a worker has taken over meanwhile is its own to finish; what went wrong here is told all the same.
    with suppress(NoLongerMine):
        claim.finish(outcome, claim.row.summary)

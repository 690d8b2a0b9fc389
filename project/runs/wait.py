"""Waiting for runs that workers work off, and noticing when nobody does."""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from enum import Enum

from project.runs.models import Run, Worker
from project.runs.sweep import sweep

LOOK_EVERY_SECONDS = 0.5
SWEEP_EVERY_SECONDS = 10


class Waited(Enum):
    """How waiting ended."""

    DONE = "done"
    TIMED_OUT = "timed out"
    NO_WORKER = "no worker"


@dataclass(frozen=True, kw_only=True)
class Patience:
    """How long to wait for the end, and for a first sign of a worker."""

    timeout_seconds: float
    worker_seconds: float = 30


def wait(run_ids: Sequence[int], *, patience: Patience, show: Callable[[Sequence[Run]], None]) -> Waited:
    """Look twice a second until all runs are finished, show each look, and do the sweeper's work meanwhile."""
    started = swept = time.monotonic()
    while True:
        runs = list(Run.objects.filter(pk__in=run_ids).order_by("pk"))
        show(runs)
        now = time.monotonic()
        if all(run.finished_at for run in runs):
            return Waited.DONE
        if now - started >= patience.timeout_seconds:
            return Waited.TIMED_OUT
        if now - started >= patience.worker_seconds and nobody_works(runs):
            return Waited.NO_WORKER
        if now - swept >= SWEEP_EVERY_SECONDS:
            sweep()
            swept = now
        time.sleep(LOOK_EVERY_SECONDS)


def nobody_works(runs: Sequence[Run]) -> bool:
    """True where none of the runs was ever claimed and no worker was heard of lately."""
    return not any(run.started_at for run in runs) and not Worker.objects.alive().exists()

"""Putting right what got lost: safe at any time, as often as one likes, and beside itself."""

from dataclasses import dataclass
from itertools import groupby

from project.runs.closing import settle
from project.runs.deploys import end_superseded
from project.runs.doorbell import messages_waiting, queue_for
from project.runs.lapsed import free_lapsed
from project.runs.models import Chunk, Run
from project.runs.ringing import PATIENCE, ring
from project.runs.ticks import answer_missed_ticks
from project.runs.watchdog import tell_ended

MOST_AT_ONCE = 1000


@dataclass(frozen=True, kw_only=True)
class Swept:
    """What one sweep did."""

    freed: int
    failed: int
    superseded: int
    rung: int
    caught_up: int
    did_not_run: int
    broker_is_away: bool

    def __str__(self) -> str:
        parts = (
            (self.freed, "taken back from silent workers"),
            (self.failed, "failed after their last attempt"),
            (self.superseded, "deploy checks superseded"),
            (self.rung, "rung for again"),
            (self.caught_up, "missed ticks caught up"),
            (self.did_not_run, "ticks that did not run"),
        )
        text = ", ".join(f"{count} {words}" for count, words in parts if count) or "nothing to do"
        return f"{text}; Redis can't be reached, what is queued waits for it" if self.broker_is_away else text


def sweep() -> Swept:
    """One round: lapsed leases, ends that were left open, missed ticks, lost messages."""
    freed_runs, failed_runs = free_lapsed(Run)
    freed_chunks, failed_chunks = free_lapsed(Chunk)
    for run in Run.objects.filter(pk__in=failed_runs):
        tell_ended(run)
    superseded = end_superseded()
    for run_id in Run.objects.to_settle().values_list("pk", flat=True):
        settle(run_id)
    caught_up, did_not_run = answer_missed_ticks()
    rung, broker_is_away = _ring_again()
    return Swept(
        freed=len(freed_runs + freed_chunks),
        failed=len(failed_runs + failed_chunks),
        superseded=superseded,
        rung=rung,
        caught_up=caught_up,
        did_not_run=did_not_run,
        broker_is_away=broker_is_away,
    )


def _ring_again() -> tuple[int, bool]:
    """Ring for what was never rung for, and for what was rung for in vain.

    Returns how many rows that were, and whether the broker was found away.
    """
    runs = Run.objects.ready().unheard(patience=PATIENCE).order_by("pk")[:MOST_AT_ONCE]
    chunks = Chunk.objects.ready().unheard(patience=PATIENCE).select_related("run").order_by("pk")[:MOST_AT_ONCE]
    rows: list[Run | Chunk] = sorted([*runs, *chunks.defer("items")], key=queue_for)
    rung = 0
    for queue, group in groupby(rows, key=queue_for):
        waiting = list(group)
        # Messages that still lie in the queue are not lost, its workers are busy: ringing again would only pile up.
        if messages_waiting(queue):
            waiting = [row for row in waiting if row.published_at is None]
        if not ring(waiting):
            return rung, True
        rung += len(waiting)
    return rung, False

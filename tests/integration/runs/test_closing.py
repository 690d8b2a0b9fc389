from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
import redis
from django.db import connection, transaction

from project.runs.claim import Claim
from project.runs.closing import request_cancel
from project.runs.models import Chunk, Kind, Outcome, Run
from tests.integration.runs.rows import a_finished_run, a_planned_run, a_run, claimed, claimed_chunk, rung_for

pytestmark = pytest.mark.django_db(transaction=True)


def test_planning_rings_for_every_chunk_and_lets_the_run_go(broker: redis.Redis) -> None:
    claim = claimed(a_run(Kind.GE_SYNC))
    chunks = [Chunk.objects.create(run=claim.run, key=str(number)) for number in range(3)]
    claim.planned()
    assert rung_for(broker, "sync") == [("workers.ge_sync.sync_chunk", [chunk.pk]) for chunk in chunks]
    assert Run.objects.get().lease_until is None


def test_a_plan_without_chunks_is_rung_for_to_be_closed(broker: redis.Redis) -> None:
    claim = claimed(a_run(Kind.GE_SYNC))
    claim.planned()
    assert rung_for(broker, "sync") == [("workers.ge_sync.close", [claim.run.pk])]


def test_the_end_of_the_last_chunk_rings_once_for_the_close(broker: redis.Redis) -> None:
    run = a_planned_run(chunks=2)
    first, second = (claimed_chunk(chunk) for chunk in run.chunks.all())
    first.finish(Outcome.CLEAN, {})
    assert rung_for(broker, "sync") == []
    second.finish(Outcome.FAILED, {})
    assert rung_for(broker, "sync") == [("workers.ge_sync.close", [run.pk])]


def test_chunks_that_end_at_the_same_moment_always_leave_a_run_to_close(broker: redis.Redis) -> None:
    run = a_planned_run(chunks=8)
    claims = [claimed_chunk(chunk) for chunk in run.chunks.all()]
    together = Barrier(len(claims))

    def end(claim: Claim[Chunk]) -> None:
        try:
            with transaction.atomic():
                claim.finish(Outcome.CLEAN, {})
                together.wait()
        finally:
            connection.close()

    with ThreadPoolExecutor(len(claims)) as workers:
        list(workers.map(end, claims))
    assert ("workers.ge_sync.close", [run.pk]) in rung_for(broker, "sync")


def test_a_run_counts_what_its_chunks_did(broker: redis.Redis) -> None:
    run = a_planned_run(chunks=2)
    for chunk in run.chunks.all():
        claimed_chunk(chunk).finish(Outcome.REPORTED, {}, total=100, done=98, failed=2)
    run.refresh_from_db()
    assert (run.total, run.done, run.failed) == (200, 196, 4)


def test_cancelling_a_queued_run_ends_it_at_once(broker: redis.Redis) -> None:
    run = a_run()
    assert request_cancel(run.pk)
    run.refresh_from_db()
    assert run.outcome == Outcome.CANCELLED


def test_cancelling_a_finished_run_changes_nothing() -> None:
    run = a_finished_run()
    assert not request_cancel(run.pk)
    run.refresh_from_db()
    assert (run.outcome, run.cancel_requested_at) == (Outcome.CLEAN, None)


def test_a_run_that_somebody_works_on_ends_with_that_step(broker: redis.Redis) -> None:
    claim = claimed(a_run())
    assert request_cancel(claim.run.pk)
    assert Run.objects.get().finished_at is None


def test_a_cancelled_run_keeps_what_it_finished(broker: redis.Redis) -> None:
    run = a_planned_run(chunks=3)
    done, running, waiting = run.chunks.all()
    claimed_chunk(done).finish(Outcome.CLEAN, {"licenses": 100})
    worker = claimed_chunk(running)
    request_cancel(run.pk)
    worker.finish(Outcome.CANCELLED, {})
    run.refresh_from_db()
    assert run.outcome == Outcome.CANCELLED
    assert [(c.outcome, c.summary) for c in run.chunks.all()] == [
        (Outcome.CLEAN, {"licenses": 100}),
        (Outcome.CANCELLED, {}),
        (Outcome.CANCELLED, {}),
    ]
    assert waiting.attempt == 0

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier
from time import sleep
from typing import Any

import pytest
from django.db import connection, transaction
from django.db.models.functions import Now
from django.test.utils import CaptureQueriesContext

from project.runs.claim import claim_chunk, claim_run
from project.runs.doorbell import CLOSE_SYNC, TASKS
from project.runs.errors import Cancelled, Replaced
from project.runs.models import Deploy, Kind, Outcome, Run
from project.runs.release import release_id
from tests.integration.runs.rows import a_finished_run, a_planned_run, a_run, claimed, claimed_chunk, later, let_lapse

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("broker")]


def test_only_one_of_eight_workers_gets_a_run() -> None:
    run = a_run()
    ready = Barrier(8)

    def try_to_claim(worker: int) -> bool:
        ready.wait()
        try:
            return claim_run(run.pk, worker=str(worker)) is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as workers:
        assert sum(workers.map(try_to_claim, range(8))) == 1
    run.refresh_from_db()
    assert (run.attempt, run.failures) == (1, 0)


def test_a_claim_waits_for_the_one_who_rang() -> None:
    run = a_run()

    def claim_meanwhile() -> bool:
        try:
            return claim_run(run.pk, worker="w") is not None
        finally:
            connection.close()

    with ThreadPoolExecutor(1) as workers:
        with transaction.atomic():
            Run.objects.filter(pk=run.pk).update(published_at=Now())
            claimed_by_other = workers.submit(claim_meanwhile)
            _until_somebody_waits_for_a_lock()
        assert claimed_by_other.result(timeout=10)


def _until_somebody_waits_for_a_lock() -> None:
    with connection.cursor() as cursor:
        for _ in range(500):
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return
            sleep(0.01)
    raise AssertionError("nobody waited: the claim gave way")


def test_a_claimed_run_says_who_works_on_it_and_with_which_release() -> None:
    claim = claimed(a_run(), worker="checks@host")
    assert (claim.run.worker, claim.run.release, claim.run.state) == ("checks@host", release_id(), "running")


def test_a_held_run_is_not_given_away() -> None:
    run = a_run()
    claimed(run)
    assert claim_run(run.pk, worker="second") is None


@pytest.mark.parametrize(
    "values",
    [
        pytest.param({"next_attempt_at": "2999-01-01T00:00Z"}, id="one that waits after a failure"),
        pytest.param({"cancel_requested_at": "2026-01-01T00:00Z"}, id="a cancelled one"),
    ],
)
def test_some_queued_runs_are_not_given_away(values: dict[str, Any]) -> None:
    assert claim_run(a_run(**values).pk, worker="first") is None


def test_a_finished_run_is_not_given_away() -> None:
    assert claim_run(a_finished_run().pk, worker="first") is None


def test_a_run_of_another_releases_deploy_is_not_given_away() -> None:
    theirs = Deploy.objects.create(number=1, release="another")
    assert claim_run(a_run(deploy=theirs, scope="deploy:1").pk, worker="first") is None


def test_a_run_of_this_releases_deploy_is() -> None:
    ours = Deploy.objects.create(number=1, release=release_id())
    assert claim_run(a_run(deploy=ours, scope="deploy:1").pk, worker="first") is not None


def test_a_message_of_another_kind_of_run_takes_nothing() -> None:
    run = a_run(Kind.GE_SYNC)
    assert claim_run(run.pk, worker="stale", task=TASKS[Kind.SCHEMA_AUDIT]) is None
    assert claim_run(run.pk, worker="meant", task=TASKS[Kind.GE_SYNC]) is not None


def test_a_message_of_a_step_that_is_over_takes_nothing() -> None:
    run = a_planned_run(chunks=0)
    assert claim_run(run.pk, worker="stale", task=TASKS[Kind.GE_SYNC]) is None
    assert claim_run(run.pk, worker="meant", task=CLOSE_SYNC) is not None


def test_a_lapsed_lease_makes_a_run_anybodys_and_fences_the_first_worker() -> None:
    first = claimed(a_run())
    let_lapse(first.row)
    second = claimed(first.row, worker="second")
    assert (second.row.attempt, second.row.failures) == (2, 1)
    for step in (
        first.extend,
        lambda: first.finish(Outcome.CLEAN, {}),
        lambda: first.retry_later("too late"),
    ):
        with pytest.raises(Replaced):
            step()
    second.finish(Outcome.REPORTED, {"by": "second"})
    assert Run.objects.get().summary == {"by": "second"}


def test_a_worker_that_was_slow_but_not_replaced_goes_on() -> None:
    claim = claimed(a_run())
    let_lapse(claim.row)
    claim.extend()
    assert claim_run(claim.row.pk, worker="second") is None


def test_a_run_that_lapsed_for_the_last_time_is_left_to_the_sweeper() -> None:
    run = a_run(failures=2)
    let_lapse(claimed(run).row)
    assert claim_run(run.pk, worker="second") is None


def test_counts_are_stored_with_the_end_as_given() -> None:
    claimed(a_run(total=10, done=3)).finish(Outcome.REPORTED, {}, done=4, failed=1)
    run = Run.objects.get()
    assert (run.total, run.done, run.failed) == (10, 4, 1)


def test_a_claimed_chunk_knows_its_run_without_another_look() -> None:
    run = a_planned_run(chunks=1)
    claim = claimed_chunk(run.chunks.get())
    with CaptureQueriesContext(connection) as asked:
        assert claim.run == run
    assert not asked.captured_queries


def test_a_cancelled_run_stops_its_worker_at_the_next_step() -> None:
    claim = claimed(a_run())
    later(claim.row, cancel_requested_at=Now())
    with pytest.raises(Cancelled):
        claim.extend()
    claim.finish(Outcome.CANCELLED, {"seen": 3})
    assert Run.objects.get().outcome == Outcome.CANCELLED


def test_a_failure_hands_the_run_back_with_the_reason_and_a_wait() -> None:
    claim = claimed(a_run())
    assert claim.retry_later("GE server: 503")
    run = Run.objects.get()
    assert (run.failures, run.last_error, run.lease_until, run.finished_at) == (1, "GE server: 503", None, None)
    assert claim_run(run.pk, worker="second") is None
    later(run, next_attempt_at=Now())
    assert claimed(run).row.attempt == 2


def test_the_last_attempt_ends_in_failure(settings: Any) -> None:
    settings.RUN_ATTEMPTS = 1
    assert not claimed(a_run()).retry_later("ValueError: no")
    run = Run.objects.get()
    assert (run.outcome, run.last_error) == (Outcome.FAILED, "ValueError: no")


def test_work_that_was_asked_to_wait_waits_as_long_and_has_not_failed(settings: Any) -> None:
    settings.RUN_ATTEMPTS = 1
    claim = claimed(a_run())
    assert claim.put_off("GE server: an hour, please", wait=timedelta(hours=1))
    run = Run.objects.annotate(now=Now()).get()
    assert (run.failures, run.last_error, run.lease_until, run.finished_at) == (
        0,
        "GE server: an hour, please",
        None,
        None,
    )
    assert run.next_attempt_at is not None
    assert timedelta(minutes=59) < run.next_attempt_at - run.now <= timedelta(hours=1)
    assert not Run.objects.free().exists()


def test_to_be_asked_to_wait_for_more_than_a_day_is_a_failure(settings: Any) -> None:
    settings.RUN_ATTEMPTS = 1
    run = a_run()
    later(run, created_at=Now() - timedelta(hours=23, minutes=30))
    assert not claimed(run).put_off("GE server: an hour, please", wait=timedelta(hours=1))
    assert Run.objects.get().outcome == Outcome.FAILED


def test_a_planned_run_waits_for_its_chunks() -> None:
    run = a_planned_run(chunks=2)
    first, second = (claimed_chunk(chunk) for chunk in run.chunks.all())
    first.finish(Outcome.CLEAN, {})
    assert claim_run(run.pk, worker="closer") is None
    second.finish(Outcome.CLEAN, {})
    assert claim_run(run.pk, worker="closer") is not None


def test_a_chunk_of_a_cancelled_run_is_not_given_away() -> None:
    run = a_planned_run(chunks=1)
    later(run, cancel_requested_at=Now())
    assert claim_chunk(run.chunks.get().pk, worker="first") is None


def test_a_chunk_of_a_finished_run_is_not_given_away() -> None:
    run = a_planned_run(chunks=1)
    later(run, finished_at=Now(), outcome=Outcome.FAILED.value)
    assert claim_chunk(run.chunks.get().pk, worker="first") is None


def test_a_cancelled_run_stops_the_worker_on_its_chunk() -> None:
    run = a_planned_run(chunks=1)
    claim = claimed_chunk(run.chunks.get())
    later(run, cancel_requested_at=Now())
    with pytest.raises(Cancelled):
        claim.extend()

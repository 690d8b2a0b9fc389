"""What a worker leaves behind when it dies in the middle, and who takes it up."""

import signal
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.db.models.functions import Now

from project.reports.models import Report
from project.runs.models import Kind, Outcome, Run, Trigger, Worker
from project.runs.start import start
from project.runs.sweep import sweep
from tests.faults.fleet import Fleet, ends, kill, signal_all, wait_until

Hold = Callable[[Kind], Any]


def begin_audit() -> Run:
    return start(Kind.MIGRATION_AUDIT, trigger=Trigger.MANUAL).run


def waits_to_record(*, workers: int = 1) -> Callable[[], bool]:
    """Audits are done except for their record, which `held_back` blocks."""

    def that_many_are_in_the_middle() -> bool:
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
            return bool(cursor.fetchone()[0] == workers)

    return that_many_are_in_the_middle


def finished(run: Run) -> Callable[[], bool]:
    """Looks after sweeping, as `nightly --wait` does."""

    def run_is_finished() -> bool:
        sweep()
        run.refresh_from_db()
        return run.finished_at is not None

    return run_is_finished


def attempt_is(run: Run, attempt: int) -> Callable[[], bool]:
    def attempt_has_begun() -> bool:
        sweep()
        run.refresh_from_db()
        return run.attempt == attempt

    return attempt_has_begun


def test_a_run_whose_worker_is_killed_is_finished_once_by_the_next(fleet: Fleet, held_back: Hold) -> None:
    first = fleet.worker("first")
    with held_back(Kind.MIGRATION_AUDIT):
        run = begin_audit()
        wait_until(waits_to_record())
        kill(first)
    fleet.worker("second")
    wait_until(finished(run))
    assert (run.outcome, run.attempt, run.failures, run.worker) == (Outcome.CLEAN, 2, 1, "second@test")
    assert "first@test fell silent" in run.last_error
    assert Report.objects.filter(run=run).count() == 1


def test_a_worker_that_hangs_and_comes_back_records_nothing(fleet: Fleet, held_back: Hold) -> None:
    """Frozen in the middle, as on a machine that is paused, and thawed when another attempt is at the same point."""
    first = fleet.worker("first")
    with held_back(Kind.MIGRATION_AUDIT):
        run = begin_audit()
        wait_until(waits_to_record())
        signal_all(first, signal.SIGSTOP)
        fleet.worker("second")
        wait_until(attempt_is(run, 2))
        wait_until(waits_to_record(workers=2))
    signal_all(first, signal.SIGCONT)
    wait_until(finished(run))
    wait_until(lambda: "attempt 1 was replaced and stops" in fleet.log("first"))
    run.refresh_from_db()
    assert (run.outcome, run.attempt, run.worker) == (Outcome.CLEAN, 2, "second@test")
    assert Report.objects.filter(run=run).count() == 1


def test_what_was_only_queued_at_a_killed_worker_is_done_by_the_next(fleet: Fleet, held_back: Hold) -> None:
    """The first worker has read more messages than it has processes; they die with it."""
    first = fleet.worker("first")
    with held_back(Kind.MIGRATION_AUDIT), held_back(Kind.SCHEMA_AUDIT):
        busy = [begin_audit(), start(Kind.SCHEMA_AUDIT, trigger=Trigger.MANUAL).run]
        wait_until(waits_to_record(workers=2))
        waiting = start(Kind.MIGRATION_AUDIT, trigger=Trigger.MANUAL, scope="another").run
        kill(first)
    fleet.worker("second")
    for run in (*busy, waiting):
        wait_until(finished(run), within_seconds=90)
    assert [run.outcome for run in (*busy, waiting)] == [Outcome.CLEAN] * 3
    assert Report.objects.count() == 3


def test_a_worker_that_is_asked_to_end_finishes_what_it_holds(fleet: Fleet, held_back: Hold) -> None:
    worker = fleet.worker("first")
    assert [row.name for row in Worker.objects.all()] == ["first@test"]
    with held_back(Kind.MIGRATION_AUDIT):
        run = begin_audit()
        wait_until(waits_to_record())
        worker.send_signal(signal.SIGTERM)
        wait_until(lambda: "shutdown" in fleet.log("first").lower())
    wait_until(ends(worker))
    run.refresh_from_db()
    assert (run.outcome, run.attempt) == (Outcome.CLEAN, 1)
    assert not Worker.objects.exists()


def test_a_lost_database_connection_is_told_in_the_row_and_tried_again(fleet: Fleet, held_back: Hold) -> None:
    fleet.worker("first")
    with held_back(Kind.MIGRATION_AUDIT):
        run = begin_audit()
        wait_until(waits_to_record())
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_terminate_backend(pid) FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
        wait_until(lambda: Run.objects.get(pk=run.pk).failures == 1)
    run.refresh_from_db()
    assert run.last_error.startswith("OperationalError: ")
    assert run.finished_at is None
    Run.objects.update(next_attempt_at=Now())
    wait_until(finished(run))
    assert (run.outcome, run.attempt) == (Outcome.CLEAN, 2)


@pytest.mark.parametrize("workers", [1, 2])
def test_a_doubled_message_does_nothing_twice(fleet: Fleet, held_back: Hold, workers: int) -> None:
    for number in range(workers):
        fleet.worker(f"worker{number}")
    with held_back(Kind.MIGRATION_AUDIT):
        run = begin_audit()
        wait_until(waits_to_record())
        Run.objects.update(published_at=None, lease_until=Now())
        Run.objects.update(lease_until=None)
        sweep()
    wait_until(finished(run))
    assert Report.objects.filter(run=run).count() == 1

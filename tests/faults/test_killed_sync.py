"""A sync of many chunks, hit in the middle: every licence is written, none twice, and a second look finds nothing."""

import secrets
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest
from django.db import connection
from django.db.models import Count

from dev.ports import HOST, free_port
from dev.processes import start as start_process
from dev.processes import stop
from dev.run_folder import ROOT
from project.ge_sync.models import LicenseOutcome
from project.license.models import LicenseDetailsModel
from project.runs.closing import request_cancel
from project.runs.models import Chunk, Kind, Outcome, Run, Trigger
from project.runs.start import start
from project.runs.sweep import sweep
from tests.faults.fleet import Broker, Fleet, kill, wait_until

LICENSES = 600
IN_THE_MIDDLE = "SELECT count(*) FROM pg_locks WHERE relation = 'license_licensedetailsmodel'::regclass AND NOT granted"


@pytest.fixture
def fleet(tmp_path: Path, broker: Broker, database_url: str) -> Iterator[Fleet]:
    """Workers that know a GE server of 600 licences: six chunks."""
    port, secret = free_port(), secrets.token_hex(8)
    command = [sys.executable, "-m", "dev.ge_server", "--port", str(port), "--licenses", str(LICENSES)]
    log = tmp_path / "ge_server.log"
    server = start_process([*command, "--client-id", "t", "--client-secret", secret], log=log, cwd=ROOT)
    wait_until(lambda: log.exists() and "GE server on" in log.read_text())
    ge = {"GE_BASE_URL": f"http://{HOST}:{port}", "GE_CLIENT_ID": "t", "GE_CLIENT_SECRET": secret}
    fleet = Fleet(tmp_path, {"DATABASE_URL": database_url, "REDIS_URL": broker.url, **ge})
    yield fleet
    fleet.kill_all()
    stop(server)


@contextmanager
def writing_is_blocked(database_url: str) -> Iterator[None]:
    """Chunks fetch and compare, and stop before their first row until this ends."""
    with psycopg2.connect(database_url) as other, other.cursor() as cursor:
        cursor.execute("LOCK TABLE license_licensedetailsmodel IN SHARE MODE")
        yield
    other.close()


def chunks_are_in_the_middle() -> bool:
    with connection.cursor() as cursor:
        cursor.execute(IN_THE_MIDDLE)
        return bool(cursor.fetchone()[0])


def ask_for_a_sync() -> Run:
    return start(Kind.GE_SYNC, trigger=Trigger.MANUAL).run


def finished(run: Run) -> Callable[[], bool]:
    def sync_is_finished() -> bool:
        sweep()
        run.refresh_from_db()
        return run.finished_at is not None

    return sync_is_finished


def assert_complete_and_nothing_twice(run: Run) -> None:
    assert (run.outcome, run.last_error, run.total, run.done) == (Outcome.CLEAN, "", LICENSES, LICENSES)
    assert LicenseDetailsModel.objects.count() == LICENSES
    outcomes = LicenseOutcome.objects.filter(run=run)
    assert outcomes.count() == LICENSES
    assert outcomes.values("license_number").annotate(n=Count("pk")).filter(n__gt=1).count() == 0
    assert set(run.chunks.values_list("outcome", flat=True)) == {Outcome.CLEAN}


def assert_a_second_sync_changes_nothing() -> None:
    again = ask_for_a_sync()
    wait_until(finished(again), within_seconds=120)
    assert again.outcome == Outcome.CLEAN
    assert again.summary["counts"]["unchanged"] == LICENSES
    assert again.summary["counts"]["changed"] == again.summary["counts"]["new"] == 0


def test_a_sync_whose_worker_is_killed_is_finished_by_the_next(fleet: Fleet, database_url: str) -> None:
    first = fleet.worker("first")
    with writing_is_blocked(database_url):
        run = ask_for_a_sync()
        wait_until(chunks_are_in_the_middle)
        kill(first)
    assert not Chunk.objects.exclude(finished_at=None).exists()
    fleet.worker("second")
    wait_until(finished(run), within_seconds=120)
    assert_complete_and_nothing_twice(run)
    assert Chunk.objects.filter(attempt=2).exists()
    assert_a_second_sync_changes_nothing()


def test_a_sync_goes_on_after_redis_forgot_everything(fleet: Fleet, broker: Broker, database_url: str) -> None:
    fleet.worker("first")
    with writing_is_blocked(database_url):
        run = ask_for_a_sync()
        wait_until(chunks_are_in_the_middle)
        broker.client.flushall()
    wait_until(finished(run), within_seconds=120)
    assert_complete_and_nothing_twice(run)


def test_a_cancelled_sync_keeps_what_it_finished(fleet: Fleet, database_url: str) -> None:
    fleet.worker("first")
    with writing_is_blocked(database_url):
        run = ask_for_a_sync()
        wait_until(chunks_are_in_the_middle)
        request_cancel(run.pk)
    wait_until(finished(run))
    assert run.outcome == Outcome.CANCELLED
    kept = sum(run.chunks.filter(outcome=Outcome.CLEAN).values_list("total", flat=True))
    assert LicenseDetailsModel.objects.count() == kept < LICENSES

"""Workers killed while a run is weighed, held back or released: the rows are those of an undisturbed night."""

import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
import pytest
from django.db import connection

from dev.ports import HOST, free_port
from dev.processes import start as start_process
from dev.processes import stop
from dev.run_folder import ROOT
from project.ge_sync.models import Change, HeldPlan, LicenseOutcome
from project.ge_sync.options import Options
from project.runs.models import Chunk, Kind, Outcome, Run, Trigger
from project.runs.start import start
from project.runs.sweep import sweep
from tests.faults.fleet import Broker, Fleet, kill, wait_until
from tests.faults.test_killed_sync import ask_for_a_sync, finished
from tests.integration.ge_sync.conftest import GEServer
from tests.integration.ge_sync.rough_nights import differences

LICENSES = 300
CHANGED = 24  # more than may change unseen in one field, so that the run is weighed
WRITTEN, HELD = "license_licensedetailsmodel", "ge_sync_heldlicense"


@pytest.fixture
def server(tmp_path: Path) -> Iterator[GEServer]:
    port, log = free_port(), tmp_path / "ge_server.log"
    command = [sys.executable, "-m", "dev.ge_server", "--port", str(port), "--licenses", str(LICENSES)]
    process = start_process([*command, "--client-id", "dev", "--client-secret", "dev"], log=log, cwd=ROOT)
    wait_until(lambda: log.exists() and "GE server on" in log.read_text())
    yield GEServer(f"http://{HOST}:{port}")
    stop(process)


@pytest.fixture
def fleet(tmp_path: Path, broker: Broker, database_url: str, server: GEServer) -> Iterator[Fleet]:
    ge = {"GE_BASE_URL": server.url, "GE_CLIENT_ID": "dev", "GE_CLIENT_SECRET": "dev"}
    fleet = Fleet(tmp_path, {"DATABASE_URL": database_url, "REDIS_URL": broker.url, **ge})
    yield fleet
    fleet.kill_all()


@contextmanager
def killed_in_the_middle(fleet: Fleet, name: str, database_url: str, table: str) -> Iterator[None]:
    """A worker that stops before its first row of this table, and is killed there."""
    worker = fleet.worker(name)
    with psycopg2.connect(database_url) as other, other.cursor() as cursor:
        cursor.execute(f"LOCK TABLE {table} IN SHARE MODE")
        yield
        wait_until(somebody_waits_for(table))
        kill(worker)
    other.close()


def somebody_waits_for(table: str) -> Callable[[], bool]:
    def a_chunk_is_in_the_middle() -> bool:
        sweep()
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE relation = %s::regclass AND NOT granted", [table])
            return bool(cursor.fetchone()[0])

    return a_chunk_is_in_the_middle


def first_load(fleet: Fleet) -> None:
    worker = fleet.worker("loading")
    run = ask_for_a_sync()
    wait_until(finished(run), within_seconds=120)
    assert run.outcome == Outcome.CLEAN
    kill(worker)


def assert_in_step(server: GEServer, run: Run) -> None:
    """Every row is the server's last word, every licence ended once, and each change is told."""
    assert {n: found for n, one in server.documents().items() if (found := differences(n, one))} == {}
    assert Change.objects.filter(run=run).values("license_number").distinct().count() == CHANGED
    ended = LicenseOutcome.objects.filter(run=run, outcome="changed")
    assert ended.count() == CHANGED
    assert not Chunk.objects.filter(finished_at=None).exists()


def test_a_run_killed_while_it_is_weighed_and_while_it_writes(
    fleet: Fleet, server: GEServer, database_url: str
) -> None:
    first_load(fleet)
    for index, number in enumerate(sorted(server.documents())[:CHANGED]):
        field = "file_number" if index % 2 else "registration_number"
        server.control("document", license_number=number, set={field: "NEW"})

    with killed_in_the_middle(fleet, "weighing", database_url, HELD):
        run = ask_for_a_sync()
    with killed_in_the_middle(fleet, "writing", database_url, WRITTEN):
        pass
    fleet.worker("last")
    wait_until(finished(run), within_seconds=120)

    assert run.outcome in (Outcome.CLEAN, Outcome.REPORTED)
    assert run.chunks.filter(key__startswith="weighed-", attempt=2).exists()
    assert not HeldPlan.objects.exists()
    assert_in_step(server, run)


def test_a_release_killed_while_it_writes(fleet: Fleet, server: GEServer, database_url: str) -> None:
    first_load(fleet)
    before = server.documents()
    for number in sorted(before)[:CHANGED]:
        server.control("document", license_number=number, set={"file_number": "NEW"})

    with killed_in_the_middle(fleet, "weighing", database_url, HELD):
        held = ask_for_a_sync()
    fleet.worker("holding")
    wait_until(finished(held), within_seconds=120)
    assert held.outcome == Outcome.NEEDS_APPROVAL
    assert {n: found for n, one in before.items() if (found := differences(n, one))} == {}, "nothing is written yet"
    fleet.kill_all()

    options = Options().to_approve(held.pk).as_json()
    with killed_in_the_middle(fleet, "releasing", database_url, WRITTEN):
        run = start(Kind.GE_SYNC, trigger=Trigger.MANUAL, options=options).run
    fleet.worker("last")
    wait_until(finished(run), within_seconds=120)

    assert run.outcome in (Outcome.CLEAN, Outcome.REPORTED)
    assert_in_step(server, run)

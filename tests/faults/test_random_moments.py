"""Workers, Redis and PostgreSQL go down at moments drawn by a seed: the rows are those of an undisturbed night."""

import os
import signal
import time
from pathlib import Path
from random import Random
from typing import Any

import psycopg2
import pytest
from django.db import connection
from django.db.utils import InterfaceError, OperationalError

from project.ge_sync.models import LicenseOutcome
from project.license.models import LicenseDetailsModel
from project.runs.models import Kind, Outcome, Run, Trigger
from project.runs.start import start
from project.runs.sweep import sweep
from tests.faults.fleet import Broker, Fleet, kill, wait_until
from tests.faults.test_killed_sync import LICENSES, assert_a_second_sync_changes_nothing, fleet

__all__ = ["fleet"]
FIRST = int(os.environ.get("FAULT_SEED", "1"))


class Mischief:
    """What goes down, and comes back as it does in real life: a worker is started again, a server answers anew."""

    def __init__(self, fleet: Fleet, broker: Broker, database_url: str) -> None:
        self.fleet, self.broker, self.database_url = fleet, broker, database_url
        self.started = 0
        self.worker = self.another_worker()

    def another_worker(self) -> object:
        self.started += 1
        return self.fleet.worker(f"worker{self.started}")

    def kill_the_worker(self) -> None:
        kill(self.worker)  # type: ignore[arg-type]  # a Child
        self.worker = self.another_worker()

    def flush_redis(self) -> None:
        self.broker.client.flushall()

    def restart_redis(self) -> None:
        self.broker.kill()
        self.broker.start()

    def crash_postgres(self) -> None:
        """One of its processes dies, so that it ends all others and recovers; for a while it lets nobody in."""
        dying, other = psycopg2.connect(self.database_url), psycopg2.connect(self.database_url)
        if parent_of(parent_of(dying.info.backend_pid)) == os.getpid():
            os.kill(dying.info.backend_pid, signal.SIGKILL)
        else:
            self.end_all_connections()  # somebody else's server, which is not ours to crash
        wait_until(lambda: has_ended(other))
        connection.close()
        wait_until(database_answers)

    def end_all_connections(self) -> None:
        """What the end of a proxy in between does to everybody who uses this database."""
        with psycopg2.connect(self.database_url) as own, own.cursor() as cursor:
            cursor.execute(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                " WHERE datname = current_database() AND pid <> pg_backend_pid()"
            )
        own.close()
        connection.close()


def parent_of(process_id: int) -> int:
    """By the kernel's table; 0 where the process is on another machine."""
    status = Path(f"/proc/{process_id}/stat")
    return int(status.read_text().rpartition(")")[2].split()[1]) if status.exists() else 0


def is_finished(run: Run) -> bool:
    """As somebody waits who isn't thrown off by a lost connection either."""
    try:
        sweep()
        run.refresh_from_db()
    except (OperationalError, InterfaceError):
        connection.close()
        return False
    return run.finished_at is not None


def has_ended(other: Any) -> bool:
    """Whether the server has ended a connection that was open."""
    try:
        with other.cursor() as cursor:
            cursor.execute("SELECT 1")
    except psycopg2.Error:
        return True
    return False


def database_answers() -> bool:
    try:
        connection.ensure_connection()
    except OperationalError:
        return False
    return True


@pytest.mark.parametrize("seed", range(FIRST, FIRST + 3))
def test_a_night_that_is_hit_again_and_again_ends_as_an_undisturbed_one(
    fleet: Fleet, broker: Broker, database_url: str, seed: int
) -> None:
    dice, mischief = Random(seed), Mischief(fleet, broker, database_url)
    kinds = [
        mischief.kill_the_worker,
        mischief.flush_redis,
        mischief.restart_redis,
        mischief.end_all_connections,
        mischief.crash_postgres,
    ]
    run = start(Kind.GE_SYNC, trigger=Trigger.MANUAL, options={"mode": "data_only"}).run
    for _ in range(4):
        time.sleep(dice.uniform(0.1, 2.5))
        if is_finished(run):
            break
        dice.choice(kinds)()
    Run.objects.open().update(next_attempt_at=None)
    run.chunks.filter(finished_at=None).update(next_attempt_at=None)
    wait_until(lambda: is_finished(run), within_seconds=180)

    assert (run.outcome, LicenseDetailsModel.objects.count()) == (Outcome.CLEAN, LICENSES)
    assert LicenseOutcome.objects.filter(run=run).count() == LICENSES
    assert_a_second_sync_changes_nothing()

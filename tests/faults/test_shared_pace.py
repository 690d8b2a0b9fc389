"""Two real workers ask one server: together they keep to the limit, and a flushed Redis forgets no pause."""

import secrets
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import requests
from django.db.models.functions import Now

from dev.ports import HOST, free_port
from dev.processes import start as start_process
from dev.processes import stop
from dev.run_folder import ROOT
from project.ge_sync.models import LicenseOutcome, Source
from project.license.models import LicenseDetailsModel
from project.runs.models import Chunk, Kind, Outcome, Run, Trigger
from project.runs.start import start
from project.runs.sweep import sweep
from tests.faults.fleet import Broker, Fleet, wait_until

LICENSES = 400
PER_SECOND, BURST = 25, 5


@pytest.fixture
def server_url(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A GE server and the secret of its client; every listed licence has to be asked for by itself."""
    port, secret = free_port(), secrets.token_hex(8)
    command = [sys.executable, "-m", "dev.ge_server", "--port", str(port), "--licenses", str(LICENSES)]
    log = tmp_path / "ge_server.log"
    server = start_process([*command, "--client-id", "t", "--client-secret", secret], log=log, cwd=ROOT)
    wait_until(lambda: log.exists() and "GE server on" in log.read_text())
    yield f"http://{HOST}:{port}", secret
    stop(server)


@pytest.fixture
def fleet(tmp_path: Path, broker: Broker, database_url: str, server_url: tuple[str, str]) -> Iterator[Fleet]:
    url, secret = server_url
    ge = {"GE_BASE_URL": url, "GE_CLIENT_ID": "t", "GE_CLIENT_SECRET": secret}
    pace = {"GE_REQUESTS_PER_SECOND": str(PER_SECOND), "GE_BURST": str(BURST)}
    fleet = Fleet(tmp_path, {"DATABASE_URL": database_url, "REDIS_URL": broker.url, **ge, **pace})
    yield fleet
    fleet.kill_all()


def requests_of(url: str) -> list[dict[str, object]]:
    found: list[dict[str, object]] = requests.get(f"{url}/_control/requests", timeout=9).json()["requests"]
    return found


def finished(run: Run) -> Callable[[], bool]:
    def sync_is_finished() -> bool:
        sweep()
        run.refresh_from_db()
        return run.finished_at is not None

    return sync_is_finished


def misbehave(url: str, **limits: object) -> None:
    requests.post(f"{url}/_control/misbehave", json={"on": True, **limits}, timeout=9).raise_for_status()


def most_in(seconds: float, times: list[float]) -> int:
    """The most of them in any span of that length."""
    return max(sum(1 for other in times if begin <= other < begin + seconds) for begin in times)


def test_two_workers_together_never_exceed_the_limit(fleet: Fleet, server_url: tuple[str, str]) -> None:
    url, _ = server_url
    misbehave(url, name="moved_owner")  # listed without its document, so that each costs a request
    fleet.worker("first")
    fleet.worker("second")

    run = start(Kind.GE_SYNC, trigger=Trigger.MANUAL, options={"mode": "data_only"}).run
    wait_until(finished(run), within_seconds=180)

    asked = requests_of(url)
    times = [float(str(one["at"])) for one in asked]
    assert len(times) > LICENSES
    assert Chunk.objects.values("worker").distinct().count() == 2
    for span in (0.5, 1.0, 3.0):
        assert most_in(span, times) <= PER_SECOND * span + BURST + 1
    assert len(times) / (times[-1] - times[0]) > PER_SECOND * 0.6, "and they use it"
    assert [one["endpoint"] for one in asked].count("POST /v1/session") == 1


def test_a_pause_survives_a_flushed_redis_and_a_new_worker(
    fleet: Fleet, broker: Broker, server_url: tuple[str, str]
) -> None:
    url, _ = server_url
    misbehave(url, name="odd_retry_after", variant="day", first=1, endpoint="list")
    fleet.worker("first")
    run = start(Kind.GE_SYNC, trigger=Trigger.MANUAL, options={"mode": "data_only"}).run
    wait_until(lambda: Source.objects.exclude(pause_until=None).exists())
    asked = len(requests_of(url))

    broker.client.flushall()
    fleet.worker("second")
    Run.objects.filter(pk=run.pk).update(next_attempt_at=Now(), published_at=None)
    wait_until(lambda: sweep() is not None and Run.objects.get(pk=run.pk).attempt > 1)
    time.sleep(2)

    assert len(requests_of(url)) == asked
    Source.objects.update(pause_until=Now())
    Run.objects.filter(pk=run.pk).update(next_attempt_at=Now(), published_at=None)
    wait_until(finished(run), within_seconds=120)
    run.refresh_from_db()
    assert (run.outcome, LicenseDetailsModel.objects.count()) == (Outcome.CLEAN, LICENSES)


def test_without_redis_the_workers_go_on_slowly(fleet: Fleet, broker: Broker, server_url: tuple[str, str]) -> None:
    url, _ = server_url
    misbehave(url, name="moved_owner", share=0.1)
    fleet.worker("first")
    run = start(Kind.GE_SYNC, trigger=Trigger.MANUAL, options={"mode": "data_only"}).run
    wait_until(lambda: Run.objects.filter(pk=run.pk).exclude(started_at=None).exists())
    broker.kill()
    wait_until(lambda: len(requests_of(url)) > 2)
    broker.start()
    wait_until(finished(run), within_seconds=120)

    times = [float(str(one["at"])) for one in requests_of(url)]
    assert most_in(1.0, times) <= PER_SECOND + BURST + 1
    assert LicenseOutcome.objects.filter(run=run).count() == LICENSES

"""A server that asks for patience gets it from every worker, and no run is lost to that."""

from datetime import timedelta

import pytest
from django.db.models.functions import Now

from project.ge_sync import sync as use_cases
from project.ge_sync.control import gate
from project.ge_sync.models import Source
from project.runs.claim import Claim, claim_run
from project.runs.models import Kind, Run
from workers.frame import working_on

from .conftest import GEServer, StartServer, Sync

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def impatient_server(start_ge_server: StartServer, monkeypatch: pytest.MonkeyPatch) -> GEServer:
    """One request (the session), then 429 for the rest of the minute, which is longer than anybody waits."""
    monkeypatch.setattr(gate, "PAUSE_PATIENCE_SECONDS", 20.0)
    return start_ge_server(60, "--rate-limit", "1")


def _claimed(scope: str = "") -> Claim[Run]:
    claim = claim_run(Run.objects.create(kind=Kind.GE_SYNC, scope=scope, options={"mode": "data_only"}).pk, worker="w")
    assert claim is not None
    return claim


def _plan() -> Run:
    claim = _claimed()
    with working_on(claim):
        use_cases.plan(claim)
    claim.row.refresh_from_db()
    return claim.row


def test_a_run_waits_as_long_as_the_server_asks_and_has_not_failed(impatient_server: GEServer) -> None:
    run = _plan()

    assert (run.failures, run.finished_at) == (0, None)
    assert "asks to be left alone" in run.last_error
    assert run.next_attempt_at is not None
    assert run.next_attempt_at - run.created_at > timedelta(seconds=20)


def test_the_pause_is_kept_by_everybody_else(impatient_server: GEServer) -> None:
    _plan()
    asked = impatient_server.asked()
    claim = _claimed("license:0310837893")

    with working_on(claim):
        use_cases.sync_one(claim)

    claim.row.refresh_from_db()
    assert (claim.row.failures, claim.row.finished_at) == (0, None)
    assert impatient_server.asked() == asked


def test_a_dry_run_keeps_the_pause_too(impatient_server: GEServer, sync: Sync) -> None:
    _plan()
    asked = impatient_server.asked()

    with pytest.raises(Exception, match="asks to be left alone"):
        sync("--dry-run")

    assert impatient_server.asked() == asked


def test_after_the_pause_the_server_is_asked_again(ge_server: GEServer, sync: Sync) -> None:
    sync()
    assert Source.objects.update(pause_until=Now() - timedelta(seconds=1)) == 1

    assert sync().counts == {"unchanged": 60, "verified": 60}


def test_a_server_that_asked_for_nothing_is_not_paused(ge_server: GEServer, sync: Sync) -> None:
    sync()

    assert Source.objects.get().pause_until is None

"""Work that a command does itself: how it ends when it fails, and when somebody else has it by then."""

import pytest
from django.db.models import F

from project.ge_sync.errors import GEUnavailable
from project.ge_sync.in_process import _guarded
from project.runs.claim import Claim, claim_run
from project.runs.models import Kind, Outcome, Run

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def claim() -> Claim[Run]:
    found = claim_run(Run.objects.create(kind=Kind.GE_SYNC, options={"mode": "data_only"}).pk, worker="command")
    assert found is not None
    return found


def fail() -> None:
    raise GEUnavailable("The GE server is away.")


def test_what_fails_here_ends_the_run(claim: Claim[Run]) -> None:
    with pytest.raises(GEUnavailable, match="is away"):
        _guarded(claim, fail)

    run = Run.objects.get()
    assert (run.outcome, run.last_error) == (Outcome.FAILED, "The GE server is away.")


def test_what_fails_here_is_told_and_ends_nothing_that_a_worker_has_taken_over(claim: Claim[Run]) -> None:
    Run.objects.update(attempt=F("attempt") + 1)

    with pytest.raises(GEUnavailable, match="is away"):
        _guarded(claim, fail)

    assert Run.objects.get().finished_at is None

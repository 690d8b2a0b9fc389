"""The promise: when each licence is due, how many were verified in time, and what is said when it is broken."""

from datetime import timedelta

import pytest
from django.utils import timezone

from project.ge_sync.models import State, SyncedLicense
from project.ge_sync.reporting.freshness import Freshness, freshness, freshness_finding
from project.ge_sync.turns import whose_turn
from project.license.models import LicenseDetailsModel, LicenseTransferModel
from project.runs.models import Run

from .conftest import GEServer, Sync

TODAY = timezone.localdate()


def known(number: str, *, hours_ago: float = 1, state: State = State.GONE, **license: object) -> LicenseDetailsModel:
    """A licence that was found in step so long ago."""
    made = LicenseDetailsModel.objects.create(license_number=number, **license)
    at = timezone.now() - timedelta(hours=hours_ago)
    SyncedLicense.objects.create(license_number=number, license=made, state=state, checked_at=at, next_due=at)
    return made


@pytest.mark.django_db
def test_what_is_not_in_step_is_active_and_not_verified_and_what_ended_or_expired_is_neither() -> None:
    for number, state, hours in (("1", "quarantined", 1), ("2", "failed", 1), ("3", "access_lost", 1)):
        known(number, state=State(state), hours_ago=hours)
    known("4", state=State.GONE)
    known("5", state=State.FAILED, license_expiry_date=TODAY - timedelta(days=2))
    known("6", state=State.FAILED, license_expiry_date=TODAY + timedelta(days=2))

    assert freshness() == Freshness(active=4, verified=0)


def test_every_licence_of_a_good_night_is_fresh_and_due_the_next_day(ge_server: GEServer, sync: Sync) -> None:
    sync()
    SyncedLicense.objects.update(checked_at=timezone.now() - timedelta(hours=27))
    assert freshness().verified == 0

    done = sync()

    assert freshness().percent == 100.0
    assert Run.objects.get(pk=done.report["run"]).summary["freshness"]["verified"] == freshness().verified
    due = set(SyncedLicense.objects.values_list("next_due", flat=True))
    assert all(timedelta(hours=23) < moment - timezone.now() <= timedelta(hours=24) for moment in due if moment)


def test_a_broken_promise_is_a_finding(ge_server: GEServer, sync: Sync) -> None:
    sync()
    for number in sorted(ge_server.documents())[:10]:
        ge_server.control("document", license_number=number, set={"status": "FROZEN"})

    done = sync()

    (finding,) = [finding for finding in done.report["findings"] if finding["code"] == "freshness_broken"]
    assert "active licences verified within 26 h, promised are 99 %" in finding["message"]
    assert SyncedLicense.objects.filter(state=State.QUARANTINED, next_due__lte=timezone.now()).count() == 10


def test_ninety_nine_of_a_hundred_keep_the_promise() -> None:
    assert freshness_finding(Freshness(active=100, verified=99)) == []
    assert freshness_finding(Freshness(active=0, verified=0)) == []
    assert len(freshness_finding(Freshness(active=1000, verified=989))) == 1


@pytest.mark.django_db
def test_the_most_urgent_licences_come_first_and_the_budget_holds() -> None:
    known("0300000001", hours_ago=9, state=State.FAILED)
    known("0300000002", hours_ago=1, state=State.FAILED, balance_cif=5)
    known("0300000003", hours_ago=1, state=State.FAILED, license_expiry_date=TODAY + timedelta(days=30))
    pending = known("0300000004", hours_ago=1, state=State.FAILED)
    LicenseTransferModel.objects.create(license=pending, transfer_status="Transfer - Pending Acceptance")
    known("0300000005", hours_ago=20, state=State.FAILED, balance_cif=5)
    LicenseDetailsModel.objects.create(license_number="0300000006", balance_cif=5)
    known("0300000007", hours_ago=-1, state=State.FAILED, balance_cif=5)
    known("0300000008", state=State.GONE, balance_cif=5)
    LicenseDetailsModel.objects.create(license_number="no number", balance_cif=5)

    numbers, left = whose_turn(5)

    assert [number[-1] for number in numbers] == ["4", "3", "6", "5", "2"]
    assert left == 1
    assert whose_turn(100) == ([*numbers, "0300000001"], 0)

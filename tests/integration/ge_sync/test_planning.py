"""What a run asks the server for: as little as proves every licence, in the right order, and no further than told."""

from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from project.ge_sync import sync as use_cases
from project.ge_sync.models import LicenseOutcome, ServerRows, Source, SyncedLicense
from project.license.models import LicenseDetailsModel
from project.runs.claim import claim_chunk, claim_run
from project.runs.closing import request_cancel
from project.runs.models import Kind, Outcome, Run, Trigger
from project.runs.start import start

from .conftest import GEServer, StartServer, Sync

ONE_BY_ONE = "tests.integration.ge_sync.asked_one_by_one"


def codes(done: Any) -> list[str]:
    return [finding["code"] for finding in done.report["findings"]]


def test_a_quiet_night_verifies_every_licence_by_listing(start_ge_server: StartServer, sync: Sync) -> None:
    start_ge_server(450)
    sync()

    done = sync()

    assert done.counts == {"unchanged": 450, "verified": 450}
    assert done.report["requests"] <= 1 + 3 + 2, "what changed, three pages of heads, tombstones, totals"


def test_a_limit_looks_at_so_many_and_says_that_others_were_left(ge_server: GEServer, sync: Sync) -> None:
    dry, done = sync("--dry-run", "--limit", "5"), sync("--limit", "5")

    assert dry.report["changes"] == done.report["changes"]
    assert (done.status, done.counts) == (1, {"new": 5})
    assert codes(dry) == codes(done) == ["licenses_left"]
    assert LicenseDetailsModel.objects.count() == 5
    assert not Source.objects.exclude(watermark=None).exists(), "the others were not looked at"
    assert sync().counts == {"new": 55, "unchanged": 5, "verified": 5}


def test_the_same_limit_again_goes_on(start_ge_server: StartServer, sync: Sync) -> None:
    server = start_ge_server(20)
    numbers = sorted(server.documents())
    (bad,) = server.misbehave("bad_characters", license=numbers[:1])

    seen = []
    for _ in range(4):
        dry, done = sync("--dry-run", "--limit", "6"), sync("--limit", "6")
        assert dry.report["changes"] == done.report["changes"]
        seen.append((done.counts.get("new"), done.counts.get("quarantined")))

    # What is in trouble is asked for again after all others had their turn.
    assert seen == [(5, 1), (6, None), (6, None), (2, 1)]
    assert SyncedLicense.objects.filter(state="synced").count() == 19
    assert not SyncedLicense.objects.filter(pk=bad, state="synced").exists()


def test_since_fetches_what_changed_then_and_verifies_the_rest(ge_server: GEServer, sync: Sync) -> None:
    sync()
    Source.objects.update(watermark=None)

    done = sync("--since", timezone.now().isoformat())

    assert done.counts == {"unchanged": 60, "verified": 60}


def test_the_watermark_is_the_servers_clock_less_ten_minutes(ge_server: GEServer, sync: Sync) -> None:
    done = sync()

    as_of = datetime.fromisoformat(done.report["as_of"])
    assert Source.objects.get().watermark == as_of - timedelta(minutes=10)


def test_licences_that_could_not_be_reached_hold_the_watermark(ge_server: GEServer, sync: Sync) -> None:
    sync()
    watermark = Source.objects.get().watermark
    numbers = sorted(ge_server.documents())[:3]
    SyncedLicense.objects.filter(pk__in=numbers).update(version=1, etag="")
    ge_server.misbehave("truncated", variant="length", license=numbers[:1], endpoint="license")

    done = sync()

    (failed,) = done.of("failed")
    assert (failed["license_number"], failed["code"]) == (numbers[0], "unavailable")
    assert Source.objects.get().watermark == watermark
    ge_server.behave("truncated")
    assert sync().status == 0
    assert Source.objects.get().watermark != watermark


def test_a_clock_far_ahead_moves_no_watermark_and_is_told(start_ge_server: StartServer, sync: Sync) -> None:
    start_ge_server(20, "--now", (timezone.now() + timedelta(days=400)).isoformat())

    dry, done = sync("--dry-run"), sync()

    assert done.counts == {"new": 20}
    assert codes(dry) == codes(done) == ["odd_clock"]
    assert "ahead of our clock" in done.report["findings"][0]["message"]
    assert not Source.objects.exclude(watermark=None).exists()


def test_control_totals_are_compared(ge_server: GEServer, sync: Sync) -> None:
    assert sync().status == 0
    number = min(ge_server.documents())
    stored = ServerRows.objects.get(pk=number)
    stored.facts["server_cif_fc"] = "1.00"
    stored.save()

    done = sync()

    (finding,) = done.report["findings"]
    assert (done.status, finding["code"]) == (1, "control_totals_differ")
    assert "sums.cif_fc" in finding["message"]


def test_totals_that_cannot_be_read_are_told(ge_server: GEServer, sync: Sync) -> None:
    ge_server.misbehave("error_with_200", endpoint="control-totals")

    done = sync()

    assert (done.counts, codes(done)) == ({"new": 60}, ["not_read"])


def test_a_source_without_a_listing_is_asked_by_urgency_within_its_budget(
    ge_server: GEServer, sync: Sync, settings: Any
) -> None:
    numbers = sorted(ge_server.documents())[:6]
    for number in numbers:
        LicenseDetailsModel.objects.create(license_number=number)
    LicenseDetailsModel.objects.filter(license_number__in=numbers[4:]).update(balance_cif=1)
    settings.GE_ADAPTER, settings.GE_REQUEST_BUDGET = ONE_BY_ONE, 2

    first = sync()
    second = sync()

    of_first = LicenseOutcome.objects.filter(run=first.report["run"]).values_list("license_number", flat=True)
    of_second = LicenseOutcome.objects.filter(run=second.report["run"]).values_list("license_number", flat=True)
    assert sorted(of_first) == numbers[4:]
    assert sorted(of_second) == numbers[:2]
    assert "licenses_left" in codes(first)
    settings.GE_REQUEST_BUDGET = 100
    assert "licenses_left" not in codes(sync())
    assert not Source.objects.exclude(watermark=None).exists(), "without a listing there is no clock to go by"
    assert sync().counts == {}, "nothing is due before tomorrow"


def test_a_cancelled_run_keeps_its_chunks_and_the_next_goes_on(start_ge_server: StartServer, sync: Sync) -> None:
    start_ge_server(250)
    run = start(Kind.GE_SYNC, trigger=Trigger.MANUAL, options={"mode": "data_only"}).run
    claim = claim_run(run.pk, worker="w")
    assert claim is not None
    use_cases.plan(claim)
    first = run.chunks.order_by("pk").first()
    assert first is not None
    chunk = claim_chunk(first.pk, worker="w")
    assert chunk is not None
    use_cases.sync_chunk(chunk)

    request_cancel(run.pk)

    run.refresh_from_db()
    assert (run.outcome, run.done, run.total) == (Outcome.CANCELLED, 100, 250)
    assert LicenseDetailsModel.objects.count() == 100
    assert sync().counts == {"new": 150, "unchanged": 100, "verified": 100}
    assert Run.objects.filter(outcome=Outcome.CLEAN).count() == 1


def test_one_licence_takes_one_request_beside_the_session(ge_server: GEServer, sync: Sync) -> None:
    number = min(ge_server.documents())
    sync("--license", number)

    done = sync("--license", number)

    assert (done.counts, done.report["requests"]) == ({"unchanged": 1}, 1)

"""Licences that end, vanish from the listing, or come back under the same number."""

from datetime import UTC, datetime, timedelta

from django.utils import timezone

from project.ge_sync.models import LicenseOutcome, Source, State, SyncedLicense
from project.license.models import LicenseDetailsModel

from .conftest import GEServer, StartServer, Sync
from .independent_reading import actual_rows, expected_rows


def let_one_end(server: GEServer) -> str:
    """Live on until a licence ends; its number."""
    before, day = server.documents().keys(), 0
    while not (gone := before - server.documents().keys()):
        day += 5
        server.control("day", day=day)
    return min(gone)


def test_a_licence_that_ends_is_gone_once_and_keeps_its_rows(ge_server: GEServer, sync: Sync) -> None:
    sync()
    number = let_one_end(ge_server)
    rows = actual_rows(number)

    dry, done = sync("--dry-run"), sync()

    (gone,) = [one for one in done.of("gone") if one["license_number"] == number]
    assert gone["code"] in ("license_cancelled", "license_withdrawn", "license_merged")
    assert dry.of("gone") == done.of("gone")
    stands = SyncedLicense.objects.get(pk=number)
    assert (stands.state, stands.next_due) == (State.GONE, None)
    assert stands.ended_at is not None
    assert actual_rows(number) == rows
    assert sync().counts.get("gone") is None, "it ended once"


def test_licences_that_had_ended_before_the_first_sync_stop_nothing(start_ge_server: StartServer, sync: Sync) -> None:
    server = start_ge_server(60, "--day", "120")

    dry, done = sync("--dry-run"), sync()

    assert done.counts["gone"] > 10
    assert done.report["status"] == "clean"
    assert dry.counts == done.counts
    assert done.counts["new"] == len(server.documents())


def test_a_gone_licence_that_lives_again_is_followed_from_version_one(ge_server: GEServer, sync: Sync) -> None:
    sync()
    number = min(ge_server.documents())
    yesterday = datetime(2020, 1, 1, tzinfo=UTC)
    SyncedLicense.objects.filter(pk=number).update(
        state=State.GONE, ended_at=yesterday, ended_version=99, version=98, next_due=None
    )
    ge_server.control("document", license_number=number, set={"file_number": "NEW"})

    done = sync()

    assert [one["code"] for one in done.report["licenses"] if one["license_number"] == number] == ["came_back"]
    stands = SyncedLicense.objects.get(pk=number)
    assert (stands.state, stands.ended_at) == (State.SYNCED, None)
    assert actual_rows(number) == expected_rows(ge_server.documents()[number])


def test_an_answer_from_before_its_end_does_not_bring_a_licence_back(ge_server: GEServer, sync: Sync) -> None:
    sync()
    number = min(ge_server.documents())
    SyncedLicense.objects.filter(pk=number).update(
        state=State.GONE, ended_at=timezone.now() + timedelta(days=1), ended_version=99
    )

    sync("--force")
    sync("--license", number)

    assert SyncedLicense.objects.get(pk=number).state == State.GONE


def test_a_licence_that_the_listing_leaves_out_is_asked_for(ge_server: GEServer, sync: Sync) -> None:
    """Here the listing is right, and it's us who know one more: the server has never heard of it."""
    sync()
    SyncedLicense.objects.create(license_number="0399999999", state=State.FAILED)

    done = sync()

    assert done.status == 1
    assert [(one["license_number"], one["code"]) for one in done.of("failed")] == [("0399999999", "license_not_found")]
    assert "not_listed" in {finding["code"] for finding in done.report["findings"]}
    assert SyncedLicense.objects.get(pk="0399999999").state == State.FAILED, "404 is no end"


def test_a_lower_version_is_ignored_and_counted(ge_server: GEServer, sync: Sync) -> None:
    sync()
    number = min(ge_server.documents())
    before = actual_rows(number)
    ge_server.control("document", license_number=number, set={"version": 0, "file_number": "OLD"})

    dry, done = sync("--dry-run"), sync()

    assert (dry.counts["stale"], done.counts["stale"]) == (1, 1)
    assert LicenseOutcome.objects.get(run=done.report["run"], license_number=number).code == "stale_version"
    assert actual_rows(number) == before


def test_a_tombstones_page_that_cannot_be_read_leaves_the_watermark(ge_server: GEServer, sync: Sync) -> None:
    sync()
    watermark = Source.objects.get().watermark
    ge_server.misbehave("error_with_200", endpoint="tombstones")

    done = sync()

    assert (done.status, done.report["status"]) == (1, "reported")
    (finding,) = [finding for finding in done.report["findings"] if finding["code"] == "not_read"]
    assert "tombstones could not be read" in finding["message"]
    assert Source.objects.get().watermark == watermark
    ge_server.behave("error_with_200")
    assert sync().status == 0
    moved = Source.objects.get().watermark
    assert watermark is not None
    assert moved is not None
    assert moved > watermark
    assert LicenseDetailsModel.objects.count() == 60

"""Pages that lack entries which they count, and pages of another contract: whole runs tell them and lose nobody."""

import pytest

from project.ge_sync.models import Source, SyncedLicense

from .conftest import GEServer, Sync, Synced


def codes(done: Synced) -> set[str]:
    return {finding["code"] for finding in done.report["findings"]}


@pytest.fixture
def missing(ge_server: GEServer) -> list[str]:
    """Five licences, not chosen yet."""
    return sorted(ge_server.documents())[:5]


def test_licences_that_pages_with_documents_lack_are_fetched_and_told(
    ge_server: GEServer, sync: Sync, missing: list[str]
) -> None:
    ge_server.misbehave("short_page", variant="documents", license=missing)

    dry, done = sync("--dry-run"), sync()

    assert done.counts == dry.counts == {"new": 60}
    assert (done.status, dry.status) == (1, 1)
    assert codes(done) == codes(dry) == {"short_page"}
    assert Source.objects.get().watermark is not None, "everything was reached"
    assert ge_server.asked()["GET /v1/licenses/{license_number}"] == 2 * len(missing)


def test_licences_that_no_page_has_are_told_and_the_watermark_stays(
    ge_server: GEServer, sync: Sync, missing: list[str]
) -> None:
    ge_server.misbehave("short_page", variant="always", license=missing)

    done = sync()

    assert (done.status, done.counts) == (1, {"new": 55})
    assert codes(done) >= {"short_page", "unreadable_entry"}
    assert not Source.objects.exclude(watermark=None).exists()

    ge_server.behave("short_page")
    assert sync().counts == {"new": 5, "unchanged": 55, "verified": 55}


def test_licences_of_ours_that_no_page_has_any_more_are_asked_for_by_number(
    ge_server: GEServer, sync: Sync, missing: list[str]
) -> None:
    sync()
    before = Source.objects.get().watermark
    ge_server.control("document", license_number=missing[0], set={"file_number": "NEW"})
    ge_server.misbehave("short_page", variant="always", license=missing)

    done = sync()

    assert (done.status, done.counts) == (1, {"changed": 1, "unchanged": 59, "verified": 55})
    assert codes(done) >= {"short_page", "unreadable_entry", "not_listed"}
    assert SyncedLicense.objects.filter(state="synced").count() == 60
    assert Source.objects.get().watermark == before


def test_pages_with_all_that_they_count_are_not_told(ge_server: GEServer, sync: Sync) -> None:
    done = sync()

    assert (done.status, codes(done)) == (0, set())


@pytest.mark.parametrize(("variant", "status"), [("minor", 0), ("major", 1)])
def test_another_contract_is_told(ge_server: GEServer, sync: Sync, variant: str, status: int) -> None:
    ge_server.misbehave("other_contract", variant=variant)

    dry, done = sync("--dry-run"), sync()

    assert codes(done) == codes(dry) == {"schema_version"}
    assert (done.status, dry.status) == (status, 1)
    assert done.counts == {"new": 60}

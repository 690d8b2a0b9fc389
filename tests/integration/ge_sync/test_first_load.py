"""Sixty licences from an empty database, and the second look that finds nothing."""

from django.db import connection

from project.ge_sync.models import Change, Document, LicenseOutcome, ServerRows, Source, SyncedLicense
from project.license.models import LicenseDetailsModel, LicenseExportItemModel
from project.runs.models import Outcome, Run

from .conftest import GEServer, Sync
from .independent_reading import actual_rows, expected_rows
from .touched_rows import versions


def test_every_row_is_what_an_independent_reading_of_the_documents_says(ge_server: GEServer, sync: Sync) -> None:
    done = sync()

    documents = ge_server.documents()
    assert len(documents) == 60
    assert (done.status, done.counts) == (0, {"new": 60})
    assert set(LicenseDetailsModel.objects.values_list("license_number", flat=True)) == documents.keys()
    for number, document in documents.items():
        assert actual_rows(number) == expected_rows(document)


def test_what_the_domain_has_no_column_for_is_kept_beside_it(ge_server: GEServer, sync: Sync) -> None:
    sync()

    for number, document in ge_server.documents().items():
        synced = SyncedLicense.objects.get(pk=number)
        stored = ServerRows.objects.get(synced=synced)
        assert (synced.version, synced.etag) == (document["version"], document["etag"])
        assert stored.facts["server_status"] == document["status"]
        assert stored.facts["server_balance_cif_fc"] == document["balance_cif_fc"]
        items = stored.rows["license_licenseexportitemmodel"]
        assert sorted(items["server_serial_number"]) == [item["serial_number"] for item in document["export_items"]]
        assert set(items["id"]) == set(
            LicenseExportItemModel.objects.filter(license=synced.license).values_list("pk", flat=True)
        )


def test_the_second_run_changes_nothing_and_asks_little(ge_server: GEServer, sync: Sync) -> None:
    sync()
    before, changes = versions(), Change.objects.count()
    ge_server.control("change", count=0)

    again = sync()

    assert (again.status, again.counts, again.report["changes"]) == (0, {"unchanged": 60, "verified": 60}, [])
    assert versions() == before
    assert Change.objects.count() == changes
    assert again.report["requests"] <= 4


def test_a_forced_run_fetches_everything_and_still_changes_nothing(ge_server: GEServer, sync: Sync) -> None:
    sync()
    before = versions()

    forced = sync("--force")

    assert (forced.status, forced.counts, forced.report["changes"]) == (0, {"unchanged": 60}, [])
    assert versions() == before


def test_the_run_its_licences_and_the_watermark_are_recorded(ge_server: GEServer, sync: Sync) -> None:
    done = sync()

    run = Run.objects.get(pk=done.report["run"])
    assert (run.outcome, run.total, run.done, run.failed) == (Outcome.CLEAN, 60, 60, 0)
    assert LicenseOutcome.objects.filter(run=run, outcome="new").count() == 60
    assert Document.objects.count() == 60
    source = Source.objects.get()
    assert source.watermark is not None
    assert done.report["as_of"] > source.watermark.isoformat()


def test_a_chunk_takes_the_same_number_of_queries_whatever_its_size(ge_server: GEServer, sync: Sync) -> None:
    sync("--license", next(iter(ge_server.documents())))
    connection.force_debug_cursor = True
    try:
        connection.queries_log.clear()
        ge_server.control("change", count=2, seed=1)
        sync()
        few = len(connection.queries_log)
        connection.queries_log.clear()
        ge_server.control("change", count=30, seed=2)
        sync()
        many = len(connection.queries_log)
    finally:
        connection.force_debug_cursor = False

    assert many <= few + 15, "updates are grouped by their columns, so a few more kinds may come"

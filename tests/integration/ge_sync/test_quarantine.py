"""One bad licence never stops the others: it is kept apart with its reason, and comes back when it is mended."""

from django.db import connection

from project.ge_sync.models import Document, LicenseOutcome, State, SyncedLicense
from project.license.models import LicenseDetailsModel, LicenseImportItemsModel

from .conftest import GEServer, Sync
from .independent_reading import actual_rows, expected_rows


def test_a_document_against_the_contract_is_quarantined_with_its_path(ge_server: GEServer, sync: Sync) -> None:
    number = min(ge_server.documents())
    ge_server.control("document", license_number=number, set={"import_items[2].quantity": "N/A"})

    done = sync()

    assert (done.status, done.counts) == (1, {"new": 59, "quarantined": 1})
    assert done.of("quarantined") == [
        {
            "license_number": number,
            "outcome": "quarantined",
            "code": "contract_violation",
            "path": "import_items[2].quantity",
            "expected": "decimal text",
            "got": "N/A",
        }
    ]
    assert not LicenseDetailsModel.objects.filter(license_number=number).exists()
    assert LicenseDetailsModel.objects.count() == 59
    kept = LicenseOutcome.objects.get(license_number=number)
    assert Document.objects.filter(pk=kept.payload_sha256).exists()
    assert SyncedLicense.objects.get(pk=number).state == State.QUARANTINED


def test_a_quarantined_licence_keeps_the_rows_of_its_last_good_document(ge_server: GEServer, sync: Sync) -> None:
    sync()
    number = min(ge_server.documents())
    good = actual_rows(number)
    ge_server.control("document", license_number=number, set={"status": "FROZEN", "file_number": "NEW"})

    done = sync()

    assert [one["path"] for one in done.of("quarantined")] == ["status"]
    assert actual_rows(number) == good


def test_it_stays_quarantined_until_it_is_mended_and_then_comes_back(ge_server: GEServer, sync: Sync) -> None:
    sync()
    number = min(ge_server.documents())
    ge_server.control("document", license_number=number, set={"status": "FROZEN"})
    assert sync().counts["quarantined"] == 1
    assert sync().counts["quarantined"] == 1, "still broken: a night without a word would look like a good one"

    ge_server.control("document", license_number=number, set={"status": "ACTIVE", "file_number": "MENDED"})
    mended = sync()

    assert (mended.status, mended.counts["changed"]) == (0, 1)
    assert actual_rows(number) == expected_rows(ge_server.documents()[number])


def test_a_debit_of_an_item_that_is_nowhere_is_quarantined(ge_server: GEServer, sync: Sync) -> None:
    number = min(ge_server.documents())
    last = len(ge_server.documents()[number]["bills_of_entry"]) - 1
    path = f"bills_of_entry[{last}].item_serial_number"
    ge_server.control("document", license_number=number, set={path: 99})

    done = sync()

    assert [(one["path"], one["got"]) for one in done.of("quarantined")] == [(path, "99")]
    assert done.counts["new"] == 59


def test_a_licence_that_the_database_refuses_fails_alone(ge_server: GEServer, sync: Sync) -> None:
    numbers = sorted(ge_server.documents())
    with connection.cursor() as cursor:
        cursor.execute(
            "ALTER TABLE license_licensedetailsmodel ADD CONSTRAINT only_here CHECK (license_number <> %s)",
            [numbers[30]],
        )
    try:
        done = sync()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE license_licensedetailsmodel DROP CONSTRAINT only_here")

    assert (done.status, done.counts) == (1, {"new": 59, "failed": 1})
    (failed,) = done.of("failed")
    assert (failed["license_number"], failed["code"]) == (numbers[30], "database_refused")
    assert "only_here" in failed["got"]
    assert set(LicenseDetailsModel.objects.values_list("license_number", flat=True)) == set(numbers) - {numbers[30]}
    assert sync().counts == {"new": 1, "unchanged": 59, "verified": 59}


def test_a_text_that_is_too_long_for_its_column_names_its_path(ge_server: GEServer, sync: Sync) -> None:
    number = min(ge_server.documents())
    ge_server.control("document", license_number=number, set={"import_items[0].description": "x" * 300})

    done = sync()

    assert [one["path"] for one in done.of("quarantined")] == ["import_items[0].description"]
    assert not LicenseImportItemsModel.objects.filter(description__startswith="xxx").exists()

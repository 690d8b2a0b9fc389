"""Nothing is written into tables that are not as the code expects them."""

from django.db import connection

from project.license.models import LicenseDetailsModel
from project.runs.models import Outcome, Run

from .conftest import GEServer, Sync


def _execute(statement: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement)


def test_a_sound_structure_is_no_obstacle(ge_server: GEServer, sync: Sync) -> None:
    done = sync("--full")

    assert (done.status, done.counts) == (0, {"new": 60})


def test_a_missing_column_stops_the_data_and_is_named(ge_server: GEServer, sync: Sync) -> None:
    _execute("ALTER TABLE license_licensedetailsmodel DROP COLUMN user_comment")
    try:
        done = sync("--full", "--force")
    finally:
        _execute("ALTER TABLE license_licensedetailsmodel ADD COLUMN user_comment text")

    assert (done.status, done.report["status"], done.counts) == (2, "failed", {})
    places = {(finding["table"], finding["column"]) for finding in done.report["findings"]}
    assert ("license_licensedetailsmodel", "user_comment") in places
    assert LicenseDetailsModel.objects.count() == 0
    run = Run.objects.get()
    assert (run.outcome, "no licence was synced" in run.last_error) == (Outcome.FAILED, True)
    assert "GET /v1/licenses" not in ge_server.asked()


def test_a_table_the_sync_does_not_write_is_no_obstacle(ge_server: GEServer, sync: Sync) -> None:
    _execute("ALTER TABLE core_unitpricemodel DROP COLUMN label")
    try:
        done = sync("--full")
    finally:
        _execute("ALTER TABLE core_unitpricemodel ADD COLUMN label varchar(255) NOT NULL DEFAULT ''")
        _execute("ALTER TABLE core_unitpricemodel ALTER COLUMN label DROP DEFAULT")

    assert (done.status, done.counts) == (0, {"new": 60})


def test_structure_only_asks_the_server_nothing(ge_server: GEServer, sync: Sync) -> None:
    done = sync("--structure-only")

    assert (done.status, done.report["mode"], done.counts) == (0, "structure_only", {})
    assert ge_server.asked() == {}
    assert LicenseDetailsModel.objects.count() == 0


def test_data_only_does_not_look_at_the_structure(ge_server: GEServer, sync: Sync) -> None:
    _execute("ALTER TABLE license_licensedetailsmodel ALTER COLUMN file_number TYPE varchar(20)")
    try:
        done = sync("--data-only")
    finally:
        _execute("ALTER TABLE license_licensedetailsmodel ALTER COLUMN file_number TYPE varchar(30)")

    assert done.counts == {"new": 60}

"""Twenty documents change on the server: exactly those licences, exactly those fields, and as the dry run said."""

from typing import Any

from project.ge_sync.comparing.mapping import TABLES
from project.ge_sync.models import Change
from project.ge_sync.reporting.history import told
from project.license.models import LicenseDetailsModel

from .conftest import GEServer, Sync
from .independent_reading import actual_rows, expected_rows
from .touched_rows import count, versions

PATHS = {(table.listed_in, field.path): field.column for table in TABLES for field in table.fields if field.path}


def _fields_said(changed: dict[str, Any]) -> set[str]:
    """The columns and facts that the server's own list of changes is about."""
    said = set()
    for change in changed["changes"]:
        if isinstance(change["new"], dict) or isinstance(change["old"], dict):
            continue
        listed, _, path = change["path"].rpartition("].")
        said.add(PATHS[listed.partition("[")[0], path] if listed else PATHS["", change["path"]])
    return said


def test_exactly_the_changed_licences_change_and_become_as_the_server_says(ge_server: GEServer, sync: Sync) -> None:
    sync()
    changed = {one["license_number"] for one in ge_server.control("change", count=20, seed=3)["changed"]}

    done = sync()

    assert done.counts == {"changed": 20, "unchanged": 40, "verified": 40}
    assert {one["license_number"] for one in done.report["changes"]} == changed
    for number, document in ge_server.documents().items():
        assert actual_rows(number) == expected_rows(document)


def test_exactly_the_fields_change_that_the_server_says(ge_server: GEServer, sync: Sync) -> None:
    sync()
    answer = ge_server.control("change", count=20, seed=5)["changed"]

    done = sync()

    for one in answer:
        updated = {
            change["field"]
            for change in done.report["changes"]
            if change["license_number"] == one["license_number"]
            and change["operation"] == "update"
            and change["source"] == "server"
        }
        assert updated == _fields_said(one)


def test_a_dry_run_says_what_the_run_after_it_does_and_writes_nothing(ge_server: GEServer, sync: Sync) -> None:
    sync()
    ge_server.control("change", count=20, seed=11)
    rows, runs = versions(), count("runs_run")

    dry = sync("--dry-run")

    assert (versions(), count("runs_run"), count("ge_sync_document")) == (rows, runs, 60)
    real = sync()
    assert (dry.status, real.status) == (1, 0)
    assert dry.report["changes"] == real.report["changes"]
    assert len(real.report["changes"]) > 20
    assert dry.report["licenses"] == real.report["licenses"]


def test_a_dry_run_of_a_first_load_says_every_field_too(ge_server: GEServer, sync: Sync) -> None:
    dry = sync("--dry-run")

    assert (LicenseDetailsModel.objects.count(), dry.counts) == (0, {"new": 60})
    assert dry.report["changes"] == sync().report["changes"]


def test_a_day_of_new_changed_and_gone_licences_is_followed(ge_server: GEServer, sync: Sync) -> None:
    sync()
    lived = ge_server.control("day", day=3)

    done = sync()

    known = {name: done.counts.get(name, 0) for name in ("new", "changed", "gone")}
    assert known["new"] == lived["new"]
    assert known["gone"] == lived["gone"]
    assert 0 < known["changed"] <= lived["changed"]
    for number, document in ge_server.documents().items():
        assert actual_rows(number) == expected_rows(document)
    assert sync().report["changes"] == []


def test_the_history_tells_every_field_before_and_after(ge_server: GEServer, sync: Sync) -> None:
    sync()
    number = min(ge_server.documents())
    old = ge_server.documents()[number]["file_number"]
    ge_server.control("document", license_number=number, set={"file_number": "03AS00000001AM26"})

    done = sync()

    change = Change.objects.get(run=done.report["run"])
    assert (change.license_number, change.table) == (number, "license_licensedetailsmodel")
    assert change.fields == [
        {"field": "file_number", "old": old, "new": "03AS00000001AM26", "source": "server", "conflict": False}
    ]


def test_the_history_of_a_new_licence_is_one_row_that_tells_every_value(ge_server: GEServer, sync: Sync) -> None:
    number = min(ge_server.documents())
    sync("--license", number)
    ge_server.control("document", license_number=number, set={"file_number": "03AS00000001AM26"})
    old = ge_server.documents()[number]
    sync()

    first, second = Change.objects.filter(license_number=number).order_by("run_id")

    assert (first.operation, first.document_id is None, second.document_id) == ("insert", False, None)
    lines = list(told([first, second]))
    assert {line["operation"] for line in lines} == {"insert", "update"}
    said = {(line["table"], line["key"], line["field"]): (line["old"], line["new"]) for line in lines[:-1]}
    item = old["import_items"][0]
    assert said["license_licensedetailsmodel", number, "license_date"] == (None, old["license_date"])
    assert said["license_licenseimportitemsmodel", str(item["serial_number"]), "description"] == (
        None,
        item["description"],
    )
    assert [(line["field"], line["new"]) for line in lines[-1:]] == [("file_number", "03AS00000001AM26")]


def test_one_licence_is_synced_at_once(ge_server: GEServer, sync: Sync) -> None:
    number = min(ge_server.documents())

    done = sync("--license", number)

    assert done.counts == {"new": 1}
    assert list(LicenseDetailsModel.objects.values_list("license_number", flat=True)) == [number]
    assert actual_rows(number) == expected_rows(ge_server.documents()[number])
    assert sync("--license", number).counts == {"unchanged": 1}

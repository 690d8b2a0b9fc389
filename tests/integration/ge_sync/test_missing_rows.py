"""Child rows that the server leaves out: two checks, a guard, and never a debit or what something here hangs on."""

from typing import Any

from project.allotment.models import AllotmentItems, AllotmentModel
from project.bill_of_entry.models import RowDetails
from project.core.models import CompanyModel, ItemNameModel
from project.ge_sync.models import Change, Conflict, HeldPlan, ServerRows, SyncedLicense
from project.license.models import LicenseExportItemModel, LicenseImportItemsModel, LicenseTransferModel

from .conftest import GEServer, Sync
from .independent_reading import actual_rows, expected_rows


def one_with(server: GEServer, has: Any) -> str:
    return min(number for number, document in server.documents().items() if has(document))


def leave_out(server: GEServer, number: str, listed_in: str, *, keep: Any = lambda row: False) -> None:
    rows = [row for row in server.documents()[number][listed_in] if keep(row)]
    server.control("document", license_number=number, set={listed_in: rows})


def test_a_transfer_goes_at_the_second_check_without_another_request(ge_server: GEServer, sync: Sync) -> None:
    number = one_with(ge_server, lambda document: len(document["transfers"]) == 1)
    sync()
    leave_out(ge_server, number, "transfers")

    first = sync()
    marked = LicenseTransferModel.objects.filter(license__license_number=number).count()
    dry, second = sync("--dry-run"), sync()

    assert (first.counts["changed"], marked) == (1, 1)
    assert dry.report["changes"] == second.report["changes"]
    assert {change["operation"] for change in second.report["changes"]} == {"delete"}
    assert {change["table"] for change in second.report["changes"]} == {"license_licensetransfermodel"}
    assert second.report["requests"] == sync().report["requests"], "the document is in the archive already"
    assert not LicenseTransferModel.objects.filter(license__license_number=number).exists()
    assert "license_licensetransfermodel" not in ServerRows.objects.get(pk=number).rows
    assert actual_rows(number) == expected_rows(ge_server.documents()[number])
    kept = Change.objects.get(run=second.report["run"], operation="delete")
    assert {"transfer_status", "from_company"} <= {field["field"] for field in kept.fields}


def test_a_transfer_that_comes_back_in_between_stays(ge_server: GEServer, sync: Sync) -> None:
    number = one_with(ge_server, lambda document: document["transfers"])
    rows = ge_server.documents()[number]["transfers"]
    sync()
    leave_out(ge_server, number, "transfers")
    sync()
    ge_server.control("document", license_number=number, set={"transfers": rows})

    sync()
    sync()

    assert LicenseTransferModel.objects.filter(license__license_number=number).count() == len(rows)
    assert SyncedLicense.objects.get(pk=number).missing_rows == 0


def test_a_row_that_comes_back_with_other_words_follows_the_server(ge_server: GEServer, sync: Sync) -> None:
    number = one_with(ge_server, lambda document: document["export_items"])
    rows = ge_server.documents()[number]["export_items"]
    sync()
    leave_out(ge_server, number, "export_items")
    sync()
    ge_server.control("document", license_number=number, set={"export_items": [{**rows[0], "description": "ROPE"}]})

    sync()

    assert LicenseExportItemModel.objects.get(license__license_number=number).description == "ROPE"
    assert not Conflict.objects.exists()


def test_one_licence_asked_for_twice_is_checked_twice(ge_server: GEServer, sync: Sync) -> None:
    number = one_with(ge_server, lambda document: len(document["transfers"]) == 1)
    sync("--license", number)
    leave_out(ge_server, number, "transfers")

    sync("--license", number)
    done = sync("--license", number)

    assert {change["operation"] for change in done.report["changes"]} == {"delete"}
    assert not LicenseTransferModel.objects.exists()


def test_debits_are_disputed_and_never_deleted(ge_server: GEServer, sync: Sync) -> None:
    number = one_with(ge_server, lambda document: any(r["txn_type"] == "D" for r in document["bills_of_entry"]))
    sync()
    debits = RowDetails.objects.filter(sr_number__license__license_number=number)
    count, before = debits.count(), actual_rows(number)["license"][0]["balance_cif"]
    leave_out(ge_server, number, "bills_of_entry", keep=lambda row: row["txn_type"] == "C")

    sync()
    done = sync()

    assert (debits.count(), actual_rows(number)["license"][0]["balance_cif"]) == (count, before)
    assert {change["field"] for change in done.report["changes"]} == {"server_disputed"}
    (finding,) = [finding for finding in done.report["findings"] if finding["code"] == "disputed_debit"]
    assert number in finding["message"]
    assert sync().report["changes"] == [], "a dispute is opened once"


def test_an_item_with_an_allotment_stays(ge_server: GEServer, sync: Sync) -> None:
    number = min(ge_server.documents())
    sync()
    item = LicenseImportItemsModel.objects.filter(license__license_number=number).latest("serial_number")
    buyer = CompanyModel.objects.create(iec="0399999999", name="Buyer")
    allotment = AllotmentModel.objects.create(company=buyer, item_name="SMP")
    AllotmentItems.objects.create(item=item, allotment=allotment, qty=5, cif_fc=1)
    document = ge_server.documents()[number]
    rows = [row for row in document["bills_of_entry"] if row["item_serial_number"] != item.serial_number]
    RowDetails.objects.filter(sr_number=item).delete()
    items = [row for row in document["import_items"] if row["serial_number"] != item.serial_number]
    ge_server.control("document", license_number=number, set={"import_items": items, "bills_of_entry": rows})

    for _ in range(3):
        sync()

    assert LicenseImportItemsModel.objects.filter(pk=item.pk).exists()
    assert AllotmentItems.objects.count() == 1


def test_an_item_without_anything_goes_with_the_names_it_was_given(ge_server: GEServer, sync: Sync) -> None:
    number = min(ge_server.documents())
    document = ge_server.documents()[number]
    added = document["import_items"][-1] | {"serial_number": 50}
    ge_server.control("document", license_number=number, set={"import_items": [*document["import_items"], added]})
    sync()
    item = LicenseImportItemsModel.objects.get(license__license_number=number, serial_number=50)
    item.items.add(ItemNameModel.objects.create(name="Skimmed milk"))
    ge_server.control("document", license_number=number, set={"import_items": document["import_items"]})

    sync()
    sync()

    assert not LicenseImportItemsModel.objects.filter(pk=item.pk).exists()
    assert not LicenseImportItemsModel.items.through.objects.exists()


def test_more_than_twenty_rows_wait_for_a_person(ge_server: GEServer, sync: Sync) -> None:
    sync()
    numbers = [n for n, d in sorted(ge_server.documents().items()) if d["transfers"]]
    expected = sum(len(ge_server.documents()[number]["transfers"]) for number in numbers)
    assert expected > 20
    for number in numbers:
        leave_out(ge_server, number, "transfers")
    sync()
    before = LicenseTransferModel.objects.count()

    dry, held = sync("--dry-run"), sync()

    assert (held.status, held.report["status"]) == (1, "needs_approval")
    assert dry.report["changes"] == held.report["changes"]
    assert LicenseTransferModel.objects.count() == before
    assert f"It would delete {expected} rows" in HeldPlan.objects.get().reasons[0]
    released = sync("--approve", str(held.report["run"]))
    assert released.report["changes"] == held.report["changes"]
    assert LicenseTransferModel.objects.count() == 0


def test_an_outage_that_empties_every_list_deletes_nothing(ge_server: GEServer, sync: Sync) -> None:
    sync()
    counts = [model.objects.count() for model in (LicenseExportItemModel, LicenseImportItemsModel, RowDetails)]
    ge_server.misbehave("empty_children")

    for _ in range(3):
        sync()

    assert [m.objects.count() for m in (LicenseExportItemModel, LicenseImportItemsModel, RowDetails)] == counts
    ge_server.behave("empty_children")
    sync()
    assert all(actual_rows(n) == expected_rows(document) for n, document in ge_server.documents().items())
    listed = [columns for stored in ServerRows.objects.all() for columns in stored.rows.values()]
    assert listed
    assert not any("server_missing" in columns for columns in listed)

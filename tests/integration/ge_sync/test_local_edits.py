"""What people here write stays; what both sides changed waits for a person."""

import datetime
from typing import Any

import pytest

from project.allotment.models import AllotmentItems, AllotmentModel
from project.bill_of_entry.models import BillOfEntryModel
from project.core.models import CompanyModel, ItemNameModel
from project.ge_sync.models import Conflict
from project.license.models import LicenseDetailsModel, LicenseExportItemModel, LicenseImportItemsModel

from .conftest import GEServer, Sync
from .independent_reading import actual_rows, expected_rows

LOCAL: dict[str, Any] = {
    "purchase_status": "CO",
    "ge_file_number": 42,
    "user_comment": "ask Ramesh",
    "user_restrictions": "not for resale",
    "billing_rate": 3,
    "is_active": False,
    "is_mnm": True,
}


@pytest.fixture
def number(ge_server: GEServer, sync: Sync) -> str:
    """A licence that was synced once; the first with debits."""
    sync()
    debited = [n for n, d in ge_server.documents().items() if any(r["txn_type"] == "D" for r in d["bills_of_entry"])]
    return min(debited)


def test_local_fields_survive_a_changed_document(ge_server: GEServer, sync: Sync, number: str) -> None:
    LicenseDetailsModel.objects.filter(license_number=number).update(**LOCAL)
    item = LicenseImportItemsModel.objects.filter(license__license_number=number).earliest("pk")
    item.items.add(ItemNameModel.objects.create(name="Skimmed milk"))
    LicenseImportItemsModel.objects.filter(pk=item.pk).update(comment="first", is_restricted=True, old_quantity=7)
    bills = BillOfEntryModel.objects.filter(rows__sr_number__license__license_number=number)
    bills.update(comments="paid", product_name="SMP", is_fetch=True)
    ge_server.control("document", license_number=number, set={"file_number": "NEW", "import_items[0].uqc": "LTR"})

    assert sync().counts["changed"] == 1

    found = LicenseDetailsModel.objects.get(license_number=number)
    assert {name: getattr(found, name) for name in LOCAL} == LOCAL
    assert found.file_number == "NEW"
    item.refresh_from_db()
    assert (item.comment, item.is_restricted, item.old_quantity, item.unit) == ("first", True, 7, "ltr")
    assert [name.name for name in item.items.all()] == ["Skimmed milk"]
    assert {(bill.comments, bill.product_name, bill.is_fetch) for bill in bills.all()} == {("paid", "SMP", True)}


def test_a_shared_field_edited_here_stays_when_the_server_did_not_change_it(
    ge_server: GEServer, sync: Sync, number: str
) -> None:
    LicenseDetailsModel.objects.filter(license_number=number).update(condition_sheet="ours")
    ge_server.control("document", license_number=number, set={"file_number": "NEW"})

    done = sync()

    assert [change["field"] for change in done.report["changes"]] == ["file_number"]
    assert LicenseDetailsModel.objects.get(license_number=number).condition_sheet == "ours"
    assert not Conflict.objects.exists()


def test_a_shared_field_changed_on_both_sides_is_the_servers_and_ours_is_kept_for_a_person(
    ge_server: GEServer, sync: Sync, number: str
) -> None:
    LicenseDetailsModel.objects.filter(license_number=number).update(license_expiry_date=datetime.date(2031, 1, 1))
    ge_server.control("document", license_number=number, set={"license_expiry_date": "2030-06-30"})

    done = sync()

    assert (done.status, done.counts["conflicts"]) == (1, 1)
    conflict = Conflict.objects.get()
    assert (conflict.license_number, conflict.field, conflict.kept) == (number, "license_expiry_date", False)
    assert (conflict.ours, conflict.theirs) == ("2031-01-01", "2030-06-30")
    found = LicenseDetailsModel.objects.get(license_number=number)
    assert found.license_expiry_date == datetime.date(2030, 6, 30)


def test_a_server_field_edited_here_is_put_back_by_a_forced_run(ge_server: GEServer, sync: Sync, number: str) -> None:
    LicenseDetailsModel.objects.filter(license_number=number).update(file_number="MINE")

    done = sync("--force")

    assert [(change["field"], change["old"]) for change in done.report["changes"]] == [("file_number", "MINE")]
    assert actual_rows(number) == expected_rows(ge_server.documents()[number])


def test_rows_added_here_stay(ge_server: GEServer, sync: Sync, number: str) -> None:
    license = LicenseDetailsModel.objects.get(license_number=number)
    added = LicenseExportItemModel.objects.create(license=license, description="ours")
    ge_server.control("document", license_number=number, set={"file_number": "NEW"})

    sync()
    sync("--force")

    added.refresh_from_db()
    assert added.description == "ours"


def test_allotments_without_a_bill_of_entry_are_taken_from_the_balances(
    ge_server: GEServer, sync: Sync, number: str
) -> None:
    item = LicenseImportItemsModel.objects.filter(license__license_number=number).earliest("serial_number")
    before = LicenseDetailsModel.objects.get(license_number=number).balance_cif
    buyer = CompanyModel.objects.create(iec="0399999999", name="Buyer")
    allotment = AllotmentModel.objects.create(company=buyer, item_name="SMP")
    AllotmentItems.objects.create(item=item, allotment=allotment, qty=5, cif_fc=100)

    done = sync("--force")

    item.refresh_from_db()
    assert (item.allotted_quantity, item.allotted_value) == (5, 100)
    assert LicenseDetailsModel.objects.get(license_number=number).balance_cif == before - 100
    assert {change["source"] for change in done.report["changes"]} == {"derived"}
    assert done.report["findings"] == [], "what we reserve is no difference to the server"


def test_a_licence_that_was_here_before_the_first_sync_keeps_its_rows_and_what_people_wrote(
    ge_server: GEServer, sync: Sync
) -> None:
    documents = ge_server.documents()
    number = next(n for n, document in sorted(documents.items()) if document["condition_sheet"])
    license = LicenseDetailsModel.objects.create(
        license_number=number, condition_sheet="typed here", user_comment="ours", purchase_status="NP"
    )
    first = documents[number]["import_items"][0]
    item = LicenseImportItemsModel.objects.create(license=license, serial_number=1, comment="ours", quantity=1)

    done = sync()

    assert (done.status, done.counts["changed"], done.counts["conflicts"]) == (1, 1, 1)
    found = LicenseDetailsModel.objects.get(license_number=number)
    assert (found.pk, found.condition_sheet, found.user_comment) == (license.pk, "typed here", "ours")
    item.refresh_from_db()
    assert (str(item.quantity), item.comment, item.description) == (first["quantity"], "ours", first["description"])
    conflict = Conflict.objects.get()
    assert (conflict.field, conflict.kept, conflict.theirs) == (
        "condition_sheet",
        True,
        documents[number]["condition_sheet"],
    )
    assert sync("--force").report["changes"] == [], "what a person has to decide is not decided by the next run"

"""The server's side: a document as rows."""

from collections.abc import Callable
from decimal import Decimal
from typing import Any

from project.ge_sync.comparing.mapping import BILL_OF_ENTRY, DEBIT, EXPORT_ITEM, IMPORT_ITEM, LICENSE, TRANSFER
from project.ge_sync.comparing.state import LicenseState
from project.ge_sync.comparing.theirs import company_names
from project.ge_sync.contract.exact import read
from project.ge_sync.payload import canonical

NUMBER = "1080080641"


def test_the_document_becomes_rows_of_six_tables(state_with: Callable[..., LicenseState]) -> None:
    state = state_with()

    assert {table: len(state.of(table)) for table in (LICENSE, EXPORT_ITEM, IMPORT_ITEM, TRANSFER)} == {
        LICENSE: 1,
        EXPORT_ITEM: 2,
        IMPORT_ITEM: 3,
        TRANSFER: 3,
    }
    assert (len(state.of(BILL_OF_ENTRY)), len(state.of(DEBIT))) == (3, 7)


def test_columns_hold_typed_values_and_natural_keys(state_with: Callable[..., LicenseState]) -> None:
    row = state_with().rows[IMPORT_ITEM, "1"]

    assert (row["quantity"], row["unit"], row["cif_fc"]) == (Decimal("28621.266"), "kg", Decimal("337730.94"))
    assert row["serial_number"] == 1
    assert row["server_debited_cif_fc"] == "101752.26"


def test_a_key_that_the_document_lacks_is_a_column_that_the_row_lacks(state_with: Callable[..., LicenseState]) -> None:
    said = state_with(lambda document: document.update(file_number=None)).rows[LICENSE, NUMBER]
    silent = state_with(lambda document: document.pop("file_number")).rows[LICENSE, NUMBER]

    assert said["file_number"] is None
    assert "file_number" not in silent


def test_null_is_zero_or_empty_where_the_column_has_no_null(state_with: Callable[..., LicenseState]) -> None:
    def empty(document: dict[str, Any]) -> None:
        document["import_items"][0] |= {"quantity": None, "uqc": None}
        document["notification_number"] = None

    state = state_with(empty)

    assert state.rows[IMPORT_ITEM, "1"]["quantity"] == Decimal(0)
    assert state.rows[IMPORT_ITEM, "1"]["unit"] == ""
    assert state.rows[LICENSE, NUMBER]["notification_number"] == ""


def test_rows_of_one_bill_of_entry_share_its_row(state_with: Callable[..., LicenseState]) -> None:
    state = state_with()
    shared = [key for key in state.of(DEBIT) if key.startswith("9492388|")]

    assert len(shared) == 2
    assert state.of(BILL_OF_ENTRY)[shared[0].rpartition("|")[0].rpartition("|")[0]]["bill_of_entry_number"] == "9492388"


def test_a_credit_has_no_bill_of_entry(state_with: Callable[..., LicenseState]) -> None:
    credit = state_with().rows[DEBIT, "1|C"]

    assert (credit["bill_of_entry"], credit["transaction_type"], credit["sr_number"]) == (None, "C", "1")


def test_only_lists_that_say_so_are_complete(state_with: Callable[..., LicenseState]) -> None:
    def partly(document: dict[str, Any]) -> None:
        document["transfers_complete"] = False
        document.pop("import_items_complete")

    assert state_with(partly).complete == {EXPORT_ITEM, BILL_OF_ENTRY, DEBIT}


def test_a_transfer_without_an_id_is_known_by_who_to_whom_and_when(state_with: Callable[..., LicenseState]) -> None:
    def in_another_zone(document: dict[str, Any]) -> None:
        row = document["transfers"][0]
        row["initiated_at"] = row["initiated_at"].replace("+05:30", "")

    assert state_with().of(TRANSFER).keys() == state_with(in_another_zone).of(TRANSFER).keys()

    def later(document: dict[str, Any]) -> None:
        document["transfers"][0]["initiated_at"] = "2026-10-01T10:00:00+05:30"

    assert state_with().of(TRANSFER).keys() != state_with(later).of(TRANSFER).keys()


def test_companies_are_named_by_whoever_names_them(document: dict[str, Any]) -> None:
    document["transfers"][0]["to_name"] = None

    names = company_names(read(canonical(document)).document)

    assert names[document["exporter"]["iec"]] == document["exporter"]["name"]
    assert names[document["transfers"][2]["to_iec"]] == document["transfers"][2]["to_name"]

"""Which field of the document becomes which column, and who owns it: the one table of fields.

A test holds it against the contract and the models: every document field and every column of a written table is
here exactly once.
"""

from decimal import Decimal
from operator import attrgetter
from typing import Any

from project.ge_sync.comparing.fields import Field, Owner, Table
from project.ge_sync.comparing.keys import bill_key, debit_key, item_key, transfer_key

LICENSE = "license_licensedetailsmodel"
EXPORT_ITEM = "license_licenseexportitemmodel"
IMPORT_ITEM = "license_licenseimportitemsmodel"
TRANSFER = "license_licensetransfermodel"
BILL_OF_ENTRY = "bill_of_entry_billofentrymodel"
DEBIT = "bill_of_entry_rowdetails"

COMPANY = "core_companymodel"
PORT = "core_portmodel"
HS_CODE = "core_hscodemodel"
NORM_CLASS = "core_sionnormclassmodel"
# The column that a reference is known by outside this database.
NATURAL_KEYS = {COMPANY: "iec", PORT: "code", HS_CODE: "hs_code", NORM_CLASS: "norm_class"}


def _unit(uqc: str) -> str:
    """The domain writes kilograms as `kg`; other unit quantity codes keep their letters."""
    return "kg" if uqc.upper() in ("KG", "KGS") else uqc.lower()


def _currency(code: str) -> str:
    return {"USD": "usd", "EUR": "euro"}.get(code, code.lower())


def _identity(path: str, column: str = "", **more: Any) -> Field:
    return Field(path=path, column=column or path, owner=Owner.IDENTITY, **more)


def _server(path: str, column: str = "", **more: Any) -> Field:
    return Field(path=path, column=column or path, **more)


def _shared(path: str, **more: Any) -> Field:
    return Field(path=path, column=path, owner=Owner.SHARED, **more)


def _derived(column: str) -> Field:
    return Field(column=column, owner=Owner.DERIVED)


def _fact(path: str, name: str = "") -> Field:
    return Field(path=path, column=f"server_{name or path}", is_fact=True)


_ZERO = Decimal(0)
_AUTHORED = frozenset({"id", "created_on", "created_by", "modified_on", "modified_by"})
MISSING = "server_missing"
DISPUTED = "server_disputed"
_MISSING = Field(column=MISSING, owner=Owner.DERIVED, is_fact=True)
_UNIT = Field(path="uqc", column="unit", empty="", reads=_unit)

TABLES = (
    Table(
        name=LICENSE,
        model="license.LicenseDetailsModel",
        listed_in="",
        key=attrgetter("license_number"),
        fields=(
            _identity("license_number"),
            _server("license_date"),
            _shared("license_expiry_date"),
            _server("file_number"),
            _server("scheme_code"),
            _server("notification_number", empty=""),
            _server("exporter.iec", "exporter", refers_to=COMPANY),
            _server("port_code", "port", refers_to=PORT),
            _server("registration_number"),
            _server("registration_date"),
            _server("ledger_date"),
            _shared("condition_sheet"),
            Field(column="current_owner", owner=Owner.DERIVED, refers_to=COMPANY),
            _derived("balance_cif"),
            _fact("status"),
            _fact("currency"),
            _fact("cif_fc"),
            _fact("cif_inr"),
            _fact("fob_fc"),
            _fact("fob_inr"),
            _fact("balance_cif_fc"),
            _fact("balance_cif_inr"),
            _fact("ownership.original_owner.iec", "original_owner"),
            _fact("ownership.original_owner.validity", "original_owner_validity"),
            _fact("ownership.reported_owner.iec", "reported_owner"),
            _fact("ownership.reported_owner.validity", "reported_owner_validity"),
        ),
        local=_AUTHORED
        | {"purchase_status", "user_comment", "user_restrictions", "is_audit", "is_mnm", "is_not_registered"}
        | {"is_null", "is_au", "is_active", "export_item", "is_incomplete", "is_expired", "is_individual"}
        | {"ge_file_number", "fob", "billing_rate", "billing_amount", "file_transfer_status"},
    ),
    Table(
        name=EXPORT_ITEM,
        model="license.LicenseExportItemModel",
        listed_in="export_items",
        key=item_key,
        fields=(
            _shared("description"),
            _server("norm_class", refers_to=NORM_CLASS),
            _server("net_quantity", empty=_ZERO),
            _UNIT,
            _server("fob_fc", empty=_ZERO),
            _server("fob_inr", empty=_ZERO),
            _server("fob_exchange_rate", empty=_ZERO),
            _server("currency", empty="", reads=_currency),
            _server("value_addition", empty=_ZERO),
            _server("cif_fc", empty=_ZERO),
            _server("cif_inr", empty=_ZERO),
            _fact("serial_number"),
            _MISSING,
        ),
        local=frozenset({"id", "item", "duty_type", "old_quantity"}),
    ),
    Table(
        name=IMPORT_ITEM,
        model="license.LicenseImportItemsModel",
        listed_in="import_items",
        key=item_key,
        fields=(
            _identity("serial_number"),
            _shared("hs_code", refers_to=HS_CODE),
            _shared("description"),
            _server("quantity", empty=_ZERO),
            _UNIT,
            _server("cif_fc", empty=_ZERO),
            _server("cif_inr", empty=_ZERO),
            _derived("available_quantity"),
            _derived("available_value"),
            _derived("debited_quantity"),
            _derived("debited_value"),
            _derived("allotted_quantity"),
            _derived("allotted_value"),
            _fact("balance_quantity"),
            _fact("debited_quantity"),
            _fact("balance_cif_fc"),
            _fact("debited_cif_fc"),
            _fact("condition_type"),
            _fact("sion_norm"),
            _MISSING,
        ),
        local=frozenset({"id", "old_quantity", "is_restricted", "comment", "items"}),
    ),
    Table(
        name=TRANSFER,
        model="license.LicenseTransferModel",
        listed_in="transfers",
        key=transfer_key,
        fields=(
            _server("from_iec", "from_company", refers_to=COMPANY),
            _server("to_iec", "to_company", refers_to=COMPANY),
            _server("status", "transfer_status"),
            _server("initiated_at", "transfer_initiation_date"),
            _server("transfer_date"),
            _server("accepted_at", "transfer_acceptance_date"),
            _server("cbic_status"),
            _server("cbic_response_at", "cbic_response_date"),
            _server("user_id_initiation", "user_id_transfer_initiation"),
            _server("user_id_acceptance"),
            _fact("transfer_id"),
            _MISSING,
        ),
        local=frozenset({"id"}),
    ),
    Table(
        name=BILL_OF_ENTRY,
        model="bill_of_entry.BillOfEntryModel",
        listed_in="bills_of_entry",
        key=lambda listed: bill_key(listed.be_number, listed.be_date),
        fields=(
            _identity("be_number", "bill_of_entry_number"),
            _identity("be_date", "bill_of_entry_date"),
            _server("importer_iec", "company", refers_to=COMPANY),
            _server("port_code", "port", refers_to=PORT),
            _server("exchange_rate", empty=_ZERO),
            _server("invoice_no"),
            _server("appraisement"),
            _server("ooc_date"),
            _server("cha"),
        ),
        needs="be_number",
        local=_AUTHORED | {"product_name", "invoice_date", "is_fetch", "failed", "comments", "allotment"},
    ),
    Table(
        name=DEBIT,
        model="bill_of_entry.RowDetails",
        listed_in="bills_of_entry",
        key=lambda listed: debit_key(listed.be_number, listed.be_date, listed.item_serial_number, listed.txn_type),
        fields=(
            Field(column="bill_of_entry", path="be_number", owner=Owner.IDENTITY, refers_to=BILL_OF_ENTRY),
            _identity("item_serial_number", "sr_number", refers_to=IMPORT_ITEM, reads=str),
            _identity("txn_type", "transaction_type"),
            _server("qty", empty=_ZERO),
            _server("cif_fc", empty=_ZERO),
            _server("cif_inr", empty=_ZERO),
            _fact("uqc"),
            _fact("reversed"),
            _MISSING,
            Field(column=DISPUTED, owner=Owner.DERIVED, is_fact=True),
        ),
        local=_AUTHORED | {"row_type"},
    ),
)
BY_NAME = {table.name: table for table in TABLES}
COLUMNS = {table.name: {field.column: field for field in table.fields} for table in TABLES}

# Document fields that no column and no fact holds, and why.
NOT_STORED = {
    "version": "SyncedLicense.version",
    "updated_at": "SyncedLicense.updated_at",
    "exporter.name": "names the company when it is made",
    "ownership.original_owner.name": "names the company when it is made",
    "ownership.reported_owner.name": "names the company when it is made",
    "transfers.from_name": "names the company when it is made",
    "transfers.to_name": "names the company when it is made",
    "export_items_complete": "LicenseState.complete",
    "import_items_complete": "LicenseState.complete",
    "transfers_complete": "LicenseState.complete",
    "bills_of_entry_complete": "LicenseState.complete",
}

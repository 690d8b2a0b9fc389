"""What the rows of a licence have to be, read from its document without a line of the sync's own code."""

from collections import defaultdict
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

from project.bill_of_entry.models import BillOfEntryModel, RowDetails
from project.license.models import (
    LicenseDetailsModel,
    LicenseExportItemModel,
    LicenseImportItemsModel,
    LicenseTransferModel,
)

Rows = dict[str, list[dict[str, Any]]]
UNITS = {"KGS": "kg", "LTR": "ltr", "MTS": "mts"}
CURRENCIES = {"USD": "usd", "EUR": "euro"}
FREE = {"0.00", "0.01", "0.10"}


def expected_rows(document: dict[str, Any]) -> Rows:
    """The rows that the document asks for, by table."""
    debits = [row for row in document["bills_of_entry"] if row["txn_type"] == "D" and not row["reversed"]]
    spent = sum((Decimal(row["cif_fc"]) for row in debits), Decimal(0))
    credit = sum((Decimal(item["cif_fc"]) for item in document["export_items"]), Decimal(0))
    balance = credit - spent
    return {
        "license": [
            {
                "license_number": document["license_number"],
                "license_date": document["license_date"],
                "license_expiry_date": document["license_expiry_date"],
                "file_number": document["file_number"],
                "scheme_code": document["scheme_code"],
                "notification_number": document["notification_number"],
                "exporter": document["exporter"]["iec"],
                "exporter_name": document["exporter"]["name"],
                "port": document["port_code"],
                "registration_number": document["registration_number"],
                "registration_date": document["registration_date"],
                "ledger_date": document["ledger_date"],
                "condition_sheet": document["condition_sheet"],
                "current_owner": current_owner(document),
                "balance_cif": balance,
                "purchase_status": "GE",
                "is_active": True,
            }
        ],
        "export_items": [
            {
                "description": item["description"],
                "norm_class": item["norm_class"],
                "unit": UNITS[item["uqc"]],
                "currency": CURRENCIES[item["currency"]],
                "duty_type": "Basic",
                **_decimals(item, "net_quantity", "fob_fc", "fob_inr", "cif_fc", "cif_inr"),
                **_decimals(item, "fob_exchange_rate", "value_addition"),
            }
            for item in document["export_items"]
        ],
        "import_items": [_import_item(item, debits, balance) for item in document["import_items"]],
        "transfers": sorted((_transfer(row) for row in document["transfers"]), key=str),
        "bills": sorted((_bill(row) for row in _one_per_bill(document["bills_of_entry"])), key=str),
        "debits": sorted((_debit(row) for row in document["bills_of_entry"]), key=str),
    }


def current_owner(document: dict[str, Any]) -> str:
    """The receiver of the latest approved transfer, else whom the portal reports."""
    approved = [row for row in document["transfers"] if row["status"] == "Approved"]
    if not approved:
        return str(document["ownership"]["reported_owner"]["iec"])
    return str(max(approved, key=lambda row: datetime.fromisoformat(row["initiated_at"]))["to_iec"])


def actual_rows(number: str) -> Rows:
    """The same, as the database has it."""
    found = LicenseDetailsModel.objects.select_related("exporter", "port", "current_owner").get(license_number=number)
    one = {name: getattr(found, name) for name in ("license_number", "file_number", "scheme_code")}
    one |= {name: getattr(found, name) for name in ("notification_number", "registration_number", "condition_sheet")}
    one |= {name: getattr(found, name) for name in ("purchase_status", "is_active", "balance_cif")}
    days = ("license_date", "license_expiry_date", "registration_date", "ledger_date")
    one |= {name: _iso(getattr(found, name)) for name in days}
    one |= {
        "exporter": found.exporter and found.exporter.iec,
        "exporter_name": found.exporter and found.exporter.name,
        "port": found.port and found.port.code,
        "current_owner": found.current_owner and found.current_owner.iec,
    }
    exports = LicenseExportItemModel.objects.filter(license=found).order_by("pk")
    imports = LicenseImportItemsModel.objects.filter(license=found).order_by("serial_number")
    transfers = LicenseTransferModel.objects.filter(license=found)
    debits = RowDetails.objects.filter(sr_number__license=found)
    bills = BillOfEntryModel.objects.filter(rows__sr_number__license=found).distinct()
    names = ("quantity", "cif_fc", "cif_inr", "debited_quantity", "debited_value", "available_quantity")
    return {
        "license": [one],
        "export_items": [
            {
                "norm_class": item.norm_class and item.norm_class.norm_class,
                **{n: getattr(item, n) for n in ("description", "unit", "currency", "duty_type", "net_quantity")},
                **{n: getattr(item, n) for n in ("fob_fc", "fob_inr", "cif_fc", "cif_inr", "fob_exchange_rate")},
                "value_addition": item.value_addition,
            }
            for item in exports.select_related("norm_class")
        ],
        "import_items": [
            {
                "serial_number": item.serial_number,
                "hs_code": item.hs_code and item.hs_code.hs_code,
                **{name: getattr(item, name) for name in ("description", "unit", *names, "available_value")},
            }
            for item in imports.select_related("hs_code")
        ],
        "transfers": sorted((_actual_transfer(row) for row in transfers), key=str),
        "bills": sorted((_actual_bill(row) for row in bills.select_related("company", "port")), key=str),
        "debits": sorted((_actual_debit(row) for row in debits.select_related("bill_of_entry", "sr_number")), key=str),
    }


def _import_item(item: dict[str, Any], debits: list[dict[str, Any]], balance: Decimal) -> dict[str, Any]:
    own = [row for row in debits if row["item_serial_number"] == item["serial_number"]]
    used = sum((Decimal(row["qty"]) for row in own), Decimal(0))
    spent = sum((Decimal(row["cif_fc"]) for row in own), Decimal(0))
    return {
        "serial_number": item["serial_number"],
        "hs_code": item["hs_code"],
        "description": item["description"],
        "unit": UNITS[item["uqc"]],
        **_decimals(item, "quantity", "cif_fc", "cif_inr"),
        "debited_quantity": used,
        "debited_value": spent,
        "available_quantity": Decimal(item["quantity"]) - used,
        "available_value": balance if item["cif_fc"] in FREE else Decimal(item["cif_fc"]) - spent,
    }


def _transfer(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "from": row["from_iec"],
        "to": row["to_iec"],
        "status": row["status"],
        "initiated": _instant(row["initiated_at"]),
        "date": row["transfer_date"],
        "accepted": _instant(row["accepted_at"]),
        "cbic": row["cbic_status"],
        "answered": _instant(row["cbic_response_at"]),
        "by": (row["user_id_initiation"], row["user_id_acceptance"]),
    }


def _actual_transfer(row: LicenseTransferModel) -> dict[str, Any]:
    return {
        "from": row.from_company and row.from_company.iec,
        "to": row.to_company and row.to_company.iec,
        "status": row.transfer_status,
        "initiated": _utc(row.transfer_initiation_date),
        "date": _iso(row.transfer_date),
        "accepted": _utc(row.transfer_acceptance_date),
        "cbic": row.cbic_status,
        "answered": _utc(row.cbic_response_date),
        "by": (row.user_id_transfer_initiation, row.user_id_acceptance),
    }


def _one_per_bill(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    bills: defaultdict[tuple[str, str], dict[str, Any]] = defaultdict(dict)
    for row in rows:
        if row["be_number"]:
            bills[row["be_number"], row["be_date"]] |= row
    return list(bills.values())


def _bill(row: dict[str, Any]) -> dict[str, Any]:
    names = ("be_number", "be_date", "port_code", "importer_iec", "invoice_no", "appraisement", "ooc_date", "cha")
    return {name: row[name] for name in names} | _decimals(row, "exchange_rate")


def _actual_bill(row: BillOfEntryModel) -> dict[str, Any]:
    return {
        "be_number": row.bill_of_entry_number,
        "be_date": _iso(row.bill_of_entry_date),
        "port_code": row.port and row.port.code,
        "importer_iec": row.company and row.company.iec,
        **{name: getattr(row, name) for name in ("invoice_no", "appraisement", "ooc_date", "cha", "exchange_rate")},
    }


def _debit(row: dict[str, Any]) -> dict[str, Any]:
    return {
        "bill": (row["be_number"], row["be_date"]),
        "item": row["item_serial_number"],
        "kind": row["txn_type"],
        **_decimals(row, "qty", "cif_fc", "cif_inr"),
    }


def _actual_debit(row: RowDetails) -> dict[str, Any]:
    bill = row.bill_of_entry
    return {
        "bill": (bill.bill_of_entry_number, _iso(bill.bill_of_entry_date)) if bill else (None, None),
        "item": row.sr_number.serial_number,
        "kind": row.transaction_type,
        "qty": row.qty,
        "cif_fc": row.cif_fc,
        "cif_inr": row.cif_inr,
    }


def _decimals(row: dict[str, Any], *names: str) -> dict[str, Decimal]:
    return {name: Decimal(row[name]) for name in names}


def _instant(text: str | None) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(UTC) if text else None


def _utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC) if moment else None


def _iso(day: Any) -> str | None:
    return day.isoformat() if day else None

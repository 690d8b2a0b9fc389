"""The document, field by field: docs/ge_api.yaml as a table.

A licence is an object; its lists hold objects; each field has a reader, and says whether it may be null or absent.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from project.ge_sync.contract.dates import day, instant
from project.ge_sync.contract.decimals import decimal
from project.ge_sync.contract.notes import Notes, Unreadable
from project.ge_sync.contract.reader import Reader, reader
from project.ge_sync.contract.texts import code, flag, notification, one_of, text, whole


@dataclass(frozen=True, slots=True)
class Field:
    """One value: how it is read, whether the server may say "empty", and whether it must say anything."""

    read: Reader[Any]
    null: bool = True
    required: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class Object:
    """A nested object, or with `many` a list of them; each is itself only, and may be a key."""

    fields: Mapping[str, "Field | Object"]
    many: bool = False
    required: bool = False
    null: bool = False


_money = Field(decimal(places=2))
_quantity = Field(decimal(places=3))
_percent = Field(decimal(places=2))
_day = Field(day)
_instant = Field(instant)
_iec = code(r"[0-9]{10}|[A-Z]{5}[0-9]{4}[A-Z]", "an IEC of ten digits or a PAN", zeros_to=10)
_port = Field(code(r"IN[A-Z]{3}[0-9A-Z]", "a port code such as INNSA1"))
_currency = code(r"[A-Z]{3}", "an ISO 4217 currency")
_unit = Field(text(10))
_flag = Field(flag, null=False)


@reader(exact=str, form=r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
def day_or_text(raw: object, notes: Notes) -> str:
    """A date that the domain keeps as text: the same day is the same text, whatever its notation."""
    try:
        return day(raw, notes).isoformat()
    except Unreadable:
        return text(255)(raw, notes)


OWNER = Object({"iec": Field(_iec, null=False, required=True), "name": Field(text(255)), "validity": _day}, null=True)

EXPORT_ITEMS = Object(
    {
        "serial_number": Field(whole(least=1), null=False, required=True),
        "description": Field(text(255)),
        "norm_class": Field(text(10)),
        "net_quantity": Field(decimal(places=2)),
        "uqc": _unit,
        "fob_fc": _money,
        "fob_inr": _money,
        "cif_fc": _money,
        "cif_inr": _money,
        "fob_exchange_rate": Field(decimal(places=6)),
        "value_addition": _percent,
        "currency": Field(_currency),
    },
    many=True,
)

IMPORT_ITEMS = Object(
    {
        "serial_number": Field(whole(least=1), null=False, required=True),
        "hs_code": Field(code(r"[0-9]{8}", "an HS code of eight digits", zeros_to=8)),
        "description": Field(text(255)),
        "quantity": _quantity,
        "balance_quantity": _quantity,
        "debited_quantity": _quantity,
        "uqc": _unit,
        "cif_fc": _money,
        "cif_inr": _money,
        "balance_cif_fc": _money,
        "debited_cif_fc": _money,
        "condition_type": Field(one_of("AU", "2%", "3%", "5%", "10%")),
        "sion_norm": Field(text(10)),
    },
    many=True,
)

TRANSFERS = Object(
    {
        "transfer_id": Field(text(60)),
        "from_iec": Field(_iec, null=False, required=True),
        "to_iec": Field(_iec, null=False, required=True),
        "from_name": Field(text(255)),
        "to_name": Field(text(255)),
        "status": Field(text(50), null=False, required=True),
        "initiated_at": _instant,
        "transfer_date": _day,
        "accepted_at": _instant,
        "cbic_status": Field(one_of("OPEN", "SUCCESS", "FAILED")),
        "cbic_response_at": _instant,
        "user_id_initiation": Field(text(100)),
        "user_id_acceptance": Field(text(100)),
    },
    many=True,
)

BILLS_OF_ENTRY = Object(
    {
        "be_number": Field(text(25)),
        "be_date": _day,
        "port_code": _port,
        "txn_type": Field(one_of("C", "D"), null=False, required=True),
        "item_serial_number": Field(whole(least=1), null=False, required=True),
        "qty": _quantity,
        "uqc": _unit,
        "cif_fc": _money,
        "cif_inr": _money,
        "exchange_rate": Field(decimal(digits=12, places=4)),
        "importer_iec": Field(_iec),
        "invoice_no": Field(text(255)),
        "ooc_date": Field(day_or_text),
        "appraisement": Field(text(255)),
        "cha": Field(text(255)),
        "reversed": _flag,
    },
    many=True,
)

LICENSE = Object(
    {
        "license_number": Field(code(r"[0-9]{10}", "ten digits", zeros_to=10), null=False, required=True),
        "license_date": Field(day, null=False, required=True),
        "license_expiry_date": _day,
        "file_number": Field(text(30)),
        "scheme_code": Field(text(2), null=False, required=True),
        "notification_number": Field(notification),
        "exporter": Object({"iec": Field(_iec, null=False, required=True), "name": Field(text(255))}, required=True),
        "port_code": _port,
        "registration_number": Field(text(10)),
        "registration_date": _day,
        "status": Field(
            one_of("ACTIVE", "EXPIRED", "CANCELLED", "SUSPENDED", "SURRENDERED", "REVALIDATED"),
            null=False,
            required=True,
        ),
        "currency": Field(_currency, null=False, required=True),
        "cif_fc": _money,
        "cif_inr": _money,
        "fob_fc": _money,
        "fob_inr": _money,
        "balance_cif_fc": _money,
        "balance_cif_inr": _money,
        "ledger_date": _day,
        "condition_sheet": Field(text()),
        "version": Field(whole(least=0), null=False, required=True),
        "updated_at": Field(instant, null=False, required=True),
        "export_items_complete": _flag,
        "import_items_complete": _flag,
        "transfers_complete": _flag,
        "bills_of_entry_complete": _flag,
        "export_items": EXPORT_ITEMS,
        "import_items": IMPORT_ITEMS,
        "transfers": TRANSFERS,
        "ownership": Object({"original_owner": OWNER, "reported_owner": OWNER}, null=True),
        "bills_of_entry": BILLS_OF_ENTRY,
    }
)

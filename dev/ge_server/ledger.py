"""The customs ledger of a licence: credit rows, debits by bills of entry, and the balances that follow from them."""

from datetime import date, timedelta
from random import Random
from typing import Any

from dev.ge_server.amounts import MONEY_PLACES, QUANTITY_PLACES, RATE_PLACES, as_text, as_units, in_rupees
from dev.ge_server.catalogue import PORTS, any_company
from dev.ge_server.items import Row, is_value_free

# A sound licence keeps this share of its value undebited, so that rates and rounding never make a balance negative.
RESERVE_PERCENT = 15


def credit_rows(items: list[Row], *, port_code: str, rate: int) -> list[Row]:
    """One credit per import item, as entered at registration: no bill of entry, no importer."""
    return [
        {
            "be_number": None,
            "be_date": None,
            "port_code": port_code,
            "txn_type": "C",
            "item_serial_number": item["serial_number"],
            "qty": item["quantity"],
            "uqc": item["uqc"],
            "cif_fc": item["cif_fc"],
            "cif_inr": item["cif_inr"],
            "exchange_rate": as_text(rate, RATE_PLACES),
            "importer_iec": None,
            "invoice_no": None,
            "ooc_date": None,
            "appraisement": None,
            "cha": None,
            "reversed": False,
        }
        for item in items
    ]


def debit(document: dict[str, Any], rng: Random, *, on: date, rate: int) -> bool:
    """Add one bill of entry of one to three items and recount; False when the licence has no value left for it."""
    spendable = _spendable(document)
    open_items = [item for item in document["import_items"] if as_units(item["balance_quantity"], QUANTITY_PLACES) > 50]
    if spendable < 10_000_00 or not open_items:
        return False
    chosen = rng.sample(open_items, k=min(len(open_items), rng.choice((1, 1, 2, 2, 3))))
    used = {row["be_number"] for row in document["bills_of_entry"]}
    bill = _bill(rng, used, on, rate * rng.randrange(970, 1030) // 1000)
    for item in sorted(chosen, key=lambda item: int(item["serial_number"])):
        document["bills_of_entry"].append(_debit_row(rng, bill, item, spendable // 6))
    document["ledger_date"] = on.isoformat()
    recount(document)
    return True


def _spendable(document: dict[str, Any]) -> int:
    reserve = as_units(document["cif_fc"], MONEY_PLACES) * RESERVE_PERCENT // 100
    return as_units(document["balance_cif_fc"], MONEY_PLACES) - reserve


def _bill(rng: Random, used: set[str | None], on: date, rate: int) -> Row:
    """What the rows of one bill of entry have in common; its number is new on this licence."""
    number = str(rng.randrange(2_000_000, 9_999_999))
    while number in used:
        number = str(rng.randrange(2_000_000, 9_999_999))
    return {
        "be_number": number,
        "be_date": on.isoformat(),
        "port_code": rng.choice(PORTS),
        "rate": rate,
        "importer_iec": any_company(rng).iec,
        "invoice_no": f"INV/{rng.randrange(100, 9999)}/{on.year % 100:02d}",
        "ooc_date": (on + timedelta(days=rng.randrange(0, 9))).isoformat() if rng.random() < 0.8 else None,
        "appraisement": rng.choice(("RMS", "GROUP 1", "GROUP 2A", None)),
        "cha": rng.choice(("SHREE CLEARING AGENCY", "Oceanic Shipping & Clearing", None)),
    }


def _debit_row(rng: Random, bill: Row, item: Row, most: int) -> Row:
    """A debit of part of what the item has left; `most` is the limit in cents that the licence's value sets."""
    left = as_units(item["balance_cif_fc"], MONEY_PLACES)
    percent = rng.randrange(8, 45)
    cif_fc = most * percent // 100 if is_value_free(item) else min(most, left * percent // 100)
    row = {key: value for key, value in bill.items() if key != "rate"}
    return row | {
        "txn_type": "D",
        "item_serial_number": item["serial_number"],
        "qty": as_text(as_units(item["balance_quantity"], QUANTITY_PLACES) * percent // 100, QUANTITY_PLACES),
        "uqc": item["uqc"],
        "cif_fc": as_text(cif_fc, MONEY_PLACES),
        "cif_inr": as_text(in_rupees(cif_fc, bill["rate"]), MONEY_PLACES),
        "exchange_rate": as_text(bill["rate"], RATE_PLACES),
        "reversed": False,
    }


def recount(document: dict[str, Any]) -> None:
    """Set every balance to credits minus debits; a reversed debit does not count."""
    debits = [row for row in document["bills_of_entry"] if row["txn_type"] == "D" and not row["reversed"]]
    for field in ("cif_fc", "cif_inr"):
        spent = sum(as_units(row[field], MONEY_PLACES) for row in debits)
        document[f"balance_{field}"] = as_text(as_units(document[field], MONEY_PLACES) - spent, MONEY_PLACES)
    for item in document["import_items"]:
        own = [row for row in debits if row["item_serial_number"] == item["serial_number"]]
        used = sum(as_units(row["qty"], QUANTITY_PLACES) for row in own)
        spent = sum(as_units(row["cif_fc"], MONEY_PLACES) for row in own)
        value = as_units(item["cif_fc"], MONEY_PLACES)
        item["debited_quantity"] = as_text(used, QUANTITY_PLACES)
        item["balance_quantity"] = as_text(as_units(item["quantity"], QUANTITY_PLACES) - used, QUANTITY_PLACES)
        item["debited_cif_fc"] = as_text(spent, MONEY_PLACES)
        item["balance_cif_fc"] = as_text(value if is_value_free(item) else value - spent, MONEY_PLACES)

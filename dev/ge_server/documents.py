"""The seeded generator: licence number `index` of a seed, the same whatever the number of licences."""

from datetime import date, timedelta
from random import Random
from typing import Any

from dev.ge_server.amounts import MONEY_PLACES, as_text
from dev.ge_server.catalogue import (
    CONDITION_SHEETS,
    NOTIFICATIONS,
    PORTS,
    PRODUCTS,
    REGIONAL_AUTHORITIES,
    Company,
    any_company,
)
from dev.ge_server.clock import EPOCH
from dev.ge_server.items import export_items, import_items, total
from dev.ge_server.ledger import credit_rows, debit, recount
from dev.ge_server.transfers import report_owner, transfers

Document = dict[str, Any]

TODAY = EPOCH.date()
# Rupee rates in ten-thousandths.
RATES = {"USD": 838_500, "EUR": 912_500}
# Prime to 10**8, so that every index below 10**8 has its own eight digits.
NUMBER_STEP = 37_139_213
FIRST_NUMBER = 10_837_893


def license_number(seed: int, index: int) -> str:
    """Ten digits, the first two the regional authority; no two indexes of a seed share one."""
    authority = Random(f"{seed}/{index}/authority").choice(REGIONAL_AUTHORITIES)
    return f"{authority}{(FIRST_NUMBER + (seed * 7919 + index) * NUMBER_STEP) % 10**8:08d}"


def document(seed: int, index: int) -> Document:
    """The whole canonical document as it was at the end of day 0, without `updated_at`."""
    rng = Random(f"{seed}/{index}")
    number = license_number(seed, index)
    issued = TODAY - timedelta(days=rng.randrange(30, 1000))
    exporter = any_company(rng)
    made = _heading(rng, number, issued, exporter)
    rate = RATES[made["currency"]] * rng.randrange(950, 1040) // 1000
    _add_items(made, rng, rate)
    made["transfers"] = transfers(rng, number, exporter, first=issued + timedelta(days=20), last=TODAY)
    report_owner(made)
    _add_ledger(made, rng, issued, rate)
    return made


def _heading(rng: Random, number: str, issued: date, exporter: Company) -> Document:
    expires = issued + timedelta(days=rng.choice((365, 730, 730, 910)))
    registered = rng.random() < 0.95
    return {
        "license_number": number,
        "license_date": issued.isoformat(),
        "license_expiry_date": expires.isoformat(),
        "file_number": f"{number[:2]}AS{rng.randrange(10**8):08d}AM{issued.year % 100:02d}",
        "scheme_code": "26",
        "notification_number": rng.choice(NOTIFICATIONS),
        "exporter": {"iec": exporter.iec, "name": exporter.name},
        "port_code": rng.choice(PORTS),
        "registration_number": f"20{rng.randrange(10**8):08d}" if registered else None,
        "registration_date": (issued + timedelta(days=rng.randrange(3, 25))).isoformat() if registered else None,
        "status": _status(rng, expires),
        "currency": "EUR" if rng.random() < 0.12 else "USD",
        "ledger_date": None,
        "condition_sheet": rng.choice(CONDITION_SHEETS) if rng.random() < 0.4 else None,
        "version": rng.randrange(2, 20),
        "ownership": {"original_owner": {"iec": exporter.iec, "name": exporter.name, "validity": expires.isoformat()}},
        **{f"{name}_complete": True for name in ("export_items", "import_items", "transfers", "bills_of_entry")},
    }


def _status(rng: Random, expires: date) -> str:
    if expires < TODAY:
        return "EXPIRED"
    return rng.choices(("ACTIVE", "REVALIDATED", "SUSPENDED", "SURRENDERED", "CANCELLED"), (88, 8, 2, 1, 1))[0]


def _add_items(made: Document, rng: Random, rate: int) -> None:
    product = rng.choice(PRODUCTS)
    exports = export_items(rng, product, currency=made["currency"], rate=rate)
    for field in ("cif_fc", "cif_inr", "fob_fc", "fob_inr"):
        made[field] = as_text(total(exports, field), MONEY_PLACES)
    made["export_items"] = exports
    cif_fc, cif_inr = total(exports, "cif_fc"), total(exports, "cif_inr")
    made["import_items"] = import_items(rng, product, cif_fc=cif_fc, cif_inr=cif_inr)


def _add_ledger(made: Document, rng: Random, issued: date, rate: int) -> None:
    made["bills_of_entry"] = credit_rows(made["import_items"], port_code=made["port_code"], rate=rate)
    recount(made)
    last = min(TODAY, date.fromisoformat(made["license_expiry_date"]))
    days = sorted(rng.randrange(25, (last - issued).days) for _ in range(rng.choice((0, 2, 3, 4, 5, 6, 7, 9))))
    for offset in days:
        debit(made, rng, on=issued + timedelta(days=offset), rate=rate)

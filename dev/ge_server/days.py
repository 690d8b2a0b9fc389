"""What changes on a licence from one day to the next, deterministically."""

from collections.abc import Callable
from datetime import date, timedelta
from random import Random
from typing import NamedTuple

from dev.ge_server.catalogue import Company
from dev.ge_server.documents import RATES, TODAY, Document, license_number
from dev.ge_server.ledger import debit, recount
from dev.ge_server.transfers import PENDING, initiated, latest_owner, report_owner, settle

CHANGED_SHARE = 0.03
GONE_SHARE = 0.003
NEW_PER_THOUSAND = 6
# Licences that appear on a later day take their indexes from here on, so that none depends on how many there were.
ARRIVALS_START = 10_000_000
ARRIVALS_PER_DAY = 10_000

Change = Callable[[Document, Random, date], bool]


class Departure(NamedTuple):
    """Why a licence number ends; `merged_into` names its successor where there is one."""

    reason: str
    merged_into: str | None


def arrivals(licenses: int, day: int) -> range:
    """The indexes of the licences that appear on a day."""
    start = ARRIVALS_START + day * ARRIVALS_PER_DAY
    return range(start, start + max(1, licenses * NEW_PER_THOUSAND // 1000))


def departure(seed: int, index: int, day: int) -> Departure | None:
    """Whether, and why, the licence of an index ends on a day."""
    rng = Random(f"{seed}/{index}/departure/{day}")
    if rng.random() >= GONE_SHARE:
        return None
    reason = rng.choice(("cancelled", "cancelled", "withdrawn", "merged"))
    if reason == "merged" and index > 0:
        return Departure(reason, license_number(seed, index - 1))
    return Departure("cancelled" if reason == "merged" else reason, None)


def change_on(document: Document, seed: int, index: int, day: int) -> bool:
    """Apply the changes of a day to a document, if it has any; a changed document has a higher version."""
    rng = Random(f"{seed}/{index}/day/{day}")
    if rng.random() >= CHANGED_SHARE:
        return False
    change(document, rng, TODAY + timedelta(days=day))
    return True


def change(document: Document, rng: Random, on: date) -> None:
    """Make one lifelike change that surely alters the document, and raise its version."""
    kinds: tuple[Change, ...] = (_new_bill_of_entry, _transfer, _revalidation, _reversal, _correction)
    kind = rng.choices(kinds, (45, 20, 10, 8, 17))[0]
    if not kind(document, rng, on):
        _correction(document, rng, on)
    document["version"] += 1


def _new_bill_of_entry(document: Document, rng: Random, on: date) -> bool:
    return debit(document, rng, on=on, rate=RATES[document["currency"]])


def _transfer(document: Document, rng: Random, on: date) -> bool:
    """Approve the pending transfer, or initiate one where none is pending."""
    rows = document["transfers"]
    pending = [row for row in rows if row["status"] == PENDING]
    if pending:
        settle(pending[0], rng, "Approved")
        report_owner(document)
        return True
    owner: Company = latest_owner(document)
    row = initiated(rng, owner, on=on)
    if rows and "transfer_id" in rows[0]:
        row = {"transfer_id": f"T{document['license_number']}{len(rows) + 1:02d}"} | row
    rows.append(row)
    return True


def _revalidation(document: Document, rng: Random, on: date) -> bool:
    expires = max(on, date.fromisoformat(document["license_expiry_date"])) + timedelta(days=rng.choice((90, 182)))
    document["license_expiry_date"] = expires.isoformat()
    document["ownership"]["original_owner"]["validity"] = expires.isoformat()
    document["status"] = "REVALIDATED"
    return True


def _reversal(document: Document, rng: Random, on: date) -> bool:
    """Customs takes one debit back: the row stays, reversed, and the balances grow."""
    debits = [row for row in document["bills_of_entry"] if row["txn_type"] == "D" and not row["reversed"]]
    if not debits:
        return False
    rng.choice(debits)["reversed"] = True
    document["ledger_date"] = on.isoformat()
    recount(document)
    return True


def _correction(document: Document, rng: Random, on: date) -> bool:
    """The description of one import item is corrected; a second correction of the same item undoes the first."""
    item = rng.choice(document["import_items"])
    note = ", AS PER SION"
    text = str(item["description"])
    item["description"] = text.removesuffix(note) if text.endswith(note) else text + note
    return True

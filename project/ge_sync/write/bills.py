"""Bills of entry that are here already, for whatever licence."""

from collections.abc import Set
from datetime import date

from project.bill_of_entry.models import BillOfEntryModel
from project.ge_sync.keys import bill_key


def known_bills(keys: Set[str]) -> dict[str, int]:
    """The ids of those with one of these keys, whatever port they are booked under; the oldest of several."""
    numbers = {key.partition("|")[0] for key in keys}
    rows = BillOfEntryModel.objects.filter(bill_of_entry_number__in=numbers).order_by("-pk")
    found: dict[str, int] = {}
    for pk, number, day in rows.values_list("pk", "bill_of_entry_number", "bill_of_entry_date"):
        found[bill_key(number, day if isinstance(day, date) else None)] = pk
    return {key: found[key] for key in keys & found.keys()}

"""Licences that we have no row of, with what their documents list for each table.

They go from their documents to lines of COPY column by column, and no row is made but those of bills of entry, which
licences share. What is written is what the comparison with nothing would come to; a test holds both against each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from project.ge_sync.comparing.compare import Compared
from project.ge_sync.comparing.incoming import Incoming
from project.ge_sync.comparing.keys import key_of_debit
from project.ge_sync.comparing.mapping import (
    BILL_OF_ENTRY,
    BY_NAME,
    DEBIT,
    EXPORT_ITEM,
    IMPORT_ITEM,
    TABLES,
    TRANSFER,
)
from project.ge_sync.comparing.theirs import listed_in
from project.ge_sync.contract.exact import Exact
from project.ge_sync.write.new_rows import NewRow

WRITTEN = [table for table in TABLES if table.name != BILL_OF_ENTRY]
# The tables whose rows hang on the licence itself.
OF_A_LICENSE = (EXPORT_ITEM, IMPORT_ITEM, TRANSFER)
_AT_ONCE = 25


class NewLicense(NamedTuple):
    """A licence to write so: what its document lists for each table, and the keys of those rows."""

    incoming: Incoming
    listed: Mapping[str, Sequence[Exact]]
    keys: Mapping[str, Sequence[str]]


def new_license(one: Compared) -> NewLicense | None:
    """None where we have rows of it, or where two of those that are listed are one."""
    if not one.is_new:
        return None
    listed = {table.name: listed_in(one.incoming.document, table) for table in WRITTEN}
    keys = {name: [BY_NAME[name].key(row) for row in listed[name]] for name in OF_A_LICENSE}
    debits = zip(one.incoming.bills, listed[DEBIT], strict=True)
    keys[DEBIT] = [key_of_debit(bill, row.item_serial_number, row.txn_type) for bill, row in debits]
    if any(len(set(some)) < len(some) for some in keys.values()):
        return None
    return NewLicense(one.incoming, listed, keys)


def new_bills(licenses: Sequence[NewLicense]) -> list[NewRow]:
    """The bills of entry that they list, each once for a licence."""
    return [
        NewRow(one.incoming.license_number, (BILL_OF_ENTRY, key), row)
        for one in licenses
        for key, row in one.incoming.bill_rows.items()
    ]


def batches(licenses: Sequence[NewLicense]) -> Iterator[Sequence[NewLicense]]:
    """Few enough for the processor's cache."""
    return (licenses[start : start + _AT_ONCE] for start in range(0, len(licenses), _AT_ONCE))

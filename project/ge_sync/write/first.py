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
    COLUMNS,
    DEBIT,
    EXPORT_ITEM,
    IMPORT_ITEM,
    TABLES,
    TRANSFER,
)
from project.ge_sync.comparing.said import rows_said
from project.ge_sync.comparing.state import Row
from project.ge_sync.comparing.theirs import listed_in
from project.ge_sync.contract.exact import Exact
from project.ge_sync.write.new_rows import NewRow

WRITTEN = [table for table in TABLES if table.name != BILL_OF_ENTRY]
# The tables whose rows hang on the licence itself.
OF_A_LICENSE = (EXPORT_ITEM, IMPORT_ITEM, TRANSFER)
_AT_ONCE = 25


class First(NamedTuple):
    """A licence to write so: what its document lists for each table, and the keys of those rows."""

    incoming: Incoming
    listed: Mapping[str, Sequence[Exact]]
    keys: Mapping[str, Sequence[str]]


def first(one: Compared) -> First | None:
    """None where we have rows of it, or where two of those that are listed are one."""
    if not one.is_new:
        return None
    listed = {table.name: listed_in(one.incoming.document, table) for table in WRITTEN}
    keys = {name: [BY_NAME[name].key(row) for row in listed[name]] for name in OF_A_LICENSE}
    debits = zip(one.incoming.bills, listed[DEBIT], strict=True)
    keys[DEBIT] = [key_of_debit(bill, row.item_serial_number, row.txn_type) for bill, row in debits]
    if any(len(set(some)) < len(some) for some in keys.values()):
        return None
    return First(one.incoming, listed, keys)


def bills_of(firsts: Sequence[First]) -> list[NewRow]:
    """The bills of entry that these licences list, each once for a licence: its last debit has the word."""
    found: list[NewRow] = []
    for some in batches(firsts):
        last = [(one, key, row) for one in some for key, row in _by_bill(one).items() if key]
        rows = rows_said(BILL_OF_ENTRY, [row for _, _, row in last])
        found += [
            NewRow(one.incoming.license_number, (BILL_OF_ENTRY, key), _with_earlier_words(one, key, row))
            for (one, key, _), row in zip(last, rows, strict=True)
        ]
    return found


def _by_bill(one: First) -> dict[str, Exact]:
    return dict(zip(one.incoming.bills, one.listed[DEBIT], strict=True))


def _with_earlier_words(one: First, key: str, row: Row) -> Row:
    """What a debit doesn't say of its bill of entry, one before it may."""
    if len(row) == len(COLUMNS[BILL_OF_ENTRY]):
        return row
    debits = zip(one.incoming.bills, one.listed[DEBIT], strict=True)
    words = rows_said(BILL_OF_ENTRY, [debit for bill, debit in debits if bill == key])
    return {column: value for said in words for column, value in said.items()}


def batches(firsts: Sequence[First]) -> Iterator[Sequence[First]]:
    """Few enough for the processor's cache."""
    return (firsts[start : start + _AT_ONCE] for start in range(0, len(firsts), _AT_ONCE))

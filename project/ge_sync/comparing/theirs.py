"""A document as a LicenseState: the server's side of the comparison."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import chain, islice

from msgspec import UNSET

from project.ge_sync.comparing.fields import Table
from project.ge_sync.comparing.keys import bill_key
from project.ge_sync.comparing.mapping import BILL_OF_ENTRY, COLUMNS, TABLES
from project.ge_sync.comparing.said import rows_said
from project.ge_sync.comparing.state import LicenseState, Place, Row
from project.ge_sync.contract.exact import Exact


def state_of(document: Exact) -> LicenseState:
    """The rows that the document speaks of; rows of one bill of entry share one row of its table."""
    (state,) = states_of([document])
    return state


def states_of(documents: Sequence[Exact]) -> list[LicenseState]:
    """The same for several, in their order."""
    rows: list[dict[Place, Row]] = [{} for _ in documents]
    for table in TABLES:
        listed = [listed_in(document, table) for document in documents]
        read = iter(rows_said(table.name, [*chain.from_iterable(listed)]))
        for mine, some in zip(rows, listed, strict=True):
            for one, row in zip(some, islice(read, len(some)), strict=True):
                place = (table.name, table.key(one))
                mine[place] = {**mine[place], **row} if place in mine else row
    return [
        LicenseState(license_number=document.license_number, rows=mine, complete=_complete(document))
        for document, mine in zip(documents, rows, strict=True)
    ]


def company_names(document: Exact) -> dict[str, str]:
    """What the document calls the companies it names, by IEC."""
    named = [document.exporter]
    if ownership := document.ownership:
        named += [ownership.original_owner, ownership.reported_owner]
    pairs = [(company.iec, company.name) for company in named if company]
    for transfer in document.transfers or ():
        pairs += [(transfer.from_iec, transfer.from_name), (transfer.to_iec, transfer.to_name)]
    return {iec: name for iec, name in pairs if name}


def bills_in(document: Exact) -> list[str]:
    """The keys of the bills of entry, one for each row that is listed; empty for a credit."""
    listed = document.bills_of_entry or ()
    return [bill_key(row.be_number, row.be_date) if row.be_number else "" for row in listed]


def bill_rows_of(documents: Sequence[Exact]) -> list[dict[str, Row]]:
    """The rows of the bills of entry that each document lists, by key: of several debits the last has the word."""
    debits = [_debits_by_bill(document) for document in documents]
    last = [some[-1] for by_bill in debits for some in by_bill.values()]
    rows = iter(rows_said(BILL_OF_ENTRY, last))
    return [{key: _with_earlier_words(next(rows), some) for key, some in by_bill.items()} for by_bill in debits]


def _debits_by_bill(document: Exact) -> dict[str, list[Exact]]:
    found: defaultdict[str, list[Exact]] = defaultdict(list)
    for key, row in zip(bills_in(document), document.bills_of_entry or (), strict=True):
        if key:
            found[key].append(row)
    return found


def _with_earlier_words(row: Row, debits: Sequence[Exact]) -> Row:
    """What the last debit doesn't say of its bill of entry, one before it may."""
    if len(debits) == 1 or len(row) == len(COLUMNS[BILL_OF_ENTRY]):
        return row
    return {column: value for said in rows_said(BILL_OF_ENTRY, debits) for column, value in said.items()}


def distinct_in(document: Exact, table: Table) -> Iterable[Exact]:
    """The objects that become rows of a table; of several that become one, the last."""
    return {table.key(listed): listed for listed in listed_in(document, table)}.values()


def listed_in(document: Exact, table: Table) -> Sequence[Exact]:
    """The objects that become rows of a table."""
    if not table.listed_in:
        return (document,)
    listed = getattr(document, table.listed_in) or ()
    return [one for one in listed if table.holds(one)] if table.needs else listed


def _complete(document: Exact) -> frozenset[str]:
    """The tables of which every row is listed: a list that isn't there says nothing, whatever its flag says."""
    return frozenset(
        table
        for table, listed_in in _LISTED_IN
        if getattr(document, f"{listed_in}_complete") is True and getattr(document, listed_in) is not UNSET
    )


_LISTED_IN = [(table.name, table.listed_in) for table in TABLES if table.listed_in]

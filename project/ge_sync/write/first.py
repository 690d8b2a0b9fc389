"""Licences that we have no row of: from their documents to lines of COPY, column by column, and no row is made.

What is written is what the comparison with nothing would come to; a test holds both against each other.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from itertools import chain, islice, repeat
from typing import Any, NamedTuple

from django.apps import apps

from project.ge_sync.comparing.compare import Compared
from project.ge_sync.comparing.derived import APPROVED, DEBITED, Balances, ItemBalances, owner
from project.ge_sync.comparing.incoming import Incoming
from project.ge_sync.comparing.keys import key_of_debit
from project.ge_sync.comparing.links import FACTS, Packed, packed_table
from project.ge_sync.comparing.mapping import (
    BILL_OF_ENTRY,
    BY_NAME,
    COLUMNS,
    DEBIT,
    EXPORT_ITEM,
    IMPORT_ITEM,
    LICENSE,
    TABLES,
    TRANSFER,
)
from project.ge_sync.comparing.said import columns_said, rows_said
from project.ge_sync.comparing.state import Row
from project.ge_sync.comparing.theirs import listed_in
from project.ge_sync.contract.exact import Exact
from project.ge_sync.write.insert import copy, lines_of
from project.ge_sync.write.new_rows import NewRow
from project.ge_sync.write.references import REFERRING, Ids

# Few enough for the processor's cache.
_AT_ONCE = 25
_ZERO = Decimal(0)
_WRITTEN = [table for table in TABLES if table.name != BILL_OF_ENTRY]
_PLAIN = {
    table: [column for column, each in columns.items() if not (each.is_fact or each.refers_to)]
    for table, columns in COLUMNS.items()
}
_OF_A_LICENSE = (EXPORT_ITEM, IMPORT_ITEM, TRANSFER)

# Columns by name, and lists of as many values.
_Columns = dict[str, Sequence[Any]]


class First(NamedTuple):
    """A licence to write so: what its document lists for each table, and the keys of those rows."""

    incoming: Incoming
    listed: Mapping[str, Sequence[Exact]]
    keys: Mapping[str, Sequence[str]]


def first(one: Compared) -> First | None:
    """None where we have rows of it, or where two of those that are listed are one."""
    if not one.is_new:
        return None
    listed = {table.name: listed_in(one.incoming.document, table) for table in _WRITTEN}
    keys = {name: [BY_NAME[name].key(row) for row in listed[name]] for name in _OF_A_LICENSE}
    debits = zip(one.incoming.bills, listed[DEBIT], strict=True)
    keys[DEBIT] = [key_of_debit(bill, row.item_serial_number, row.txn_type) for bill, row in debits]
    if any(len(set(some)) < len(some) for some in keys.values()):
        return None
    return First(one.incoming, listed, keys)


def bills_of(firsts: Sequence[First]) -> list[NewRow]:
    """The bills of entry that these licences list, each once for a licence: its last debit has the word."""
    found: list[NewRow] = []
    for some in _batches(firsts):
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


@dataclass(frozen=True, kw_only=True)
class FirstRows:
    """Their rows by table and their links, to be written in the end; `new_ids` are the keys to give them, by table."""

    new_ids: Mapping[str, Iterator[int]]
    bill_ids: Mapping[str, int]
    references: Ids
    now: datetime
    links: dict[str, Packed] = field(default_factory=dict)
    license_ids: dict[str, int] = field(default_factory=dict)
    _lines: dict[str, list[str]] = field(default_factory=lambda: {table.name: [] for table in _WRITTEN})

    def write(self, firsts: Sequence[First]) -> None:
        """Write all of them, parents first."""
        for some in _batches(firsts):
            self._read(some)
        for table, lines in self._lines.items():
            if lines:
                copy(apps.get_model(BY_NAME[table].model), "".join(lines), is_numbered=True)

    def _read(self, some: Sequence[First]) -> None:
        numbers = [one.incoming.license_number for one in some]
        ids = {
            name: [list(islice(numbered, len(one.listed[name]))) for one in some]
            for name, numbered in self.new_ids.items()
        }
        self.license_ids.update(zip(numbers, chain.from_iterable(ids[LICENSE]), strict=True))
        reckoned = _reckoned(some)
        linked: list[dict[str, Any]] = [{} for _ in some]
        for name, numbered in ids.items():
            said = columns_said(name, [*chain.from_iterable(one.listed[name] for one in some)], _defaults(name))
            said |= reckoned.get(name, {})
            self._add(name, said, [*chain.from_iterable(numbered)], self._parents(name, some, ids))
            if name == LICENSE:
                facts = [_facts_of(said, position) for position in range(len(some))]
            else:
                _link(linked, name, some, said, numbered)
        self.links.update(zip(numbers, map(Packed, facts, linked), strict=True))

    def _add(self, table: str, said: _Columns, ids: Sequence[int], parents: _Columns) -> None:
        columns: _Columns = {"id": ids, **parents, **{column: said[column] for column in _PLAIN[table]}}
        for column, refers_to in REFERRING[table]:
            known = self.references[refers_to]
            columns[f"{column}_id"] = [known[key] if key else None for key in said[column]]
        model = apps.get_model(BY_NAME[table].model)
        self._lines[table] += lines_of(model, columns, len(ids), stamp=str(self.now))

    def _parents(self, table: str, some: Sequence[First], ids: Mapping[str, Sequence[Sequence[int]]]) -> _Columns:
        """What the rows hang on."""
        if table in _OF_A_LICENSE:
            counts = [len(one.listed[table]) for one in some]
            of_each = map(repeat, chain.from_iterable(ids[LICENSE]), counts)
            return {"license_id": [*chain.from_iterable(of_each)]}
        if table == DEBIT:
            items: list[int] = []
            for one, numbered in zip(some, ids[IMPORT_ITEM], strict=True):
                of_item = {item.serial_number: row for item, row in zip(one.listed[IMPORT_ITEM], numbered, strict=True)}
                items += [of_item[row.item_serial_number] for row in one.listed[DEBIT]]
            bills = [self.bill_ids[key] if key else None for one in some for key in one.incoming.bills]
            return {"sr_number_id": items, "bill_of_entry_id": bills}
        return {}


def _defaults(table: str) -> dict[str, Any]:
    """What is in a column that nobody speaks of."""
    options = apps.get_model(BY_NAME[table].model)._meta
    return {column: options.get_field(column).get_default() for column in _PLAIN[table]}


def _batches(firsts: Sequence[First]) -> Iterator[Sequence[First]]:
    return (firsts[start : start + _AT_ONCE] for start in range(0, len(firsts), _AT_ONCE))


def _reckoned(some: Sequence[First]) -> dict[str, _Columns]:
    """The derived columns of each table."""
    of_licenses: list[Decimal] = []
    of_items: list[ItemBalances] = []
    owners: list[Any] = []
    for one in some:
        balances = Balances(
            [_number(row.cif_fc) for row in one.listed[EXPORT_ITEM]],
            [
                (row.item_serial_number, _number(row.qty), _number(row.cif_fc))
                for row in one.listed[DEBIT]
                if row.txn_type == DEBITED and not row.reversed
            ],
            {},
        )
        of_licenses.append(balances.of_license)
        of_items += [
            balances.of_item(row.serial_number, _number(row.quantity), _number(row.cif_fc))
            for row in one.listed[IMPORT_ITEM]
        ]
        owners.append(_owner(one))
    left = zip(*of_items, strict=True) if of_items else repeat((), len(ItemBalances._fields))
    return {
        LICENSE: {"balance_cif": of_licenses, "current_owner": owners},
        IMPORT_ITEM: dict(zip(ItemBalances._fields, left, strict=True)),
    }


def _owner(one: First) -> Any:
    transfers = one.listed[TRANSFER]
    approved = [(row.initiated_at, row.to_iec) for row in transfers if row.status == APPROVED]
    ownership = one.incoming.document.ownership
    reported = ownership.reported_owner if ownership else None
    return owner(approved, reported.iec if reported else None)


def _number(text: Any) -> Decimal:
    return Decimal(text) if text else _ZERO


def _facts_of(said: _Columns, position: int) -> dict[str, Any]:
    return {name: value for name in FACTS[LICENSE] if (value := said[name][position]) is not None}


def _link(
    linked: Sequence[dict[str, Any]],
    table: str,
    some: Sequence[First],
    said: _Columns,
    ids: Sequence[Sequence[int]],
) -> None:
    """Put the table's links beside those of the others, licence by licence."""
    facts = {name: said[name] for name in FACTS[table] if name in said}
    start = 0
    for mine, one, numbered in zip(linked, some, ids, strict=True):
        end = start + len(numbered)
        if numbered:
            mine[table] = packed_table(one.keys[table], numbered, {n: values[start:end] for n, values in facts.items()})
        start = end

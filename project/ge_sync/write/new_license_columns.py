"""What licences that we have no row of have in each column: what their documents say, and what is reckoned from it."""

from collections.abc import Sequence
from decimal import Decimal
from itertools import chain
from typing import Any

from django.apps import apps

from project.ge_sync.comparing.balances import APPROVED, DEBITED, Balances, ItemBalances, owner
from project.ge_sync.comparing.mapping import BY_NAME, COLUMNS, DEBIT, EXPORT_ITEM, IMPORT_ITEM, LICENSE, TRANSFER
from project.ge_sync.comparing.said import columns_said
from project.ge_sync.write.new_licenses import WRITTEN, NewLicense

# Columns by name, and lists of as many values.
Columns = dict[str, Sequence[Any]]

PLAIN = {
    table: [column for column, each in columns.items() if not (each.is_fact or each.refers_to)]
    for table, columns in COLUMNS.items()
}
_ZERO = Decimal(0)


def columns_of(some: Sequence[NewLicense]) -> dict[str, Columns]:
    """By table, with a value for each row that is listed, licence by licence; references by natural key."""
    columns: dict[str, Columns] = {}
    for name in (table.name for table in WRITTEN):
        listed = [*chain.from_iterable(one.listed[name] for one in some)]
        columns[name] = columns_said(name, listed, _defaults(name))
    balances = [_balances(one) for one in some]
    columns[LICENSE] |= {
        "balance_cif": [each.of_license for each in balances],
        "current_owner": list(map(_owner, some)),
    }
    columns[IMPORT_ITEM] |= _of_items(some, balances)
    return columns


def _defaults(table: str) -> dict[str, Any]:
    """What is in a column that nobody speaks of."""
    options = apps.get_model(BY_NAME[table].model)._meta
    return {column: options.get_field(column).get_default() for column in PLAIN[table]}


def _balances(one: NewLicense) -> Balances[int]:
    """Nothing is reserved of what isn't here yet."""
    credited = [_number(row.cif_fc) for row in one.listed[EXPORT_ITEM]]
    debits = [
        (row.item_serial_number, _number(row.qty), _number(row.cif_fc))
        for row in one.listed[DEBIT]
        if row.txn_type == DEBITED and not row.reversed
    ]
    return Balances(credited, debits, {})


def _of_items(some: Sequence[NewLicense], balances: Sequence[Balances[int]]) -> Columns:
    left = [
        each.of_item(row.serial_number, _number(row.quantity), _number(row.cif_fc))
        for one, each in zip(some, balances, strict=True)
        for row in one.listed[IMPORT_ITEM]
    ]
    return {name: [row[position] for row in left] for position, name in enumerate(ItemBalances._fields)}


def _owner(one: NewLicense) -> Any:
    transfers = one.listed[TRANSFER]
    approved = [(row.initiated_at, row.to_iec) for row in transfers if row.status == APPROVED]
    ownership = one.incoming.document.ownership
    reported = ownership.reported_owner if ownership else None
    return owner(approved, reported.iec if reported else None)


def _number(text: Any) -> Decimal:
    return Decimal(text) if text else _ZERO

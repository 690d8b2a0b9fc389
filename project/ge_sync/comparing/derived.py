"""What is reckoned here and not said by the server: balances, and who owns the licence. Pure.

Credit is the CIF of the export items, debit the bills of entry that customs has not reversed, reserved the allotments
without a bill of entry. Nothing is clamped: a balance may be negative.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

from project.ge_sync.comparing.mapping import DEBIT, EXPORT_ITEM, IMPORT_ITEM, LICENSE, MISSING, TRANSFER
from project.ge_sync.comparing.state import Place, Reserved, Row, Value

# CIF values of an item that mean "limited only by the licence's value".
VALUE_FREE = frozenset({Decimal("0.00"), Decimal("0.01"), Decimal("0.10")})
APPROVED = "Approved"
# The kind of customs ledger row that takes from an item.
DEBITED = "D"
_ZERO = Decimal(0)
_NOTHING = (_ZERO, _ZERO)
_FREE = Reserved()
_NEVER = datetime.min.replace(tzinfo=UTC)


# What tells the items of one licence apart.
Item = TypeVar("Item", int, str)


class ItemBalances(NamedTuple):
    """The derived columns of an import item."""

    available_quantity: Decimal
    available_value: Decimal
    debited_quantity: Decimal
    debited_value: Decimal
    allotted_quantity: Decimal
    allotted_value: Decimal


class Balances(Generic[Item]):
    """What is left of a licence and its items, by the CIF of its export items and (item, quantity, CIF) of debits."""

    def __init__(
        self,
        credits: Iterable[Decimal],
        debits: Iterable[tuple[Item, Decimal, Decimal]],
        reserved: Mapping[Item, Reserved],
    ) -> None:
        self._debited: dict[Item, tuple[Decimal, Decimal]] = {}
        taken = sum((item.cif_fc for item in reserved.values()), _ZERO)
        for item, quantity, value in debits:
            before = self._debited.get(item, _NOTHING)
            self._debited[item] = (before[0] + quantity, before[1] + value)
            taken += value
        self._reserved: Mapping[Item, Reserved] = reserved
        self.of_license = sum(credits, _ZERO) - taken

    def of_item(self, item: Item, quantity: Decimal, own_value: Decimal) -> ItemBalances:
        """The balances of an import item of this quantity and CIF."""
        debited_quantity, debited_value = self._debited.get(item, _NOTHING)
        reserved = self._reserved.get(item, _FREE)
        left = self.of_license if own_value in VALUE_FREE else own_value - debited_value - reserved.cif_fc
        available = quantity - debited_quantity - reserved.quantity
        return ItemBalances(available, left, debited_quantity, debited_value, reserved.quantity, reserved.cif_fc)


def owner(approved: Iterable[tuple[Value, Value]], reported: Value) -> Value:
    """The receiver of the latest approved transfer, given as (initiated, receiver), else the owner the portal reports.

    The portal's own "current owner" only reflects who asks.
    """
    latest = max(approved, key=_initiated_at, default=None)
    return latest[1] if latest else reported


def with_derived(rows: Mapping[Place, Row], reserved: Mapping[str, Reserved]) -> dict[Place, Row]:
    """The same rows with the derived columns of the licence and its import items."""
    of_table: defaultdict[str, list[tuple[Place, Row]]] = defaultdict(list)
    for place, row in rows.items():
        of_table[place[0]].append((place, row))
    balances = Balances(
        (_number(row, "cif_fc") for _, row in of_table[EXPORT_ITEM]),
        (
            (str(row["sr_number"]), _number(row, "qty"), _number(row, "cif_fc"))
            for _, row in of_table[DEBIT]
            if row.get("transaction_type") == DEBITED and not row.get("server_reversed")
        ),
        reserved,
    )
    made = dict(rows)
    for place, row in of_table[LICENSE]:
        transfers = [transfer for _, transfer in of_table[TRANSFER]]
        made[place] = {**row, "balance_cif": balances.of_license, **_current_owner(transfers, row)}
    for place, row in of_table[IMPORT_ITEM]:
        left = balances.of_item(place[1], _number(row, "quantity"), _number(row, "cif_fc"))
        made[place] = {**row, **left._asdict()}
    return made


def _current_owner(transfers: Iterable[Row], license_row: Row) -> dict[str, Value]:
    """Nothing if nobody says."""
    approved = [
        (row.get("transfer_initiation_date"), row.get("to_company"))
        for row in transfers
        if row.get("transfer_status") == APPROVED and not row.get(MISSING)
    ]
    reported = license_row.get("server_reported_owner")
    return {"current_owner": owner(approved, reported)} if approved or reported else {}


def _initiated_at(transfer: tuple[Value, Value]) -> datetime:
    started = transfer[0]
    return started if isinstance(started, datetime) else _NEVER


def _number(row: Row, column: str) -> Decimal:
    value = row.get(column)
    return value if isinstance(value, Decimal) else _ZERO

"""The arithmetic of what is left of a licence and its items, and who owns it: from values, wherever they stand. Pure.

Credit is the CIF of the export items, debit the bills of entry that customs has not reversed, reserved the allotments
without a bill of entry. Nothing is clamped: a balance may be negative.
"""

from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal
from typing import Generic, NamedTuple, TypeVar

from project.ge_sync.comparing.state import Reserved, Value

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


def _initiated_at(transfer: tuple[Value, Value]) -> datetime:
    started = transfer[0]
    return started if isinstance(started, datetime) else _NEVER

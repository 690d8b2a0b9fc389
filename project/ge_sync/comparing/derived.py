"""What is reckoned here and not said by the server: balances, and who owns the licence. Pure.

Credit is the CIF of the export items, debit the bills of entry that customs has not reversed, reserved the allotments
without a bill of entry. Nothing is clamped: a balance may be negative.
"""

from collections import defaultdict
from collections.abc import Mapping
from datetime import UTC, datetime
from decimal import Decimal

from project.ge_sync.comparing.mapping import DEBIT, EXPORT_ITEM, IMPORT_ITEM, LICENSE, MISSING, TRANSFER
from project.ge_sync.comparing.state import Place, Reserved, Row, Value

# CIF values of an item that mean "limited only by the licence's value".
VALUE_FREE = frozenset({Decimal("0.00"), Decimal("0.01"), Decimal("0.10")})
APPROVED = "Approved"
_ZERO = Decimal(0)
_NEVER = datetime.min.replace(tzinfo=UTC)


def with_derived(rows: Mapping[Place, Row], reserved: Mapping[str, Reserved]) -> dict[Place, Row]:
    """The same rows with the derived columns of the licence and its import items."""
    debits = _debits(rows)
    taken = sum((debit[1] for debit in debits.values()), _ZERO) + sum(
        (item.cif_fc for item in reserved.values()), _ZERO
    )
    credit = sum((_number(row, "cif_fc") for place, row in rows.items() if place[0] == EXPORT_ITEM), _ZERO)
    balance = credit - taken
    made = dict(rows)
    for place, row in rows.items():
        if place[0] == LICENSE:
            made[place] = {**row, "balance_cif": balance, **_current_owner(rows, row)}
        elif place[0] == IMPORT_ITEM:
            made[place] = {
                **row,
                **_item_balances(row, debits[place[1]], reserved.get(place[1], Reserved()), balance),
            }
    return made


def _debits(rows: Mapping[Place, Row]) -> defaultdict[str, tuple[Decimal, Decimal]]:
    """Quantity and CIF debited from each import item."""
    sums: defaultdict[str, tuple[Decimal, Decimal]] = defaultdict(lambda: (_ZERO, _ZERO))
    for (table, _), row in rows.items():
        if table == DEBIT and row.get("transaction_type") == "D" and not row.get("server_reversed"):
            quantity, value = sums[str(row["sr_number"])]
            sums[str(row["sr_number"])] = (quantity + _number(row, "qty"), value + _number(row, "cif_fc"))
    return sums


def _item_balances(
    row: Row, debited: tuple[Decimal, Decimal], reserved: Reserved, license_balance: Decimal
) -> dict[str, Value]:
    own_value = _number(row, "cif_fc")
    left = license_balance if own_value in VALUE_FREE else own_value - debited[1] - reserved.cif_fc
    return {
        "available_quantity": _number(row, "quantity") - debited[0] - reserved.quantity,
        "available_value": left,
        "debited_quantity": debited[0],
        "debited_value": debited[1],
        "allotted_quantity": reserved.quantity,
        "allotted_value": reserved.cif_fc,
    }


def _current_owner(rows: Mapping[Place, Row], license_row: Row) -> dict[str, Value]:
    """The receiver of the latest approved transfer, else the owner the portal reports; nothing if neither is said.

    The portal's own "current owner" only reflects who asks.
    """
    approved = [
        row
        for (table, _), row in rows.items()
        if table == TRANSFER and row.get("transfer_status") == APPROVED and not row.get(MISSING)
    ]
    if approved:
        return {"current_owner": max(approved, key=_initiated_at).get("to_company")}
    reported = license_row.get("server_reported_owner")
    return {"current_owner": reported} if reported else {}


def _initiated_at(transfer: Row) -> datetime:
    started = transfer.get("transfer_initiation_date")
    return started if isinstance(started, datetime) else _NEVER


def _number(row: Row, column: str) -> Decimal:
    value = row.get(column)
    return value if isinstance(value, Decimal) else _ZERO

"""What is reckoned here and not said by the server: balances, and who owns the licence. Pure.

Credit is the CIF of the export items, debit the bills of entry that customs has not reversed, reserved the allotments
without a bill of entry. Nothing is clamped: a balance may be negative.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import UTC, datetime
from decimal import Decimal

from project.ge_sync.comparing.mapping import DEBIT, EXPORT_ITEM, IMPORT_ITEM, LICENSE, MISSING, TRANSFER
from project.ge_sync.comparing.state import Place, Reserved, Row, Value

# CIF values of an item that mean "limited only by the licence's value".
VALUE_FREE = frozenset({Decimal("0.00"), Decimal("0.01"), Decimal("0.10")})
APPROVED = "Approved"
_ZERO = Decimal(0)
_NOTHING = (_ZERO, _ZERO)
_FREE = Reserved()
_NEVER = datetime.min.replace(tzinfo=UTC)


def with_derived(rows: Mapping[Place, Row], reserved: Mapping[str, Reserved]) -> dict[Place, Row]:
    """The same rows with the derived columns of the licence and its import items."""
    of_table: defaultdict[str, list[tuple[Place, Row]]] = defaultdict(list)
    for place, row in rows.items():
        of_table[place[0]].append((place, row))
    debits = _debits(row for _, row in of_table[DEBIT])
    taken = sum((debit[1] for debit in debits.values()), sum((item.cif_fc for item in reserved.values()), _ZERO))
    credit = sum((_number(row, "cif_fc") for _, row in of_table[EXPORT_ITEM]), _ZERO)
    balance = credit - taken
    made = dict(rows)
    for place, row in of_table[LICENSE]:
        transfers = [transfer for _, transfer in of_table[TRANSFER]]
        made[place] = {**row, "balance_cif": balance, **_current_owner(transfers, row)}
    for place, row in of_table[IMPORT_ITEM]:
        key = place[1]
        made[place] = {**row, **_item_balances(row, debits.get(key, _NOTHING), reserved.get(key, _FREE), balance)}
    return made


def _debits(rows: Iterable[Row]) -> dict[str, tuple[Decimal, Decimal]]:
    """Quantity and CIF debited from each import item."""
    sums: dict[str, tuple[Decimal, Decimal]] = {}
    for row in rows:
        if row.get("transaction_type") == "D" and not row.get("server_reversed"):
            item = str(row["sr_number"])
            quantity, value = sums.get(item, _NOTHING)
            sums[item] = (quantity + _number(row, "qty"), value + _number(row, "cif_fc"))
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


def _current_owner(transfers: Iterable[Row], license_row: Row) -> dict[str, Value]:
    """The receiver of the latest approved transfer, else the owner the portal reports; nothing if neither is said.

    The portal's own "current owner" only reflects who asks.
    """
    approved = [row for row in transfers if row.get("transfer_status") == APPROVED and not row.get(MISSING)]
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

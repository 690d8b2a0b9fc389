"""What is reckoned here and not said by the server, beside the rows of a licence: balances, and who owns it. Pure."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from decimal import Decimal

from project.ge_sync.comparing.balances import APPROVED, DEBITED, Balances, owner
from project.ge_sync.comparing.mapping import DEBIT, EXPORT_ITEM, IMPORT_ITEM, LICENSE, MISSING, TRANSFER
from project.ge_sync.comparing.state import Place, Reserved, Row, Value

_ZERO = Decimal(0)


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


def _number(row: Row, column: str) -> Decimal:
    value = row.get(column)
    return value if isinstance(value, Decimal) else _ZERO

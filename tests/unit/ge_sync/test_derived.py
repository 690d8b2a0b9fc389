"""Balances: credit less debit less reserved, never clamped."""

from decimal import Decimal

import pytest

from project.ge_sync.comparing.derived import with_derived
from project.ge_sync.comparing.mapping import DEBIT, EXPORT_ITEM, IMPORT_ITEM, LICENSE
from project.ge_sync.comparing.state import Place, Reserved, Row, Value

HERE: Place = (LICENSE, "0310837893")
ITEM: Place = (IMPORT_ITEM, "1")


def rows(*, item_cif: str = "600.00", debits: tuple[tuple[str, str], ...] = (), kind: str = "D") -> dict[Place, Row]:
    made: dict[Place, Row] = {
        HERE: {"license_number": "0310837893"},
        (EXPORT_ITEM, "1"): {"cif_fc": Decimal("700.00")},
        (EXPORT_ITEM, "2"): {"cif_fc": Decimal("300.00")},
        ITEM: {"serial_number": 1, "quantity": Decimal("50.000"), "cif_fc": Decimal(item_cif)},
    }
    for index, (quantity, value) in enumerate(debits):
        made[DEBIT, f"{index}|2026-01-01|1|{kind}"] = debit(quantity, value, kind)
    return made


def debit(quantity: str, value: str, kind: str = "D", **more: Value) -> Row:
    taken: dict[str, Value] = {"qty": Decimal(quantity), "cif_fc": Decimal(value)}
    return {"sr_number": "1", "transaction_type": kind, **taken, **more}


def test_the_credit_is_the_cif_of_the_export_items() -> None:
    assert with_derived(rows(), {})[HERE]["balance_cif"] == Decimal("1000.00")


def test_debits_are_taken_from_the_licence_and_from_the_item() -> None:
    made = with_derived(rows(debits=(("10.000", "150.00"), ("5.000", "50.00"))), {})

    assert made[HERE]["balance_cif"] == Decimal("800.00")
    assert (made[ITEM]["debited_quantity"], made[ITEM]["debited_value"]) == (Decimal("15.000"), Decimal("200.00"))
    assert (made[ITEM]["available_quantity"], made[ITEM]["available_value"]) == (Decimal("35.000"), Decimal("400.00"))


def test_a_credit_row_takes_nothing() -> None:
    assert with_derived(rows(debits=(("50.000", "600.00"),), kind="C"), {})[HERE]["balance_cif"] == Decimal("1000.00")


def test_a_reversed_debit_takes_nothing() -> None:
    taken = rows() | {(DEBIT, "9|2026-01-01|1|D"): debit("10.000", "150.00", server_reversed=True)}

    assert with_derived(taken, {})[HERE]["balance_cif"] == Decimal("1000.00")


def test_what_allotments_reserve_is_taken_too() -> None:
    made = with_derived(rows(), {"1": Reserved(quantity=Decimal(20), cif_fc=Decimal("250.00"))})

    assert made[HERE]["balance_cif"] == Decimal("750.00")
    assert (made[ITEM]["allotted_quantity"], made[ITEM]["allotted_value"]) == (Decimal(20), Decimal("250.00"))
    assert (made[ITEM]["available_quantity"], made[ITEM]["available_value"]) == (Decimal("30.000"), Decimal("350.00"))


@pytest.mark.parametrize("cif", ["0.00", "0.01", "0.10"])
def test_an_item_without_a_value_of_its_own_has_what_the_licence_has_left(cif: str) -> None:
    made = with_derived(rows(item_cif=cif, debits=(("10.000", "150.00"),)), {})

    assert made[ITEM]["available_value"] == made[HERE]["balance_cif"] == Decimal("850.00")


def test_an_item_with_a_value_of_its_own_has_what_it_has_left() -> None:
    assert with_derived(rows(item_cif="0.11"), {})[ITEM]["available_value"] == Decimal("0.11")


def test_more_taken_than_there_was_is_negative() -> None:
    made = with_derived(rows(debits=(("60.000", "1200.00"),)), {})

    assert made[HERE]["balance_cif"] == Decimal("-200.00")
    assert made[ITEM]["available_quantity"] == Decimal("-10.000")

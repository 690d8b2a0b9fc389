"""Generated documents: true to the contract, consistent to the paisa, the same every time."""

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator
from referencing import Registry, Resource
from referencing.jsonschema import DRAFT202012

from dev.ge_server.documents import document, license_number

SAMPLE = range(120)
CONTRACT = Path(__file__).parents[3] / "docs" / "ge_api.yaml"
VALUE_FREE = ("0.00", "0.01", "0.10")


@pytest.fixture(scope="module")
def documents() -> list[dict[str, Any]]:
    made = [document(7, index) for index in SAMPLE]
    for one in made:
        one["updated_at"] = "2026-11-01T00:00:00+05:30"
    return made


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    contract = Resource.from_contents(yaml.safe_load(CONTRACT.read_text()), default_specification=DRAFT202012)
    registry: Registry[Any] = Registry().with_resource("urn:ge", contract)
    return Draft202012Validator({"$ref": "urn:ge#/components/schemas/License"}, registry=registry)


def amount(rows: list[dict[str, Any]], field: str) -> Decimal:
    return sum((Decimal(row[field]) for row in rows), Decimal(0))


def standing_debits(one: dict[str, Any]) -> list[dict[str, Any]]:
    return [row for row in one["bills_of_entry"] if row["txn_type"] == "D" and not row["reversed"]]


def test_every_document_satisfies_the_contract(
    documents: list[dict[str, Any]], validator: Draft202012Validator
) -> None:
    assert [error.json_path for one in documents for error in validator.iter_errors(one)] == []


def test_the_contract_refuses_a_number_that_is_not_decimal_text(
    documents: list[dict[str, Any]], validator: Draft202012Validator
) -> None:
    spoiled = json.loads(json.dumps(documents[0]))
    spoiled["import_items"][0]["quantity"] = "N/A"
    assert [error.json_path for error in validator.iter_errors(spoiled)] == ["$.import_items[0].quantity"]


def test_the_same_seed_and_index_make_the_same_document() -> None:
    assert document(7, 3) == document(7, 3)


def test_another_seed_makes_another_document() -> None:
    assert document(8, 3) != document(7, 3)


def test_no_two_licences_share_a_number() -> None:
    assert len({license_number(7, index) for index in range(20_000)}) == 20_000


def test_a_licence_has_about_25_child_rows(documents: list[dict[str, Any]]) -> None:
    lists = ("export_items", "import_items", "transfers", "bills_of_entry")
    assert 20 < sum(len(one[name]) for one in documents for name in lists) / len(documents) < 30


@pytest.mark.parametrize("currency", ["fc", "inr"])
def test_the_values_of_the_items_and_of_the_credits_add_up_to_the_licence(
    documents: list[dict[str, Any]], currency: str
) -> None:
    field = f"cif_{currency}"
    for one in documents:
        credit_rows = [row for row in one["bills_of_entry"] if row["txn_type"] == "C"]
        sums = {amount(rows, field) for rows in (one["export_items"], one["import_items"], credit_rows)}
        assert sums == {Decimal(one[field])}


@pytest.mark.parametrize("currency", ["fc", "inr"])
def test_balances_are_credits_minus_debits(documents: list[dict[str, Any]], currency: str) -> None:
    field = f"cif_{currency}"
    for one in documents:
        assert Decimal(one[f"balance_{field}"]) == Decimal(one[field]) - amount(standing_debits(one), field) >= 0


def test_the_balance_of_an_item_is_what_its_debits_leave(documents: list[dict[str, Any]]) -> None:
    for one in documents:
        for item in one["import_items"]:
            own = [row for row in standing_debits(one) if row["item_serial_number"] == item["serial_number"]]
            assert Decimal(item["balance_quantity"]) == Decimal(item["quantity"]) - amount(own, "qty") >= 0
            assert Decimal(item["debited_cif_fc"]) == amount(own, "cif_fc")
            spent = Decimal(0) if item["cif_fc"] in VALUE_FREE else amount(own, "cif_fc")
            assert Decimal(item["balance_cif_fc"]) == Decimal(item["cif_fc"]) - spent >= 0


def test_value_free_items_occur(documents: list[dict[str, Any]]) -> None:
    found = {item["cif_fc"] for one in documents for item in one["import_items"]} & set(VALUE_FREE)
    assert found == set(VALUE_FREE)


def test_no_two_rows_of_the_ledger_share_a_key(documents: list[dict[str, Any]]) -> None:
    key = ("be_number", "be_date", "item_serial_number", "txn_type")
    for one in documents:
        keys = [tuple(row[name] for name in key) for row in one["bills_of_entry"]]
        assert len(set(keys)) == len(keys)


def test_an_iec_has_one_name_everywhere(documents: list[dict[str, Any]]) -> None:
    names: dict[str, set[str]] = {}
    for one in documents:
        names.setdefault(one["exporter"]["iec"], set()).add(one["exporter"]["name"])
        for row in one["transfers"]:
            names.setdefault(row["to_iec"], set()).add(row["to_name"])
    assert all(len(found) == 1 for found in names.values())

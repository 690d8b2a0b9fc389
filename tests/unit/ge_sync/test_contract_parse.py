"""A document is read whole, or refused with the exact path of the first value that doesn't keep the contract."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from dev.ge_server.edits import set_value
from project.ge_sync.contract.parse import parse
from project.ge_sync.contract.shape import LICENSE, Field, Object
from project.ge_sync.errors import ContractViolation
from project.ge_sync.payload import decode

REQUIRED = ("license_number", "license_date", "scheme_code", "exporter", "status", "currency", "version", "updated_at")


def test_the_recorded_answer_is_read_without_a_warning(document: dict[str, Any]) -> None:
    parsed = parse(document)

    assert parsed.warnings == {}
    assert parsed.values["license_date"] == date.fromisoformat(document["license_date"])
    assert parsed.values["import_items"][0]["quantity"] == Decimal(document["import_items"][0]["quantity"])
    assert parsed.values.keys() == document.keys()


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        ("import_items[2].quantity", "N/A", "decimal text"),
        ("import_items[0].serial_number", 0, "a whole number from 1 on"),
        ("import_items[1].hs_code", "1901", "an HS code of eight digits"),
        ("import_items[1].condition_type", "7%", "one of AU, 2%, 3%, 5%, 10%"),
        ("export_items[1].cif_fc", "1.234,5", "decimal text"),
        ("export_items[0].description", "x" * 256, "text of at most 255 characters"),
        ("export_items[0].description", "half \ud83d a pair", "text without NUL and lone surrogates"),
        ("export_items[0].description", "a\x00b", "text without NUL and lone surrogates"),
        ("transfers[0].initiated_at", "0000-00-00", "an instant, RFC 3339"),
        ("transfers[1].from_iec", "123", "an IEC of ten digits or a PAN"),
        ("bills_of_entry[3].txn_type", "X", "one of C, D"),
        ("bills_of_entry[0].reversed", "no", "true or false"),
        ("ownership.reported_owner.iec", "?", "an IEC of ten digits or a PAN"),
        ("exporter.iec", None, "a value"),
        ("license_number", "12345678901", "ten digits"),
        ("notification_number", "25-2023", "a notification such as 025/2023"),
        ("port_code", "NSA1", "a port code such as INNSA1"),
        ("status", "FROZEN", "one of ACTIVE, EXPIRED, CANCELLED, SUSPENDED, SURRENDERED, REVALIDATED"),
        ("version", -1, "a whole number from 0 on"),
        ("license_date", "-", "a date, YYYY-MM-DD"),
        ("import_items", {"0": {}}, "a list"),
        ("exporter", [], "an object"),
        ("import_items[0]", "x", "an object"),
    ],
)
def test_a_broken_value_is_named_by_its_path(document: dict[str, Any], path: str, value: Any, expected: str) -> None:
    set_value(document, path, value)

    with pytest.raises(ContractViolation) as refused:
        parse(document)

    assert (refused.value.path, refused.value.expected) == (path, expected)


@pytest.mark.parametrize("name", REQUIRED)
def test_a_required_field_that_is_absent_is_named(document: dict[str, Any], name: str) -> None:
    del document[name]

    with pytest.raises(ContractViolation) as refused:
        parse(document)

    assert (refused.value.path, refused.value.got) == (name, "nothing: the key is absent")


def _optional(shape: Object) -> set[str]:
    return {name for name, field in shape.fields.items() if not field.required}


def test_an_optional_field_that_is_absent_stays_absent(document: dict[str, Any]) -> None:
    for name in _optional(LICENSE):
        document.pop(name, None)

    assert parse(document).values.keys() == set(REQUIRED)


def test_null_is_kept_apart_from_absent(document: dict[str, Any]) -> None:
    document["file_number"] = None

    assert parse(document).values["file_number"] is None


def test_a_field_that_may_not_be_null_is_refused_as_null(document: dict[str, Any]) -> None:
    document["import_items_complete"] = None

    with pytest.raises(ContractViolation, match="import_items_complete: expected a value, got null"):
        parse(document)


def test_every_required_field_of_the_shape_is_one_of_the_contract() -> None:
    assert {name for name, field in LICENSE.fields.items() if field.required} == set(REQUIRED)
    assert all(isinstance(field, Field | Object) for field in LICENSE.fields.values())


def test_an_unknown_field_is_counted_with_its_path_and_not_refused(document: dict[str, Any]) -> None:
    document["import_items"][1]["colour"] = "red"

    parsed = parse(document)

    assert parsed.unknown_fields == ("import_items[1].colour",)
    assert parsed.warnings == {"unknown_field": 1}


def test_a_lost_leading_zero_is_given_back_and_counted(document: dict[str, Any]) -> None:
    document["license_number"] = "310837893"
    document["exporter"]["iec"] = "388012345"

    parsed = parse(document)

    assert parsed.values["license_number"] == "0310837893"
    assert parsed.values["exporter"]["iec"] == "0388012345"
    assert parsed.warnings == {"padded": 2}


def test_a_notification_is_padded_to_three_digits(document: dict[str, Any]) -> None:
    document["notification_number"] = "25/2023"

    assert parse(document).values["notification_number"] == "025/2023"


def test_a_serial_number_twice_is_refused(document: dict[str, Any]) -> None:
    document["import_items"][2]["serial_number"] = document["import_items"][0]["serial_number"]

    with pytest.raises(ContractViolation) as refused:
        parse(document)

    assert refused.value.path == "import_items[2].serial_number"


def test_a_debit_without_a_bill_of_entry_is_refused_and_a_credit_is_not(document: dict[str, Any]) -> None:
    rows = document["bills_of_entry"]
    last = len(rows) - 1
    assert (rows[0]["txn_type"], rows[0]["be_number"]) == ("C", None)
    assert parse(document).values["bills_of_entry"][0]["be_number"] is None
    rows[last]["be_number"] = None

    with pytest.raises(ContractViolation) as refused:
        parse(document)

    assert refused.value.path == f"bills_of_entry[{last}].be_number"


def test_a_key_twice_in_one_object_is_refused_at_its_path() -> None:
    document = decode(b'{"exporter": {"iec": "0388012345", "iec": "0388012346"}}').value

    with pytest.raises(ContractViolation) as refused:
        parse(document)

    assert (refused.value.path, refused.value.got) == ("exporter.iec", "the key twice")


def test_an_answer_that_is_no_document_is_refused() -> None:
    with pytest.raises(ContractViolation, match="the document: expected an object"):
        parse(["a", "list"])

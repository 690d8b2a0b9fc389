"""Read a document against its shape: exact paths in errors, absent keys stay absent."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from project.ge_sync.contract.notes import Notes, Unreadable
from project.ge_sync.contract.shape import LICENSE, Field, Object
from project.ge_sync.errors import ContractViolation
from project.ge_sync.payload import DUPLICATE

Clean = Mapping[str, Any]


@dataclass(frozen=True, kw_only=True)
class Parsed:
    """A document whose values have their types; `warnings` counts what was accepted in another notation."""

    values: Clean
    warnings: Mapping[str, int]
    unknown_fields: tuple[str, ...]


def parse(document: object) -> Parsed:
    """The licence document, or ContractViolation at the first value the contract doesn't allow."""
    notes = Notes()
    values = read_object(document, LICENSE, "", notes)
    _refuse_repeats(values)
    _refuse_debits_without_a_bill(values)
    return Parsed(values=values, warnings=notes.counts, unknown_fields=tuple(notes.unknown_fields))


def read_object(raw: object, shape: Object, path: str, notes: Notes) -> dict[str, Any]:
    """The values of one object by name; ContractViolation at the first one that its shape doesn't allow."""
    if not isinstance(raw, dict):
        raise ContractViolation(path=path, expected="an object", got=raw)
    if DUPLICATE in raw:
        raise ContractViolation(path=_join(path, raw[DUPLICATE]), expected="a key once", got="the key twice")
    values: dict[str, Any] = {}
    for name, value in raw.items():
        field = shape.fields.get(name)
        if field is None:
            notes.unknown_field(_join(path, name))
        elif value is None:
            if not field.null:
                raise ContractViolation(path=_join(path, name), expected="a value", got="null")
            values[name] = None
        elif isinstance(field, Field):
            try:
                values[name] = field.read(value, notes)
            except Unreadable as wrong:
                raise ContractViolation(path=_join(path, name), expected=wrong.expected, got=value) from None
        else:
            values[name] = _nested(value, field, _join(path, name), notes)
    _require(values, shape, path)
    return values


def _nested(raw: object, shape: Object, path: str, notes: Notes) -> Any:
    if not shape.many:
        return read_object(raw, shape, path, notes)
    if not isinstance(raw, list):
        raise ContractViolation(path=path, expected="a list", got=raw)
    return [read_object(row, shape, f"{path}[{index}]", notes) for index, row in enumerate(raw)]


def _require(values: Clean, shape: Object, path: str) -> None:
    if len(values) == len(shape.fields):
        return
    for name, field in shape.fields.items():
        if field.required and name not in values:
            raise ContractViolation(path=_join(path, name), expected="a value", got="nothing: the key is absent")


def _refuse_repeats(values: Clean) -> None:
    """An item's serial number is its key: twice the same means that one of the two is wrong."""
    for name in ("export_items", "import_items"):
        seen: set[int] = set()
        for index, row in enumerate(values.get(name) or ()):
            if row["serial_number"] in seen:
                path = f"{name}[{index}].serial_number"
                raise ContractViolation(path=path, expected="each serial number once", got=row["serial_number"])
            seen.add(row["serial_number"])


def _refuse_debits_without_a_bill(values: Clean) -> None:
    for index, row in enumerate(values.get("bills_of_entry") or ()):
        if row["txn_type"] == "D" and not row.get("be_number"):
            path = f"bills_of_entry[{index}].be_number"
            raise ContractViolation(path=path, expected="a bill of entry number for a debit", got=row.get("be_number"))


def _join(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name

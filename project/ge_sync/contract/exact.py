"""A document as an object in the contract's own notation: the table of the contract as types of a decoder in C.

Most documents hold nothing odd, and are decoded into it at once. Any other is read by the careful reader, which says
by its path what is refused and notes what is only written otherwise; then it is spelled as the contract would.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

import msgspec
from msgspec import UNSET, UnsetType

from project.ge_sync.contract.dates import exact_instant, instant
from project.ge_sync.contract.forms import forms_of
from project.ge_sync.contract.parse import Clean, parse
from project.ge_sync.contract.shape import LICENSE, Field, Object
from project.ge_sync.errors import ContractViolation
from project.ge_sync.payload import recalled

# Attributes by the names of the contract, UNSET where the key is absent. Numbers are text, days and instants are none.
Exact = Any


@dataclass(frozen=True, kw_only=True)
class Read:
    """A document that keeps the contract; `warnings` counts what was accepted in another notation."""

    document: Exact
    warnings: Mapping[str, int]
    unknown_fields: tuple[str, ...]


def read(canonical_bytes: bytes) -> Read:
    """The licence document, or ContractViolation at the first value the contract doesn't allow."""
    (said,) = read_each([canonical_bytes])
    if isinstance(said, ContractViolation):
        raise said
    return said


def read_each(documents: Sequence[bytes]) -> list[Read | ContractViolation]:
    """Several at once, in their order: for each what it says, or what the contract doesn't allow in it."""
    at_once = without_oddities(documents)
    return [
        Read(document=exact, warnings={}, unknown_fields=()) if exact is not None else _carefully(canonical_bytes)
        for exact, canonical_bytes in zip(at_once, documents, strict=True)
    ]


def _carefully(canonical_bytes: bytes) -> Read | ContractViolation:
    try:
        parsed = parse(recalled(canonical_bytes))
    except ContractViolation as violation:
        return violation
    return Read(document=spelled(parsed.values), warnings=parsed.warnings, unknown_fields=parsed.unknown_fields)


def spelled(values: Clean) -> Exact:
    """What the careful reader read, in the contract's own notation."""
    return _spelled(values, LICENSE)


def without_oddities(documents: Sequence[bytes]) -> list[Exact | None]:
    """Those that are in the contract's own notation, with no row in the way of another; None for the others."""
    decoded = [_decoded(canonical_bytes) for canonical_bytes in documents]
    if not _FORMS.are_kept([exact for exact in decoded if exact is not None]):
        decoded = [exact if exact is not None and _FORMS.are_kept([exact]) else None for exact in decoded]
    return [exact if exact is not None and _is_possible(exact) else None for exact in decoded]


def _decoded(canonical_bytes: bytes) -> Exact | None:
    if rb"\u0000" in canonical_bytes:
        return None
    try:
        return _LICENSE.decode(canonical_bytes)
    except (msgspec.MsgspecError, ValueError, RecursionError):
        return None


def _is_possible(document: Exact) -> bool:
    """Whether there are such instants, which are made of their texts then, and such rows beside each other."""
    try:
        _read_instants(document)
    except ValueError:
        return False
    return not _has_rows_to_refuse(document)


def _read_instants(document: Exact) -> None:
    for listed, names in _INSTANTS.items():
        for row in (getattr(document, listed) or ()) if listed else (document,):
            for name in names:
                if text := getattr(row, name):
                    setattr(row, name, exact_instant(text))


def _has_rows_to_refuse(document: Exact) -> bool:
    """As parse does, which tells the path."""
    for items in (document.export_items or (), document.import_items or ()):
        if len({item.serial_number for item in items}) < len(items):
            return True
    return any(row.txn_type == "D" and not row.be_number for row in document.bills_of_entry or ())


def _type_of(name: str, shape: Object) -> type[msgspec.Struct]:
    """A class of objects with the shape's names; a key that isn't among them is refused."""
    fields: list[Any] = []
    for key, field in shape.fields.items():
        kind = field.read.exact if isinstance(field, Field) else _nested_type(key, field)
        kind = kind | None if field.null else kind
        fields.append((key, kind) if field.required else (key, kind | UnsetType, UNSET))
    return msgspec.defstruct(name, fields, kw_only=True, forbid_unknown_fields=True, gc=False)


def _nested_type(name: str, shape: Object) -> Any:
    kind: Any = _TYPES.setdefault(shape, _type_of(name, shape))
    return list[kind] if shape.many else kind


def _spelled(values: Clean, shape: Object) -> Exact:
    made = {name: _spelled_value(value, shape.fields[name]) for name, value in values.items()}
    return _TYPES[shape](**made)


def _spelled_value(value: Any, field: Field | Object) -> Any:
    if isinstance(value, Decimal):
        return format(value, "f")
    if isinstance(field, Field) or value is None:
        return value
    return [_spelled(row, field) for row in value] if field.many else _spelled(value, field)


_TYPES: dict[Object, type[msgspec.Struct]] = {}
LICENSE_TYPE = _TYPES[LICENSE] = _type_of("license", LICENSE)
_LICENSE = msgspec.json.Decoder(LICENSE_TYPE)
_FORMS = forms_of(LICENSE)
_LISTS = {name: field for name, field in LICENSE.fields.items() if isinstance(field, Object) and field.many}
# Where instants stand: names by list, those of the document itself without one.
_INSTANTS = {
    listed: [name for name, field in shape.fields.items() if isinstance(field, Field) and field.read is instant]
    for listed, shape in {"": LICENSE, **_LISTS}.items()
}

"""A parsed document as a LicenseState: the server's side of the comparison."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from types import NoneType
from typing import Any, NamedTuple

from project.ge_sync.comparing.fields import Field, Table
from project.ge_sync.comparing.mapping import TABLES
from project.ge_sync.comparing.state import LicenseState, Place, Row, Value
from project.ge_sync.contract.parse import Clean

_ABSENT: Any = object()


class _Said(NamedTuple):
    """What the document says of a field. A value of the type `kept` is the column's as it is; `value` reads others."""

    path: str
    column: str
    is_deep: bool
    kept: type[Any]
    value: Callable[[Any], Value]


def _said(field: Field) -> _Said:
    kept: type[Any] = NoneType if field.reads else str if field.is_fact else object
    return _Said(field.path, field.column, "." in field.path, kept, field.value)


_SAID = {table.name: [_said(field) for field in table.fields if field.path] for table in TABLES}


def state_of(document: Clean) -> LicenseState:
    """The rows that the document speaks of; rows of one bill of entry share one row of its table."""
    rows: dict[Place, Row] = {}
    for table in TABLES:
        for listed in _listed(document, table):
            place, row = (table.name, table.key(listed)), _row(listed, _SAID[table.name])
            rows[place] = {**rows[place], **row} if place in rows else row
    # A list that isn't there says nothing, whatever its flag says.
    complete = {
        table.name for table in TABLES if table.listed_in in document and document.get(f"{table.listed_in}_complete")
    }
    return LicenseState(license_number=document["license_number"], rows=rows, complete=frozenset(complete))


def company_names(document: Clean) -> dict[str, str]:
    """What the document calls the companies it names, by IEC."""
    ownership = document.get("ownership") or {}
    named = [document.get("exporter"), ownership.get("original_owner"), ownership.get("reported_owner")]
    pairs = [(company.get("iec"), company.get("name")) for company in named if company]
    for transfer in document.get("transfers") or ():
        pairs += [(transfer["from_iec"], transfer.get("from_name")), (transfer["to_iec"], transfer.get("to_name"))]
    return {iec: name for iec, name in pairs if iec and name}


def document_path(document: Clean, place: Place) -> str:
    """Where in the document a row is said, for an error about it: `bills_of_entry[3]`."""
    for table in TABLES:
        for index, listed in enumerate(_listed(document, table)):
            if (table.name, table.key(listed)) == place:
                return f"{table.listed_in}[{index}]"
    return ""


def _listed(document: Clean, table: Table) -> Iterator[Mapping[str, Any]]:
    listed = (document.get(table.listed_in) or ()) if table.listed_in else (document,)
    return (row for row in listed if table.holds(row))


def _row(listed: Mapping[str, Any], said: Sequence[_Said]) -> dict[str, Value]:
    row: dict[str, Value] = {}
    for path, column, is_deep, kept, value in said:
        raw = _deep(listed, path) if is_deep else listed.get(path, _ABSENT)
        if raw is not _ABSENT:
            row[column] = raw if raw and isinstance(raw, kept) else value(raw)
    return row


def _deep(listed: Mapping[str, Any], path: str) -> Any:
    """The value at a dotted path; null anywhere on the way is null, absent is absent."""
    value: Any = listed
    for name in path.split("."):
        if value is None:
            return None
        value = value.get(name, _ABSENT)
        if value is _ABSENT:
            return _ABSENT
    return value

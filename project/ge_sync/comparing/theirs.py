"""A document as a LicenseState: the server's side of the comparison."""

from collections.abc import Callable, Iterator, Sequence
from decimal import Decimal
from functools import lru_cache
from operator import attrgetter
from typing import Any, NamedTuple

from msgspec import UNSET

from project.ge_sync.comparing.fields import Field, Table
from project.ge_sync.comparing.mapping import TABLES
from project.ge_sync.comparing.state import LicenseState, Place, Row, Value
from project.ge_sync.contract.dates import day, instant
from project.ge_sync.contract.exact import Exact
from project.ge_sync.contract.reader import Reader
from project.ge_sync.contract.shape import LICENSE, Object
from project.ge_sync.contract.shape import Field as ContractField
from project.ge_sync.contract.texts import flag

# Units and the like are few.
_REMEMBERED = 256


class _Said(NamedTuple):
    """What the document says of a field: its column, what null is in it, and what makes the column's value.

    A value that `stays` needs making only where it is false: empty text is no text.
    """

    column: str
    empty: Value
    stays: bool
    value: Callable[[Any], Value]


class _Reading(NamedTuple):
    """How the rows of a table are read: their values at once, and what each becomes."""

    values: Callable[[Exact], Sequence[Any]]
    said: tuple[_Said, ...]


def state_of(document: Exact) -> LicenseState:
    """The rows that the document speaks of; rows of one bill of entry share one row of its table."""
    rows: dict[Place, Row] = {}
    for table in TABLES:
        name, key, reading = table.name, table.key, _READINGS[table.name]
        for listed in _listed(document, table):
            place, row = (name, key(listed)), _row(listed, reading)
            rows[place] = {**rows[place], **row} if place in rows else row
    # A list that isn't there says nothing, whatever its flag says.
    complete = {table.name for table in TABLES if table.listed_in and _is_complete(document, table.listed_in)}
    return LicenseState(license_number=document.license_number, rows=rows, complete=frozenset(complete))


def company_names(document: Exact) -> dict[str, str]:
    """What the document calls the companies it names, by IEC."""
    named = [document.exporter]
    if ownership := document.ownership:
        named += [ownership.original_owner, ownership.reported_owner]
    pairs = [(company.iec, company.name) for company in named if company]
    for transfer in document.transfers or ():
        pairs += [(transfer.from_iec, transfer.from_name), (transfer.to_iec, transfer.to_name)]
    return {iec: name for iec, name in pairs if name}


def document_path(document: Exact, place: Place) -> str:
    """Where in the document a row is said, for an error about it: `bills_of_entry[3]`."""
    for table in TABLES:
        for index, listed in enumerate(_listed(document, table)):
            if (table.name, table.key(listed)) == place:
                return f"{table.listed_in}[{index}]"
    return ""


def _listed(document: Exact, table: Table) -> Iterator[Exact]:
    listed = (getattr(document, table.listed_in) or ()) if table.listed_in else (document,)
    return filter(table.holds, listed) if table.needs else iter(listed)


def _is_complete(document: Exact, listed_in: str) -> bool:
    return getattr(document, listed_in) is not UNSET and getattr(document, f"{listed_in}_complete") is True


def _row(listed: Exact, reading: _Reading) -> dict[str, Value]:
    return {
        column: raw if raw and stays else empty if raw is None else value(raw)
        for (column, empty, stays, value), raw in zip(reading.said, reading.values(listed), strict=True)
        if raw is not UNSET
    }


def _reading(table: Table) -> _Reading:
    shape = LICENSE.fields[table.listed_in] if table.listed_in else LICENSE
    fields = [field for field in table.fields if field.path]
    said = tuple(_said(field, _reader(shape, field.path)) for field in fields)
    if any("." in field.path for field in fields):
        paths = [field.path.split(".") for field in fields]
        return _Reading(lambda listed: [_deep(listed, path) for path in paths], said)
    return _Reading(attrgetter(*(field.path for field in fields)), said)


def _said(field: Field, reader: Reader[Any]) -> _Said:
    """A number is text until it stands in a column; as a fact it stays the text it is, and days become theirs."""
    column, empty = field.column, field.empty
    if field.reads:
        return _Said(column, empty, stays=False, value=lru_cache(maxsize=_REMEMBERED)(field.value))
    if reader.of_text is Decimal and not field.is_fact:
        return _Said(column, empty, stays=False, value=Decimal)
    if reader is flag:
        return _Said(column, empty, stays=True, value=bool)
    return _Said(column, empty, stays=not (field.is_fact and reader in (day, instant)), value=field.value)


def _reader(shape: "ContractField | Object", path: str) -> Reader[Any]:
    for name in path.split("."):
        shape = shape.fields[name] if isinstance(shape, Object) else shape
    if isinstance(shape, Object):
        raise TypeError(f"{path} is an object in the contract, not a value")
    return shape.read


def _deep(document: Exact, path: Sequence[str]) -> Any:
    """The value at a path; null anywhere on the way is null, absent is absent."""
    value: Any = document
    for name in path:
        if value is None or value is UNSET:
            return value
        value = getattr(value, name)
    return value


_READINGS = {table.name: _reading(table) for table in TABLES}

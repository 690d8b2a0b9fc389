"""What documents say of a table's rows, in the columns of the comparison; made column by column, many rows at once.

Row by row takes twice the time, and a document has thirty of them.
"""

from collections.abc import Callable, Collection, Mapping, Sequence
from decimal import Decimal
from functools import lru_cache, partial
from itertools import repeat
from operator import attrgetter
from typing import Any, NamedTuple

from msgspec import UNSET

from project.ge_sync.comparing.fields import Field, Table
from project.ge_sync.comparing.mapping import TABLES
from project.ge_sync.comparing.state import Value
from project.ge_sync.contract.dates import day, instant
from project.ge_sync.contract.exact import Exact
from project.ge_sync.contract.reader import Reader
from project.ge_sync.contract.shape import LICENSE, Object
from project.ge_sync.contract.shape import Field as ContractField
from project.ge_sync.contract.texts import flag

# Units and the like are few.
_REMEMBERED = 256


class _Said(NamedTuple):
    """A column: how its raw value is had of a listed object, and what that becomes; null becomes `empty`.

    A value that `stays` needs making only where it is false: empty text is no text.
    """

    column: str
    raw: Callable[[Exact], Any]
    empty: Value
    stays: bool
    value: Callable[[Any], Value]


def rows_said(table: str, listed: Sequence[Exact]) -> list[dict[str, Value]]:
    """A row for each object that is listed; a column that the object doesn't speak of isn't in it."""
    names = tuple(said.column for said in _SAID[table])
    columns = [list(map(said.raw, listed)) for said in _SAID[table]]
    silent = [name for name, raw in zip(names, columns, strict=True) if not all(raw) and _has_absent(raw)]
    made = [_made(said, raw) for said, raw in zip(_SAID[table], columns, strict=True)]
    rows = list(map(dict, map(zip, repeat(names), zip(*made, strict=True))))
    for name in silent:
        for row in rows:
            if row[name] is UNSET:
                del row[name]
    return rows


def columns_said(table: str, listed: Sequence[Exact], absent: Mapping[str, Value]) -> dict[str, Sequence[Any]]:
    """The same column by column, to be written: a number stays the text it is, and what isn't there is as `absent`."""
    return {
        said.column: _filled(said, list(map(said.raw, listed)), absent.get(said.column)) for said in _WRITTEN[table]
    }


def natural_keys_said(table: str, columns: Collection[str], listed: Sequence[Exact]) -> dict[str, set[str]]:
    """What the objects that are listed name in these columns."""
    return {said.column: set(filter(None, map(said.raw, listed))) for said in _SAID[table] if said.column in columns}


def _has_absent(raw: Sequence[Any]) -> bool:
    return any(value is UNSET for value in raw)


def _made(said: _Said, raw: Sequence[Any]) -> Sequence[Any]:
    """The column; what is absent stays absent."""
    _, _, empty, stays, value = said
    if all(raw):
        return raw if stays else list(map(value, raw))
    return [one if one is UNSET or (stays and one) else empty if one is None else value(one) for one in raw]


def _filled(said: _Said, raw: Sequence[Any], absent: Value) -> Sequence[Any]:
    made = _made(said, raw)
    return [absent if one is UNSET else one for one in made] if not all(raw) and _has_absent(raw) else made


def _said_in(table: Table, *, numbers: Callable[[str], Value]) -> list[_Said]:
    shape = LICENSE.fields[table.listed_in] if table.listed_in else LICENSE
    return [_said(field, _reader(shape, field.path), numbers) for field in table.fields if field.path]


def _said(field: Field, reader: Reader[Any], numbers: Callable[[str], Value]) -> _Said:
    """A number is text until it stands in a column; as a fact it stays the text it is, and days become theirs."""
    said = partial(_Said, field.column, _getter(field.path), field.empty)
    if field.reads:
        return said(stays=False, value=lru_cache(maxsize=_REMEMBERED)(field.value))
    if reader.of_text is Decimal and not field.is_fact:
        return said(stays=numbers is str, value=numbers)
    if reader is flag:
        return said(stays=True, value=bool)
    return said(stays=not (field.is_fact and reader in (day, instant)), value=field.value)


def _reader(shape: "ContractField | Object", path: str) -> Reader[Any]:
    for name in path.split("."):
        shape = shape.fields[name] if isinstance(shape, Object) else shape
    if isinstance(shape, Object):
        raise TypeError(f"{path} is an object in the contract, not a value")
    return shape.read


def _getter(path: str) -> Callable[[Exact], Any]:
    return partial(_deep, path.split(".")) if "." in path else attrgetter(path)


def _deep(path: Sequence[str], document: Exact) -> Any:
    """The value at a path; null anywhere on the way is null, absent is absent."""
    value: Any = document
    for name in path:
        if value is None or value is UNSET:
            return value
        value = getattr(value, name)
    return value


_SAID = {table.name: _said_in(table, numbers=Decimal) for table in TABLES}
_WRITTEN = {table.name: _said_in(table, numbers=str) for table in TABLES}

"""The only reader of pg_catalog: a handful of statements whatever the number of tables, for both sides.

What stands on a table is read as one text at first, which tells whether anything on it differs, and in rows where so.
"""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.backends.utils import CursorWrapper

from project.schema_audit.reading.table_rows import Row, RowsByTable
from project.schema_audit.statements import statement

_TEXT, _OBJECTS = "said", "objects"
_ON_TABLES = ("columns", "constraints", "indexes", "triggers")
PARTS = ("tables", "sequences", _TEXT, *_ON_TABLES, _OBJECTS)


@dataclass(frozen=True, kw_only=True)
class Rows:
    """What the statements returned, in JSON's types; a part that was not read is empty.

    `path` are the schemas of the search path in its order; what lies in other ones is always called `schema.table`.
    """

    path: tuple[str, ...]
    beside: tuple[str, ...]
    parts: dict[str, list[Row]]

    @cached_property
    def by_table(self) -> RowsByTable:
        """What stands on each table."""
        return RowsByTable(self.parts)

    def inspected(self) -> list[int]:
        """The numbers of the tables on which something can stand."""
        schemas = {*self.path, *self.beside}
        return [row[0] for row in self.parts["tables"] if row[1] in schemas and row[3] in ("r", "p")]


def read_rows(
    cursor: CursorWrapper, path: Sequence[str], *, beside: Sequence[str] = (), wanted: Sequence[str] = ()
) -> Rows:
    """Read the schemas of the search path and those `beside` it; look for the `wanted` tables in all the others.

    The first of `path` has to be first in the search path, else PostgreSQL prints its name everywhere.
    """
    return in_full(cursor, _read_tables(cursor, path, beside=beside, wanted=wanted), objects=True)


def read_texts(
    cursor: CursorWrapper, path: Sequence[str], *, beside: Sequence[str] = (), wanted: Sequence[str] = ()
) -> Rows:
    """The same with no more than a text of what stands on each table; `in_full` reads the rest."""
    rows = _read_tables(cursor, path, beside=beside, wanted=wanted)
    return _with(rows, {_TEXT: _selected(cursor, _TEXT, tables=_listed(rows.inspected()))})


def in_full(cursor: CursorWrapper, rows: Rows, *, but: Collection[int] = (), objects: bool = False) -> Rows:
    """The rows with what stands on every table but these, and with types and functions.

    Where it is on all tables that nothing is asked for, types and functions are read only for the sake of `objects`.
    """
    numbers = [number for number in rows.inspected() if number not in but]
    parts = {part: _selected(cursor, part, tables=_listed(numbers)) for part in _ON_TABLES if numbers}
    if numbers or objects:
        parts[_OBJECTS] = _selected(cursor, _OBJECTS, namespaces=[*rows.path, *rows.beside])
    return _with(rows, parts)


def _read_tables(cursor: CursorWrapper, path: Sequence[str], *, beside: Sequence[str], wanted: Sequence[str]) -> Rows:
    inspected = [*path, *beside]
    parts: dict[str, list[Row]] = {part: [] for part in PARTS}
    parts["tables"] = _selected(cursor, "tables", namespaces=inspected, wanted=list(wanted))
    parts["sequences"] = _selected(cursor, "sequences", namespaces=inspected)
    return Rows(path=tuple(path), beside=tuple(beside), parts=parts)


def read_views(cursor: CursorWrapper, path: Sequence[str], names: Collection[str] | None = None) -> list[Row]:
    """The views of these schemas, or those of these names; read by themselves, since that locks what they read."""
    return _selected(cursor, "views", namespaces=list(path), names=None if names is None else list(names))


def _with(rows: Rows, parts: dict[str, list[Row]]) -> Rows:
    return replace(rows, parts={**rows.parts, **parts})


def _selected(cursor: CursorWrapper, part: str, **parameters: Any) -> list[Row]:
    cursor.execute(statement(part), parameters)
    rows: list[Row] = cursor.fetchall()
    return rows


def _listed(numbers: Iterable[int]) -> str:
    """An array as PostgreSQL writes it, which it reads faster than one of as many constants."""
    return f"{{{','.join(map(str, numbers))}}}"

"""The only reader of pg_catalog: five statements whatever the number of tables, for the live and the expected side."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from django.db.backends.utils import CursorWrapper

from project.schema_audit.statements import statement
from project.schema_audit.table_rows import Row, RowsByTable

PARTS = ("tables", "columns", "constraints", "indexes", "objects")


@dataclass(frozen=True, kw_only=True)
class Rows:
    """What the five statements returned, in JSON's types.

    `path` are the schemas of the search path in its order; what lies in other ones is always called `schema.table`.
    """

    path: tuple[str, ...]
    beside: tuple[str, ...]
    parts: dict[str, list[Row]]

    @cached_property
    def by_table(self) -> RowsByTable:
        """What stands on each table."""
        return RowsByTable(self.parts)


def read_rows(
    cursor: CursorWrapper, path: Sequence[str], *, beside: Sequence[str] = (), wanted: Sequence[str] = ()
) -> Rows:
    """Read the schemas of the search path and those `beside` it; look for the `wanted` tables in all the others.

    The first of `path` has to be first in the search path, else PostgreSQL prints its name everywhere.
    """
    return in_words(cursor, read_few_words(cursor, path, beside=beside, wanted=wanted), but=())


def read_few_words(
    cursor: CursorWrapper, path: Sequence[str], *, beside: Sequence[str] = (), wanted: Sequence[str] = ()
) -> Rows:
    """The same without the words for plain indexes: enough to tell which tables differ, see `in_words`."""
    inspected = [*path, *beside]
    tables = _selected(cursor, "tables", namespaces=inspected, wanted=list(wanted))
    numbers = _listed(row[0] for row in tables if row[1] in inspected and row[3] in ("r", "p"))
    parts = {
        "tables": tables,
        "columns": _selected(cursor, "columns", tables=numbers),
        "constraints": _selected(cursor, "constraints", tables=numbers),
        "indexes": _selected(cursor, "indexes", tables=numbers),
        "objects": _selected(cursor, "objects", namespaces=inspected),
    }
    return Rows(path=tuple(path), beside=tuple(beside), parts=parts)


def read_views(cursor: CursorWrapper, path: Sequence[str], names: Collection[str] | None = None) -> list[Row]:
    """The views of these schemas, or those of these names; read by themselves, since that locks what they read."""
    return _selected(cursor, "views", namespaces=list(path), names=None if names is None else list(names))


def in_words(cursor: CursorWrapper, rows: Rows, *, but: Collection[int]) -> Rows:
    """The rows with the words for the indexes of every table but these; one statement, none where no words lack."""
    lacking = {row[:2] for row in rows.parts["indexes"] if row[2] is None and row[0] not in but}
    if not lacking:
        return rows
    words = {row[:2]: row[2] for row in _selected(cursor, "index_words", tables=_listed({row[0] for row in lacking}))}
    indexes = [
        (*row[:2], words[row[:2]], *row[3:]) if row[:2] in lacking else row
        for row in rows.parts["indexes"]
        if row[:2] not in lacking or row[:2] in words  # one that was dropped meanwhile has none
    ]
    return replace(rows, parts={**rows.parts, "indexes": indexes})


def _selected(cursor: CursorWrapper, part: str, **parameters: Any) -> list[Row]:
    cursor.execute(statement(part), parameters)
    rows: list[Row] = cursor.fetchall()
    return rows


def _listed(numbers: Iterable[int]) -> str:
    """An array as PostgreSQL writes it, which it reads faster than one of as many constants."""
    return f"{{{','.join(map(str, numbers))}}}"

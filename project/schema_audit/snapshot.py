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
    cursor: CursorWrapper,
    path: Sequence[str],
    *,
    beside: Sequence[str] = (),
    wanted: Sequence[str] = (),
    worded: bool = True,
) -> Rows:
    """Read the schemas of the search path and those `beside` it; look for the `wanted` tables in all the others.

    The first of `path` has to be first in the search path, else PostgreSQL prints its name everywhere. What isn't
    `worded` lacks the words of plain indexes: enough to tell which tables differ, see `in_words`.
    """
    inspected = [*path, *beside]
    tables = _selected(cursor, "tables", namespaces=inspected, wanted=list(wanted))
    numbers = _listed(row[0] for row in tables if row[1] in inspected and row[3] in ("r", "p"))
    parts = {
        "tables": tables,
        "columns": _selected(cursor, "columns", tables=numbers),
        "constraints": _selected(cursor, "constraints", tables=numbers),
        "indexes": _selected(cursor, "indexes", tables=numbers, worded=worded),
        "objects": _selected(cursor, "objects", namespaces=inspected),
    }
    return Rows(path=tuple(path), beside=tuple(beside), parts=parts)


def in_words(cursor: CursorWrapper, rows: Rows, *, but: Collection[int]) -> Rows:
    """The rows with the words of the indexes of every table but these; one statement, none where nothing is lacking."""
    lacking = {row[0] for row in rows.parts["indexes"] if row[2] is None and row[0] not in but}
    if not lacking:
        return rows
    worded = _selected(cursor, "indexes", tables=_listed(lacking), worded=True)
    others = [row for row in rows.parts["indexes"] if row[0] not in lacking]
    return replace(rows, parts={**rows.parts, "indexes": [*others, *worded]})


def _selected(cursor: CursorWrapper, part: str, **parameters: Any) -> list[Row]:
    cursor.execute(statement(part), parameters)
    rows: list[Row] = cursor.fetchall()
    return rows


def _listed(numbers: Iterable[int]) -> str:
    """An array as PostgreSQL writes it, which it reads faster than one of as many constants."""
    return f"{{{','.join(map(str, numbers))}}}"

"""The only reader of pg_catalog: five statements whatever the number of tables, for the live and the expected side."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.backends.utils import CursorWrapper

from project.schema_audit.statements import statement

Row = Sequence[Any]
PARTS = ("tables", "columns", "constraints", "indexes", "objects")


@dataclass(frozen=True, slots=True, kw_only=True)
class Rows:
    """What the five statements returned, in JSON's types.

    `path` are the schemas of the search path in its order; what lies in other ones is always called `schema.table`.
    """

    path: tuple[str, ...]
    beside: tuple[str, ...]
    parts: dict[str, list[Row]]


def read_rows(
    cursor: CursorWrapper, path: Sequence[str], *, beside: Sequence[str] = (), wanted: Sequence[str] = ()
) -> Rows:
    """Read the schemas of the search path and those `beside` it; look for the `wanted` tables in all the others.

    The first of `path` has to be first in the search path, else PostgreSQL prints its name everywhere.
    """
    parameters = {"namespaces": [*path, *beside], "wanted": list(wanted)}
    parts: dict[str, list[Row]] = {}
    for part in PARTS:
        cursor.execute(statement(part), parameters)
        parts[part] = cursor.fetchall()
    return Rows(path=tuple(path), beside=tuple(beside), parts=parts)

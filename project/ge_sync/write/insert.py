"""New rows by COPY: every column given, defaults taken from the fields, since COPY knows none of Django's."""

import io
import json
import re
from collections.abc import Callable, Mapping, Sequence, Set
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, models

from project.ge_sync.statements import statement

_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
_has_escapes = re.compile(r"[\\\t\n\r]").search


class _Cell(NamedTuple):
    """A column of rows that give the same columns: its `text` where it is the same for all of them."""

    column: str
    text: str | None
    default: Callable[[], Any]

    def of(self, row: Mapping[str, Any]) -> str:
        if self.text is not None:
            return self.text
        return _cell(row[self.column] if self.column in row else self.default())


def insert(model: type[models.Model], rows: Sequence[Mapping[str, Any]], *, now: datetime) -> list[int]:
    """Write rows given by column; the ids of the new rows, in order (empty for a table with a key of its own)."""
    if not rows:
        return []
    meta = model._meta
    ids = _next_ids(meta.db_table, len(rows)) if isinstance(meta.pk, models.AutoField) else []
    fields = meta.local_concrete_fields
    lines = io.StringIO()
    templates: dict[frozenset[str], list[_Cell]] = {}
    for position, row in enumerate(rows):
        whole = row if not ids else {**row, "id": ids[position]}
        given = frozenset(whole)
        if given not in templates:
            templates[given] = [_template(field, given, now) for field in fields]
        lines.write("\t".join([cell.of(whole) for cell in templates[given]]) + "\n")
    lines.seek(0)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    # Unlike execute, copy_expert is psycopg2's own, and its errors are too.
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.copy_expert(f"COPY {quote(meta.db_table)} ({columns}) FROM STDIN", lines)
    return ids


def _next_ids(table: str, count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement("next_ids"), {"table": connection.ops.quote_name(table), "count": count})
        return [row[0] for row in cursor.fetchall()]


def _template(field: "models.Field[Any, Any]", given: Set[str], now: datetime) -> _Cell:
    column, text = str(field.column), None
    if column not in given:
        if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
            text = _cell(now)
        elif not callable(field.default):
            text = _cell(field.get_default())
    return _Cell(column, text, field.get_default)


def _cell(value: Any) -> str:
    """A value in COPY's text format."""
    if value is None:
        return r"\N"
    if isinstance(value, str):
        return value.translate(_ESCAPES) if _has_escapes(value) else value
    if isinstance(value, dict | list):
        return json.dumps(value).translate(_ESCAPES)
    return str(value)

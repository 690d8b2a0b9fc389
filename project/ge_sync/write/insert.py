"""New rows by COPY: every column given, defaults taken from the fields, since COPY knows none of Django's."""

import io
import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from django.db import connection, models

from project.ge_sync.statements import statement

_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


def insert(model: type[models.Model], rows: Sequence[Mapping[str, Any]], *, now: datetime) -> list[int]:
    """Write rows given by column; the ids of the new rows, in order (empty for a table with a key of its own)."""
    if not rows:
        return []
    meta = model._meta
    ids = _next_ids(meta.db_table, len(rows)) if isinstance(meta.pk, models.AutoField) else []
    fields = meta.local_concrete_fields
    lines = io.StringIO()
    for position, row in enumerate(rows):
        whole = row if not ids else {**row, "id": ids[position]}
        lines.write("\t".join(_cell(_given(field, whole, now)) for field in fields) + "\n")
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


def _given(field: "models.Field[Any, Any]", row: Mapping[str, Any], now: datetime) -> Any:
    if str(field.column) in row:
        return row[str(field.column)]
    if getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False):
        return now
    return field.get_default()


def _cell(value: Any) -> str:
    """A value in COPY's text format."""
    if value is None:
        return r"\N"
    if isinstance(value, str):
        return value.translate(_ESCAPES)
    if isinstance(value, dict | list):
        return json.dumps(value).translate(_ESCAPES)
    return str(value)

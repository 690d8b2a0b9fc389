"""New rows by COPY: every column given, defaults taken from the fields, since COPY knows none of Django's."""

import io
import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any, NamedTuple

from django.db import connection, models

from project.ge_sync.statements import statement

_ESCAPES = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})


class _Line(NamedTuple):
    """How rows with the same columns are written: what is the same for all of them stands in the `pattern`.

    `made` are columns whose default is another one for each row.
    """

    pattern: str
    columns: tuple[str, ...]
    made: Mapping[str, Callable[[], Any]]

    def of(self, row: Mapping[str, Any]) -> str:
        if self.made:
            row = {**{column: make() for column, make in self.made.items()}, **row}
        return self.pattern % tuple([_text(row[column]) for column in self.columns])


def insert(model: type[models.Model], rows: Sequence[Mapping[str, Any]], *, now: datetime) -> None:
    """Write rows given by column; a key that isn't given is the database's to make."""
    if not rows:
        return
    fields = [
        f for f in model._meta.local_concrete_fields if f.column in rows[0] or not isinstance(f, models.AutoField)
    ]
    lines = io.StringIO()
    known: dict[tuple[str, ...], _Line] = {}
    for row in rows:
        given = tuple(row)
        if given not in known:
            known[given] = _line(fields, given, now)
        lines.write(known[given].of(row))
    lines.seek(0)
    quote = connection.ops.quote_name
    columns = ", ".join(quote(str(field.column)) for field in fields)
    # Unlike execute, copy_expert is psycopg2's own, and its errors are too.
    with connection.cursor() as cursor, connection.wrap_database_errors:
        cursor.copy_expert(f"COPY {quote(model._meta.db_table)} ({columns}) FROM STDIN", lines)


def insert_numbered(model: type[models.Model], rows: Sequence[Mapping[str, Any]], *, now: datetime) -> list[int]:
    """The same, and the ids of the new rows, in order."""
    if not rows:
        return []
    ids = _next_ids(model._meta.db_table, len(rows))
    insert(model, [{**row, "id": row_id} for row, row_id in zip(rows, ids, strict=True)], now=now)
    return ids


def _next_ids(table: str, count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute(statement("next_ids"), {"table": connection.ops.quote_name(table), "count": count})
        return [row[0] for row in cursor.fetchall()]


def _line(fields: "Sequence[models.Field[Any, Any]]", given: Sequence[str], now: datetime) -> _Line:
    cells: list[str] = []
    columns: list[str] = []
    made: dict[str, Callable[[], Any]] = {}
    for field in fields:
        column = str(field.column)
        if column in given or callable(field.default):
            columns.append(column)
            cells.append("%s")
            if column not in given:
                made[column] = field.get_default
        else:
            is_stamp = getattr(field, "auto_now", False) or getattr(field, "auto_now_add", False)
            cells.append(_text(now if is_stamp else field.get_default()).replace("%", "%%"))
    return _Line("\t".join(cells) + "\n", tuple(columns), made)


def _text(value: Any) -> str:
    """A value in COPY's text format."""
    if value is None:
        return r"\N"
    if isinstance(value, str):
        return value if value.isprintable() and "\\" not in value else value.translate(_ESCAPES)
    if isinstance(value, dict | list):
        return json.dumps(value).translate(_ESCAPES)
    return str(value)

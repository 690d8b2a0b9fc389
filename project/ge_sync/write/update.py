"""Changed columns of many rows: one statement per set of columns, nothing else of the row is touched."""

import json
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import connection, models
from psycopg2 import sql

# Set with every change, where a table has it.
MODIFIED = "modified_on"


def update(model: type[models.Model], changes: Mapping[Any, Mapping[str, Any]], *, now: datetime) -> None:
    """Write the new values by primary key and column."""
    fields = {str(field.column): field for field in model._meta.local_concrete_fields}
    alike: defaultdict[tuple[str, ...], list[Any]] = defaultdict(list)
    for key, values in changes.items():
        alike[tuple(sorted(values))].append(key)
    for columns, keys in sorted(alike.items()):
        if columns:
            stamp = {MODIFIED: now} if MODIFIED in fields and MODIFIED not in columns else {}
            rows = [{**changes[key], **stamp} for key in keys]
            _write(model, keys, [fields[column] for column in (*columns, *stamp)], rows)


def _write(
    model: type[models.Model], keys: list[Any], fields: "list[models.Field[Any, Any]]", rows: list[dict[str, Any]]
) -> None:
    key = model._meta.pk
    names = [str(field.column) for field in (key, *fields)]
    arrays = [keys, *([_given(row[name]) for row in rows] for name in names[1:])]
    types = [f"%s::{field.rel_db_type(connection) or field.db_type(connection)}[]" for field in (key, *fields)]
    statement = sql.SQL(
        "UPDATE {table} AS ours SET {settings} FROM unnest(" + ", ".join(types) + ") AS theirs ({names})"
        " WHERE ours.{key} = theirs.{key}"
    ).format(
        table=sql.Identifier(model._meta.db_table),
        settings=sql.SQL(", ").join(sql.SQL("{0} = theirs.{0}").format(sql.Identifier(name)) for name in names[1:]),
        names=sql.SQL(", ").join(map(sql.Identifier, names)),
        key=sql.Identifier(names[0]),
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, arrays)


def _given(value: Any) -> Any:
    return json.dumps(value) if isinstance(value, dict | list) else value

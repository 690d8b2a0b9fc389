"""A database's structure as a few hashes, by table and object, to see whether two moments of it are the same."""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.backends.utils import CursorWrapper

from project.migration_audit.rebuild.statements import statement
from project.schema_audit.reading.snapshot import read_rows

# What is no structure in a row of sql/tables.sql: its number, how many rows it has, whether it has any.
_VOLATILE_OF_TABLES = (0, 10, 12)

Schema = Mapping[str, Any]
# SHA-256 by table, or by kind and name of what belongs to none.
Picture = Mapping[str, str]


def read_schema(connection: BaseDatabaseWrapper) -> dict[str, Any] | None:
    """The schema in PostgreSQL's own words, in JSON's types; None for another kind of database."""
    if connection.vendor != "postgresql":
        return None
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        return _read(cursor)


def live_picture(using: str) -> Picture | None:
    """Inside the transaction that is open on it, or in one of its own."""
    schema = read_schema(connections[using])
    return None if schema is None else picture(schema)


def picture(schema: Schema) -> Picture:
    """By table: everything that hangs on it."""
    parts = schema["parts"]
    name_of = {row[0]: f"{row[1]}.{row[2]}" for row in parts["tables"]}
    gathered: dict[str, list[Any]] = {name: [] for name in name_of.values()}
    for part, rows in parts.items():
        for row in rows:
            place, content = _placed(part, row, name_of)
            gathered.setdefault(place, []).append([part, content])
    return {place: _hash(sorted(found, key=_text)) for place, found in gathered.items()}


def fingerprint(of: Picture) -> str:
    """One SHA-256 of all of it."""
    return _hash(sorted(of.items()))


def differing(one: Picture, other: Picture) -> list[str]:
    """Names of what isn't the same in both, sorted."""
    return sorted(place for place in {*one, *other} if one.get(place) != other.get(place))


def _read(cursor: CursorWrapper) -> dict[str, Any]:
    cursor.execute("SELECT current_schemas(false)")
    read = asdict(read_rows(cursor, cursor.fetchone()[0]))
    for part in ("views", "comments"):
        cursor.execute(statement(part), {"namespaces": list(read["path"])})
        read["parts"][part] = cursor.fetchall()
    as_json: dict[str, Any] = json.loads(json.dumps(read, default=str))
    return as_json


def _placed(part: str, row: Sequence[Any], name_of: Mapping[int, str]) -> tuple[str, list[Any]]:
    """The table a row belongs to, and the row without what changes by itself."""
    if part == "tables":
        return name_of[row[0]], [value for place, value in enumerate(row) if place not in _VOLATILE_OF_TABLES]
    if part in ("sequences", "triggers", "objects", "views", "comments"):
        return name_of.get(row[1], f"{row[0]} {row[2]}"), [row[0], *row[2:]]
    if part == "constraints":
        return name_of[row[0]], [*row[1:5], name_of.get(row[5]), *row[6:]]
    return name_of.get(row[0], part), list(row[1:])


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def _hash(value: Any) -> str:
    return hashlib.sha256(_text(value).encode()).hexdigest()

"""What a statement would lose if it ran now: rows of a dropped table, values of a dropped or narrowed column."""

import re
from dataclasses import dataclass

from django.db import DataError, connections
from django.db.backends.utils import CursorWrapper

from project.schema_audit.fixing.forms import NAME, TABLE
from project.schema_audit.statements import statement

_DROP_TABLE = re.compile(rf"DROP TABLE (?:IF EXISTS )?(?P<table>{TABLE})$")
_DROP_COLUMN = re.compile(rf"ALTER TABLE (?P<table>{TABLE}) DROP COLUMN (?:IF EXISTS )?(?P<column>{NAME})$")
_RETYPE = re.compile(
    rf"ALTER TABLE (?P<table>{TABLE}) ALTER COLUMN (?P<column>{NAME}) TYPE (?P<type>.+?)(?: COLLATE .+)?(?: USING .+)?$"
)

_COMPUTED = "computed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Loss:
    """How many rows would lose something, and the query that lists them."""

    rows: int
    listing: str

    def __str__(self) -> str:
        return f"{self.rows:,} rows would lose what they hold; they are listed by {self.listing} LIMIT 100;"


def loss(using: str, sql: str, *, may_drop: bool) -> Loss | None:
    """What it would lose; None for nothing, and for statements that can lose nothing or `may_drop` it."""
    with connections[using].cursor() as cursor:
        if found := _RETYPE.match(sql):
            return _changed(cursor, found["table"], found["column"], found["type"])
        if may_drop:
            return None
        if found := _DROP_TABLE.match(sql):
            return _counted(cursor, found["table"], "true") if _live_type(cursor, found["table"], None) else None
        if found := _DROP_COLUMN.match(sql):
            return _content(cursor, found["table"], found["column"])
    return None


def _content(cursor: CursorWrapper, table: str, column: str) -> Loss | None:
    """One and the same value in every row is what a new column was filled with, and no loss; nor are computed ones."""
    if _live_type(cursor, table, column) in ("", _COMPUTED):
        return None
    cursor.execute(f"SELECT count(*), count({column}), count(DISTINCT {column}::text) FROM {table}")
    rows, values, different = cursor.fetchone()
    if rows == values and different <= 1:
        return None
    return _counted(cursor, table, f"{column} IS NOT NULL")


def _changed(cursor: CursorWrapper, table: str, column: str, type: str) -> Loss | None:
    """Values that do not survive the way to the other type and back; one that can't even go is left to the server."""
    live = _live_type(cursor, table, column)
    if live in ("", _COMPUTED, type):
        return None
    try:
        return _counted(cursor, table, f"{column}::{type}::{live}::text IS DISTINCT FROM {column}::text")
    except DataError:
        return None


def _counted(cursor: CursorWrapper, table: str, condition: str) -> Loss | None:
    rows = f"FROM {table} WHERE {condition}"
    cursor.execute(f"SELECT count(*) {rows}")
    [count] = cursor.fetchone()
    return Loss(rows=count, listing=f"SELECT * {rows}") if count else None


def _live_type(cursor: CursorWrapper, table: str, column: str | None) -> str:
    """The column's type, _COMPUTED for one that computes its values, or the table's kind; empty for none."""
    name = column[1:-1].replace('""', '"') if column else None
    cursor.execute(statement("live_type"), {"table": table, "column": name})
    found = cursor.fetchone()
    return str(found[0]) if found else ""

"""The rows that migrations wrote into a scratch space, with the moments of its own run taken out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from project.schema_audit.fixes.words import quoted
from project.schema_audit.schema import Schema, Table

# Django's own records of the chain, which differ by design.
RECORDS = "django_migrations"
MOMENT = "the moment it was written"
Row = dict[str, Any]


@dataclass(frozen=True, kw_only=True)
class Written:
    """Every row of one side by table, moments of its own run taken out; `behind` are tables whose keys run out."""

    schema: Schema
    rows: Mapping[str, Sequence[Row]]
    moments: int
    behind: frozenset[str]

    @property
    def counts(self) -> dict[str, int]:
        """How many rows there are, in how many tables."""
        return {"tables with rows": len(self.rows), "rows": sum(len(rows) for rows in self.rows.values())}


def read_written(connection: BaseDatabaseWrapper, schema: Schema, started: datetime) -> Written:
    """Read every table that holds rows; `started` is when the database was empty."""
    found: dict[str, Sequence[Row]] = {}
    behind: set[str] = set()
    moments = 0
    ended = server_time(connection)
    with connection.cursor() as cursor:
        for name, table in sorted(schema.tables.items()):
            if not table.is_table or not table.holds_rows or name == RECORDS:
                continue
            place = f"{quoted(table.schema)}.{quoted(table.relation)}"
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {place} AS t")
            rows = [json.loads(text) for (text,) in cursor.fetchall()]
            moments += sum(_take_out_moments(row, table, started, ended) for row in rows)
            found[name] = rows
            behind |= {name} if _is_behind(cursor, table, rows) else set()
    return Written(schema=schema, rows={n: r for n, r in found.items() if r}, moments=moments, behind=frozenset(behind))


def server_time(connection: BaseDatabaseWrapper) -> datetime:
    """The server's clock, which stamps what migrations write; with a zone."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT extract(epoch FROM clock_timestamp())::float8")
        return datetime.fromtimestamp(cursor.fetchone()[0], tz=UTC)


def _is_behind(cursor: Any, table: Table, rows: Sequence[Row]) -> bool:
    """Whether a numbered key would be given out twice."""
    for column, sequence in table.sequences.items():
        highest = max((row[column] for row in rows if isinstance(row[column], int)), default=None)
        cursor.execute(f"SELECT last_value, is_called FROM {quoted(sequence.schema)}.{quoted(sequence.name)}")
        last_value, called = cursor.fetchone()
        if highest is not None and last_value + (1 if called else 0) <= highest:
            return True
    return False


def _take_out_moments(row: Row, table: Table, started: datetime, ended: datetime) -> int:
    """Replace times within the run; how many there were."""
    found = 0
    for name, value in row.items():
        kind = table.columns[name].base_type
        if (
            isinstance(value, str)
            and (kind.startswith("timestamp") or kind == "date")
            and _is_within(value, started, ended)
        ):
            row[name] = MOMENT
            found += 1
    return found


def _is_within(value: str, started: datetime, ended: datetime) -> bool:
    """A time without a zone may be UTC or the server's; a day is that of the run."""
    if "T" not in value:
        return value in {started.date().isoformat(), ended.date().isoformat()}
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return False
    zones = [moment] if moment.tzinfo else [moment.replace(tzinfo=UTC), moment.astimezone()]
    return any(started <= found <= ended for found in zones)

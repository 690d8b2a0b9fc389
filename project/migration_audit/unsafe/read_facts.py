"""Reads what statements are weighed with: four selects, whatever the number of tables."""

from collections import defaultdict
from typing import Any

from django.db.backends.base.base import BaseDatabaseWrapper

from project.migration_audit.statements import statement
from project.migration_audit.unsafe.facts import Facts, TableFacts

_UTC = frozenset({"UTC", "Etc/UTC", "GMT", "Etc/GMT", "UCT", "Zulu"})


def read_facts(connection: BaseDatabaseWrapper) -> Facts:
    """Everything at once; PostgreSQL only."""
    schema, version, lock_timeout, zone, volatile, domains = _rows(connection, "server")[0]
    columns = defaultdict[tuple[str, str], list[Any]](list)
    for schema_name, table, *rest in _rows(connection, "table_columns"):
        columns[schema_name, table].append(rest)
    tables = (
        _table(_name(place[0], place[1], schema), place, columns[place[0], place[1]])
        for place in _rows(connection, "tables")
    )
    return Facts(
        default_schema=schema or "public",
        server_version=version,
        lock_timeout_seconds=lock_timeout,
        in_utc=zone in _UTC,
        tables={one.name: one for one in tables},
        index_tables={
            _name(index_schema, index, schema): _name(table_schema, table, schema)
            for index_schema, index, table_schema, table in _rows(connection, "index_tables")
        },
        volatile=frozenset(volatile),
        checked_domains=frozenset(domains),
    )


def _table(name: str, row: Any, columns: list[Any]) -> TableFacts:
    _, _, rows, size, writes = row
    return TableFacts(
        name=name,
        rows=rows,
        bytes=size,
        writes_per_second=writes or 0.0,
        columns={column: kind for column, kind, _, _ in columns},
        not_null=frozenset(column for column, _, not_null, _ in columns if not_null),
        checked_not_null=frozenset(column for column, _, _, checked in columns if checked),
    )


def _name(schema: str, name: str, default_schema: str | None) -> str:
    return name if schema == default_schema else f"{schema}.{name}"


def _rows(connection: BaseDatabaseWrapper, name: str) -> list[Any]:
    with connection.cursor() as cursor:
        cursor.execute(statement(name))
        return list(cursor.fetchall())

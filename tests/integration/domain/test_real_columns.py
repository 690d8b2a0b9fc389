"""After `migrate`, PostgreSQL's own catalog says what the schema file says."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import connection

from tests import schema_file
from tests.schema_file import Column

pytestmark = pytest.mark.django_db

POSTGRES_TYPES = {
    "BigAutoField": "bigint",
    "ForeignKey": "bigint",
    "IntegerField": "integer",
    "BooleanField": "boolean",
    "TextField": "text",
    "DateField": "date",
    "DateTimeField": "timestamp with time zone",
}
MANY_TO_MANY_COLUMNS = {
    "accounts_user_groups": [("id", "bigint"), ("user_id", "bigint"), ("group_id", "integer")],
    "accounts_user_user_permissions": [("id", "bigint"), ("user_id", "bigint"), ("permission_id", "integer")],
    "license_licenseimportitemsmodel_items": [
        ("id", "bigint"), ("licenseimportitemsmodel_id", "bigint"), ("itemnamemodel_id", "bigint"),
    ],
    "bill_of_entry_billofentrymodel_allotment": [
        ("id", "bigint"), ("billofentrymodel_id", "bigint"), ("allotmentmodel_id", "bigint"),
    ],
}  # fmt: skip


def _rows(query: str, *parameters: Any) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(query, parameters)
        return list(cursor.fetchall())


def _live_columns(*tables: str) -> list[tuple[str, str, str, bool]]:
    return _rows(
        "SELECT relname, attname, format_type(atttypid, atttypmod), NOT attnotnull "
        "FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid "
        "WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND attnum > 0 AND NOT attisdropped "
        "AND relname = ANY(%s) ORDER BY relname, attnum",
        list(tables),
    )


def _type(row: Column) -> str:
    if row.max_length:
        return f"character varying({row.max_length})"
    if row.max_digits:
        return f"numeric({row.max_digits},{row.decimal_places})"
    return POSTGRES_TYPES[row.django_type]


def _keys(kind: str) -> Iterator[tuple[str, str, str]]:
    """(table, column, table it leads to) of the constraints of one column, by PostgreSQL's letter for their kind."""
    yield from _rows(
        "SELECT relname, attname, coalesce(target.relname, '') FROM pg_constraint "
        "JOIN pg_class ON pg_class.oid = conrelid LEFT JOIN pg_class target ON target.oid = confrelid "
        "JOIN pg_attribute ON attrelid = conrelid AND attnum = conkey[1] "
        "WHERE contype = %s AND cardinality(conkey) = 1".replace("SELECT relname", "SELECT pg_class.relname"),
        kind,
    )


def test_every_column_has_the_files_type_and_null() -> None:
    expected = {(row.table, row.column, _type(row), row.null) for row in schema_file.columns()}

    assert set(_live_columns(*{row.table for row in schema_file.columns()})) == expected
    assert len(expected) == 407


def test_every_foreign_key_leads_to_the_files_table() -> None:
    tables = {row.table for row in schema_file.columns()}
    live = {(table, column, target) for table, column, target in _keys("f") if table in tables}

    assert live == {(row.table, row.column, row.references) for row in schema_file.columns() if row.references}


def test_exactly_the_files_columns_are_unique() -> None:
    tables = {row.table for row in schema_file.columns()}
    live = {(table, column) for table, column, _ in _keys("u") if table in tables}

    assert live == {(row.table, row.column) for row in schema_file.columns() if row.unique}


def test_every_foreign_key_and_unique_text_has_its_index() -> None:
    indexed = set(
        _rows(
            "SELECT relname, attname FROM pg_index JOIN pg_class ON pg_class.oid = indrelid "
            "JOIN pg_attribute ON attrelid = indrelid AND attnum = indkey[0]"
        )
    )
    expected = {(row.table, row.column) for row in schema_file.columns() if row.references or row.unique}

    assert expected - indexed == set()


def test_the_many_to_many_tables_have_the_live_databases_columns() -> None:
    live = _live_columns(*MANY_TO_MANY_COLUMNS)

    assert {table for table, *_ in live} == {row.column for row in schema_file.many_to_many()}
    for table, columns in MANY_TO_MANY_COLUMNS.items():
        assert [(column, kind) for name, column, kind, _ in live if name == table] == columns
    assert not any(nullable for *_, nullable in live)

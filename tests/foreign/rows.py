"""Puts rows into the tables of any site, as PostgreSQL describes them; a table whose rules refuse them stays empty."""

from collections import defaultdict
from contextlib import closing
from dataclasses import dataclass
from typing import Any

import psycopg2
from psycopg2 import sql

from tests.foreign.server import Server

ROWS = 3

_TABLES = """
SELECT c.oid::regclass::text FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
ORDER BY 1
"""
_COLUMNS = """
SELECT c.oid::int, a.attname, t.typname, t.typtype, t.typcategory, a.atttypmod, a.attnotnull,
       f.confrelid::int, fa.attname, e.first
FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace
JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
JOIN pg_type t ON t.oid = a.atttypid
LEFT JOIN LATERAL (SELECT confrelid, confkey FROM pg_constraint k
                   WHERE k.conrelid = c.oid AND k.contype = 'f' AND k.conkey = ARRAY[a.attnum] LIMIT 1) f ON true
LEFT JOIN pg_attribute fa ON fa.attrelid = f.confrelid AND fa.attnum = f.confkey[1]
LEFT JOIN LATERAL (SELECT min(enumlabel) AS first FROM pg_enum WHERE enumtypid = t.oid) e ON true
WHERE c.relkind IN ('r', 'p') AND NOT c.relispartition AND n.nspname !~ '^pg_' AND n.nspname <> 'information_schema'
  AND a.attidentity = '' AND a.attgenerated = ''
  AND coalesce(pg_get_serial_sequence(c.oid::regclass::text, a.attname), '') = ''
ORDER BY c.oid, a.attnum
"""

_BY_TYPE = {
    "bool": "true",
    "date": "'2024-05-0{n}'",
    "timestamptz": "'2024-05-0{n} 12:00+00'",
    "timestamp": "'2024-05-0{n} 12:00'",
    "time": "'0{n}:00'",
    "interval": "'{n} days'",
    "uuid": "md5('{salt}{n}')::uuid",
    "jsonb": "'{{}}'",
    "json": "'{{}}'",
    "bytea": "'\\x0{n}'",
    "inet": "'10.0.0.{n}'",
    "cidr": "'10.0.{n}.0/24'",
    "point": "'({n},{n})'",
    "hstore": "'a=>{n}'",
    "tsvector": "'word{n}'",
    "varbit": "B'10{n}'::varbit",
    "hard_postcode": "'AB {n}'",
}


@dataclass(frozen=True, kw_only=True)
class _Column:
    name: str
    type: str
    kind: str
    category: str
    modifier: int
    not_null: bool
    target: int | None
    target_column: str | None
    first_label: str | None


def fill(server: Server, database: str) -> dict[str, int]:
    """Up to ROWS rows in each table, parents first; how many each table has."""
    with closing(psycopg2.connect(server.address(database))) as connection, connection.cursor() as cursor:
        connection.autocommit = True
        cursor.execute("SELECT oid::int, oid::regclass::text FROM pg_class WHERE relkind IN ('r', 'p')")
        names: dict[int, str] = dict(cursor.fetchall())
        cursor.execute(_COLUMNS)
        columns = defaultdict[int, list[_Column]](list)
        for oid, *rest in cursor.fetchall():
            columns[oid].append(_Column(**dict(zip(_Column.__dataclass_fields__, rest, strict=True))))
        for oid in _parents_first(columns):
            if names[oid] != "django_migrations":
                _fill_table(cursor, oid, names, columns[oid])
    return count_rows(server, database)


def count_rows(server: Server, database: str) -> dict[str, int]:
    """The rows of each table, by its name as PostgreSQL prints it."""
    tables = server.run(database, _TABLES)
    counts = " UNION ALL ".join(f"SELECT {_literal(name)}, count(*) FROM {name}" for (name,) in tables)
    return dict(server.run(database, counts))


def _parents_first(columns: dict[int, list[_Column]]) -> list[int]:
    order: list[int] = []

    def visit(oid: int, path: tuple[int, ...]) -> None:
        if oid in order or oid in path:
            return
        for column in columns.get(oid, ()):
            if column.target:
                visit(column.target, (*path, oid))
        order.append(oid)

    for oid in columns:
        visit(oid, ())
    return order


def _fill_table(cursor: Any, oid: int, names: dict[int, str], columns: list[_Column]) -> None:
    for number in range(1, ROWS + 1):
        values = [_value(column, number, oid, names) for column in columns]
        listed = sql.SQL(", ").join(sql.Identifier(column.name) for column in columns).as_string(cursor)
        try:
            given = f"({listed}) VALUES ({', '.join(values)})" if columns else "DEFAULT VALUES"
            cursor.execute(f"INSERT INTO {names[oid]} {given}")
        except psycopg2.Error:
            return


def _value(column: _Column, number: int, oid: int, names: dict[int, str]) -> str:
    if column.target is not None:
        return "NULL" if column.target == oid else _parent_key(column, number, names[column.target])
    if column.type in _BY_TYPE:
        return _BY_TYPE[column.type].format(n=number, salt=column.name)
    by_kind = {"e": _literal(column.first_label or ""), "r": "'empty'"}
    by_category = {"A": "'{}'", "S": _text(column, number), "N": _number(column, number)}
    return by_kind.get(column.kind) or by_category.get(column.category, "NULL")


def _parent_key(column: _Column, number: int, parent: str) -> str:
    """The nth row points at the nth parent, so that unique keys stay unique."""
    key = f'"{column.target_column}"'
    return f"(SELECT {key} FROM {parent} ORDER BY {key} LIMIT 1 OFFSET {number - 1})"


def _text(column: _Column, number: int) -> str:
    length = column.modifier - 4 if column.modifier > 4 else 20
    return _literal(f"{number}{column.name}"[:length])


def _number(column: _Column, number: int) -> str:
    if column.type != "numeric" or column.modifier < 0:
        return str(number)
    precision, scale = (column.modifier - 4) >> 16, (column.modifier - 4) & 0x7FF
    return str(number) if precision > scale else "0"


def _literal(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"

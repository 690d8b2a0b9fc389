"""Changes of indexes."""

from collections.abc import Iterator

from tests.foreign.drift.catalog import Catalog, Index, Table, quoted
from tests.foreign.drift.change import Change, change


def _drop(table: Table, index: Index) -> str:
    return f"DROP INDEX {quoted(table.schema)}.{quoted(index.name)}"


def _simple(table: Table) -> Iterator[Index]:
    """One column, btree, nothing special."""
    for index in table.indexes:
        plain = not (index.has_expression or index.has_condition or index.has_class)
        if index.method == "btree" and len(index.numbers) == 1 and plain and " WITH " not in index.definition:
            yield index


def _replaced(table: Table, index: Index, how: str, *, unique: bool = False) -> Change:
    made = f"CREATE {'UNIQUE ' if unique else ''}INDEX {quoted(index.name)} ON {table.sql} {how}"
    return change(table, _drop(table, index), made, found=("index_differs", index.name))


def dropped_index(_: Catalog, table: Table) -> Iterator[Change]:
    for index in table.indexes:
        yield change(table, _drop(table, index), found=("missing_index", index.name))


def hash_index(_: Catalog, table: Table) -> Iterator[Change]:
    for index in _simple(table):
        if not index.unique and not index.definition.endswith(" DESC)"):
            yield _replaced(table, index, f"USING hash ({index.first_key})")


def descending_index(_: Catalog, table: Table) -> Iterator[Change]:
    for index in _simple(table):
        yield _replaced(table, index, f"({index.first_key} DESC NULLS LAST)", unique=index.unique)


def partial_index(_: Catalog, table: Table) -> Iterator[Change]:
    for index in _simple(table):
        yield _replaced(table, index, f"({index.first_key}) WHERE {index.first_key} IS NOT NULL", unique=index.unique)


def index_with_more(_: Catalog, table: Table) -> Iterator[Change]:
    for index in _simple(table):
        other = next((one.name for one in table.columns if one.number not in index.numbers), None)
        if other:
            yield _replaced(table, index, f"({index.first_key}) INCLUDE ({quoted(other)})", unique=index.unique)


def index_of_an_expression(_: Catalog, table: Table) -> Iterator[Change]:
    for index in _simple(table):
        if not index.unique:
            yield _replaced(table, index, f"(({index.first_key} IS NULL))")


def index_of_another_class(_: Catalog, table: Table) -> Iterator[Change]:
    for index in table.indexes:
        special = index.has_expression or index.has_condition or len(index.numbers) > 1
        if index.method == "btree" and "pattern_ops" in index.definition and not special:
            yield _replaced(table, index, f"({index.first_key})", unique=index.unique)


def unique_instead(_: Catalog, table: Table) -> Iterator[Change]:
    for index in _simple(table):
        if not index.unique and table.rows == 0:
            yield _replaced(table, index, f"({index.first_key})", unique=True)


def with_other_parameters(_: Catalog, table: Table) -> Iterator[Change]:
    """Another operator class parameter or key order in an index of several columns."""
    for index in table.indexes:
        if index.method == "btree" and len(index.numbers) > 1 and not index.has_expression:
            names = {one.number: quoted(one.name) for one in table.columns}
            keys = [names[number] for number in reversed(index.numbers)]
            if not index.has_condition and not index.has_class and "INCLUDE" not in index.definition:
                yield _replaced(table, index, f"({', '.join(keys)})", unique=index.unique)


def invalid_index(_: Catalog, table: Table) -> Iterator[Change]:
    for index in table.indexes:
        yield change(
            table,
            f"UPDATE pg_index SET indisvalid = false WHERE indexrelid = "
            f"'{quoted(table.schema)}.{quoted(index.name)}'::regclass",
            found=("invalid_index", index.name),
        )


def added_index(_: Catalog, table: Table) -> Iterator[Change]:
    columns = [one for one in table.columns if one.family in ("int4", "int8", "varchar", "timestamptz", "date")]
    if len(columns) > 2:
        keys = ", ".join(quoted(one.name) for one in columns[2:0:-1])
        name = f"zz index {table.oid}"
        yield change(table, f"CREATE INDEX {quoted(name)} ON {table.sql} ({keys} DESC)", found=("extra_index", name))


def doubled_index(_: Catalog, table: Table) -> Iterator[Change]:
    for index in table.indexes:
        name = f"zz double {table.oid}"
        made = index.definition.replace(f"INDEX {_printed(index.name)} ON", f"INDEX {quoted(name)} ON", 1).replace(
            " ON ONLY ", " ON ", 1
        )
        if made != index.definition and not index.unique:
            yield change(table, made, found=("duplicate_index", name))


def added_unique_index(_: Catalog, table: Table) -> Iterator[Change]:
    for key in table.of_kind("p"):
        for column in table.columns:
            if column.family in ("varchar", "int4") and column.number not in key.numbers:
                first = next(one.name for one in table.columns if one.number == key.numbers[0])
                name = f"zz unique {table.oid}"
                yield change(
                    table,
                    f"CREATE UNIQUE INDEX {quoted(name)} ON {table.sql} ({quoted(column.name)}, {quoted(first)} DESC)",
                    found=("extra_unique", name),
                )


def _printed(name: str) -> str:
    """As PostgreSQL prints it: in quotation marks where it must."""
    return name if name.replace("_", "a").isalnum() and name == name.lower() and not name[0].isdigit() else quoted(name)


KINDS = (
    dropped_index,
    hash_index,
    descending_index,
    partial_index,
    index_with_more,
    index_of_an_expression,
    index_of_another_class,
    unique_instead,
    with_other_parameters,
    invalid_index,
    added_index,
    doubled_index,
    added_unique_index,
)

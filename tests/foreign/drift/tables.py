"""Changes of whole tables, their traits, and what numbers their rows."""

from collections.abc import Iterator

from tests.foreign.drift.catalog import Catalog, Column, Table, quoted
from tests.foreign.drift.change import Change, change


def dropped_table(catalog: Catalog, table: Table) -> Iterator[Change]:
    """The keys that led to it go with it, and come back with it; no row points at it."""
    leading = catalog.pointing_at(table)
    if not any(other.rows for other, _ in leading):
        yield change(
            table,
            f"DROP TABLE {table.sql} CASCADE",
            found=("missing_table", None),
            touched=[other.name for other, _ in leading],
            lost=[table.relation],
        )


def dropped_table_that_rows_point_at(catalog: Catalog, table: Table) -> Iterator[Change]:
    """Its keys come back without being checked: the rows that point at nothing are a person's to decide."""
    leading = [(other, key) for other, key in catalog.pointing_at(table) if other.rows]
    if leading:
        left = [
            (code, other.name, key.name)
            for other, key in leading
            for code in ("constraint_not_valid", "missing_foreign_key", "dangling_rows")
        ]
        yield change(
            table,
            f"DROP TABLE {table.sql} CASCADE",
            found=("missing_table", None),
            touched=[other.name for other, _ in catalog.pointing_at(table)],
            optional=left,
            lost=[table.relation],
        )


def renamed_table(catalog: Catalog, table: Table) -> Iterator[Change]:
    leading = catalog.pointing_at(table)
    if table.schema == "public" and not leading:
        place = ("extra_table", f"zz_{table.oid}", None)
        yield change(
            table,
            f"ALTER TABLE {table.sql} RENAME TO zz_{table.oid}",
            found=("missing_table", None),
            more=(place,),
            optional=[place, ("missing_table", table.name, None)],
            lost=[f"zz_{table.oid}"],
        )


def moved_table(catalog: Catalog, table: Table) -> Iterator[Change]:
    if table.schema == "public":
        yield change(
            table,
            "CREATE SCHEMA IF NOT EXISTS zz_elsewhere",
            f"ALTER TABLE {table.sql} SET SCHEMA zz_elsewhere",
            found=("table_in_other_schema", None),
            touched=catalog.around(table),
        )


def view_in_its_place(catalog: Catalog, table: Table) -> Iterator[Change]:
    if table.schema == "public" and not catalog.pointing_at(table):
        aside = f"zz_aside_{table.oid}"
        places = (("not_a_table", table.name, None), ("extra_table", aside, None))
        yield change(
            table,
            f"ALTER TABLE {table.sql} RENAME TO {aside}",
            f"CREATE VIEW {table.sql} AS SELECT * FROM {aside}",
            more=places,
            left=places,
            by_hand=["not_a_table", "extra_table"],
            lost=[table.relation],
        )


def unlogged_table(catalog: Catalog, table: Table) -> Iterator[Change]:
    own = any(one.target == table.oid for one in table.of_kind("f"))
    if not catalog.pointing_at(table) and not own:
        yield change(table, f"ALTER TABLE {table.sql} SET UNLOGGED", found=("unlogged_table", None))


def row_security(_: Catalog, table: Table) -> Iterator[Change]:
    yield change(table, f"ALTER TABLE {table.sql} ENABLE ROW LEVEL SECURITY", found=("row_security", None))


def forced_row_security(_: Catalog, table: Table) -> Iterator[Change]:
    yield change(
        table,
        f"ALTER TABLE {table.sql} ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
        found=("row_security", None),
    )


def extra_table(_: Catalog, table: Table) -> Iterator[Change]:
    name = f"zz Extra {table.oid}"
    place = ("extra_table", name, None)
    yield change(
        table,
        f"CREATE TABLE {quoted(name)} (id serial PRIMARY KEY, note text)",
        more=(place,),
        left=[place],
        by_hand=["extra_table"],
    )


def lost_table_comment(_: Catalog, table: Table) -> Iterator[Change]:
    if table.relation == "hard_cases_postgres":
        yield change(table, f"COMMENT ON TABLE {table.sql} IS 'something else'", found=("table_comment", None))


def sequence_behind(_: Catalog, table: Table) -> Iterator[Change]:
    for column in _numbered(table):
        if table.rows:
            yield change(
                table,
                f"SELECT setval(pg_get_serial_sequence('{_text(table)}', '{column.name}'), 1, false)",
                found=("sequence_behind", column.name),
            )


def sequence_counts_otherwise(_: Catalog, table: Table) -> Iterator[Change]:
    for column in _numbered(table):
        for action in ("INCREMENT BY 3", "MAXVALUE 1000", "CYCLE"):
            yield change(
                table,
                f"ALTER TABLE {table.sql} ALTER COLUMN {quoted(column.name)} SET {action}",
                found=("sequence_parameters", column.name),
            )


def identity_dropped(_: Catalog, table: Table) -> Iterator[Change]:
    for column in _numbered(table):
        yield change(
            table,
            f"ALTER TABLE {table.sql} ALTER COLUMN {quoted(column.name)} DROP IDENTITY",
            found=("column_identity", column.name),
        )


def identity_always(_: Catalog, table: Table) -> Iterator[Change]:
    for column in _numbered(table):
        yield change(
            table,
            f"ALTER TABLE {table.sql} ALTER COLUMN {quoted(column.name)} SET GENERATED ALWAYS",
            found=("column_identity", column.name),
        )


def serial_instead(_: Catalog, table: Table) -> Iterator[Change]:
    for column in _numbered(table):
        yield change(table, *_serial(table, column, owned=True), found=("column_identity", column.name))


def sequence_without_owner(_: Catalog, table: Table) -> Iterator[Change]:
    for column in _numbered(table):
        yield change(table, *_serial(table, column, owned=False), found=("sequence_ownership", column.name))


def _serial(table: Table, column: Column, *, owned: bool) -> list[str]:
    sequence = f"{quoted(table.schema)}.zz_{table.oid}_seq"
    name = quoted(column.name)
    return [
        f"ALTER TABLE {table.sql} ALTER COLUMN {name} DROP IDENTITY",
        f"CREATE SEQUENCE {sequence} AS {column.type} START 1000" + (f" OWNED BY {table.sql}.{name}" if owned else ""),
        f"ALTER TABLE {table.sql} ALTER COLUMN {name} SET DEFAULT nextval('{sequence}')",
    ]


def _numbered(table: Table) -> Iterator[Column]:
    return (one for one in table.columns if one.identity == "d")


def _text(table: Table) -> str:
    return table.sql.replace("'", "''")


KINDS = (
    dropped_table,
    dropped_table_that_rows_point_at,
    renamed_table,
    moved_table,
    view_in_its_place,
    unlogged_table,
    row_security,
    forced_row_security,
    extra_table,
    lost_table_comment,
    sequence_behind,
    sequence_counts_otherwise,
    identity_dropped,
    identity_always,
    serial_instead,
    sequence_without_owner,
)

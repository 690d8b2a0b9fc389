"""Changes of columns."""

from collections.abc import Iterator

from tests.foreign.drift.catalog import Catalog, Column, Table, quoted
from tests.foreign.drift.change import Change, change


def _alter(table: Table, column: Column, action: str) -> str:
    return f"ALTER TABLE {table.sql} ALTER COLUMN {quoted(column.name)} {action}"


def _free(table: Table) -> Iterator[Column]:
    """Columns that nothing else stands on."""
    named = any(one.kind in "cx" for one in table.constraints)
    return (one for one in table.columns if one.plain and not named and not table.bound(one))


def dropped_nullable_column(_: Catalog, table: Table) -> Iterator[Change]:
    for column in table.columns:
        if column.plain and not column.not_null and not _pointed_at(_, table, column) and not _computed(table):
            yield change(
                table,
                f"ALTER TABLE {table.sql} DROP COLUMN {quoted(column.name)}",
                found=("missing_column", column.name),
            )


def dropped_column_that_needs_a_value(catalog: Catalog, table: Table) -> Iterator[Change]:
    for column in _free(table):
        if column.not_null and column.category in "SBD" and not _pointed_at(catalog, table, column):
            yield change(
                table,
                f"ALTER TABLE {table.sql} DROP COLUMN {quoted(column.name)}",
                found=("missing_column", column.name),
                optional=[("missing_column", table.name, column.name)],
            )


def added_nullable_column(_: Catalog, table: Table) -> Iterator[Change]:
    place = ("orphaned_column", table.name, "zz left over")
    yield change(
        table,
        f"ALTER TABLE {table.sql} ADD COLUMN \"zz left over\" text DEFAULT 'kept'",
        more=(place,),
        left=[place],
        by_hand=["orphaned_column"],
    )


def added_column_that_must_be_given(_: Catalog, table: Table) -> Iterator[Change]:
    place = ("orphaned_column", table.name, "zz_must")
    yield change(
        table,
        f"ALTER TABLE {table.sql} ADD COLUMN zz_must integer NOT NULL DEFAULT 7",
        f"ALTER TABLE {table.sql} ALTER COLUMN zz_must DROP DEFAULT",
        more=(place,),
        left=[place],
    )


def renamed_column(catalog: Catalog, table: Table) -> Iterator[Change]:
    for column in table.columns:
        if (
            column.plain
            and not table.keyed(column)
            and not _pointed_at(catalog, table, column)
            and not _computed(table)
        ):
            yield change(
                table,
                f"ALTER TABLE {table.sql} RENAME COLUMN {quoted(column.name)} TO zz_renamed",
                found=("missing_column", column.name),
                more=(("orphaned_column", table.name, "zz_renamed"),),
                by_hand=["orphaned_column"],
            )


def narrower_text(catalog: Catalog, table: Table) -> Iterator[Change]:
    for column in table.columns:
        if (
            column.length
            and column.length > 60
            and not column.collated
            and not _pointed_at(catalog, table, column)
            and not _computed(table)
        ):
            yield change(
                table,
                _alter(table, column, f"TYPE varchar({column.length - 1})"),
                found=("column_length", column.name),
            )


def wider_text(catalog: Catalog, table: Table) -> Iterator[Change]:
    for column in table.columns:
        if column.length and not column.collated and not _pointed_at(catalog, table, column) and not _computed(table):
            yield change(
                table,
                _alter(table, column, f"TYPE varchar({column.length + 5})"),
                found=("column_length", column.name),
            )


_OTHER_TYPES = {
    "int4": ("bigint", "integer"),
    "int8": ("integer", "bigint"),
    "int2": ("integer", "smallint"),
    "varchar": ("text", ""),
    "text": ("varchar(4000)", "text"),
    "timestamptz": ("timestamp", ""),
    "date": ("timestamptz", ""),
    "uuid": ("text", ""),
    "jsonb": ("json", ""),
    "float8": ("numeric", ""),
    "interval": ("text", ""),
    "time": ("interval", ""),
    "inet": ("text", ""),
}


def other_type(catalog: Catalog, table: Table) -> Iterator[Change]:
    for column in _free(table):
        if column.family in _OTHER_TYPES and column.default is None and "[" not in column.type:
            other = _OTHER_TYPES[column.family][0]
            yield change(
                table,
                _alter(table, column, f"TYPE {other} USING {quoted(column.name)}::{other}"),
                found=("column_type", column.name),
            )


def other_type_under_an_index(catalog: Catalog, table: Table) -> Iterator[Change]:
    """The indexes and constraints follow the column's type by themselves."""
    for column in table.columns:
        wanted = column.family in ("int4", "varchar", "timestamptz", "date") and column.default is None
        if wanted and column.plain and table.bound(column) and not table.keyed(column) and not _computed(table):
            if _pointed_at(catalog, table, column) or any(one.has_condition for one in table.indexes):
                continue
            if any(column.number in one.numbers for one in table.of_kind("c")):
                continue
            other = _OTHER_TYPES[column.family][0]
            if column.family == "varchar":
                continue
            yield change(
                table,
                _alter(table, column, f"TYPE {other} USING {quoted(column.name)}::{other}"),
                found=("column_type", column.name),
            )


def wider_foreign_key(catalog: Catalog, table: Table) -> Iterator[Change]:
    for key in table.of_kind("f"):
        column = next(one for one in table.columns if one.number == key.numbers[0])
        if len(key.numbers) == 1 and column.family == "int4" and column.plain and column.number not in _primary(table):
            yield change(table, _alter(table, column, "TYPE bigint"), found=("column_type", column.name))


def smaller_key(catalog: Catalog, table: Table) -> Iterator[Change]:
    """The key bigint in the models, integer in the database: its sequence is no finding of its own."""
    for column in table.columns:
        # A many-to-many table's key may follow the app's setting or the project's: either is right.
        if column.identity and column.family == "int8" and len(list(table.of_kind("f"))) != len(table.columns) - 1:
            yield change(table, _alter(table, column, "TYPE integer"), found=("column_type", column.name))


def other_digits(_: Catalog, table: Table) -> Iterator[Change]:
    for column in _free(table):
        if column.family == "numeric" and "(" in column.type and "[" not in column.type:
            inside = column.type[8:-1].split(",")
            for precision, scale in ((int(inside[0]) + 2, int(inside[1])), (int(inside[0]) + 1, int(inside[1]) + 1)):
                yield change(
                    table,
                    _alter(table, column, f"TYPE numeric({precision},{scale})"),
                    found=("column_decimal", column.name),
                )


def dropped_not_null(_: Catalog, table: Table) -> Iterator[Change]:
    keys = _primary(table)
    for column in table.columns:
        if column.not_null and column.plain and column.number not in keys:
            yield change(table, _alter(table, column, "DROP NOT NULL"), found=("column_null", column.name))


def added_not_null(_: Catalog, table: Table) -> Iterator[Change]:
    for column in table.columns:
        if not column.not_null and column.plain:
            yield change(table, _alter(table, column, "SET NOT NULL"), found=("column_null", column.name))


def added_default(_: Catalog, table: Table) -> Iterator[Change]:
    for column in table.columns:
        if column.plain and column.default is None and column.family in ("varchar", "text", "int4", "bool"):
            literal = {"int4": "7", "bool": "true"}.get(column.family, "'x'")
            if "[" not in column.type:
                yield change(
                    table, _alter(table, column, f"SET DEFAULT {literal}"), found=("column_default", column.name)
                )


def dropped_default(_: Catalog, table: Table) -> Iterator[Change]:
    for column in table.columns:
        if column.plain and column.default is not None:
            yield change(table, _alter(table, column, "DROP DEFAULT"), found=("column_default", column.name))


def other_default(_: Catalog, table: Table) -> Iterator[Change]:
    for column in table.columns:
        if column.plain and column.default is not None and column.family in ("varchar", "int4"):
            literal = "77" if column.family == "int4" else "'other'"
            yield change(table, _alter(table, column, f"SET DEFAULT {literal}"), found=("column_default", column.name))


def other_collation(catalog: Catalog, table: Table) -> Iterator[Change]:
    for column in table.columns:
        if column.family in ("varchar", "text") and "[" not in column.type and column.plain and not column.collated:
            if _computed(table) or _pointed_at(catalog, table, column) or table.keyed(column):
                continue
            yield change(
                table,
                _alter(table, column, f'TYPE {column.type} COLLATE "POSIX"'),
                found=("column_collation", column.name),
            )


def lost_collation(_: Catalog, table: Table) -> Iterator[Change]:
    """Of our own models: elsewhere it was a migration's SQL that made it, which no model knows."""
    for column in table.columns:
        if column.collated and table.relation.startswith("hard_"):
            yield change(table, _alter(table, column, f"TYPE {column.type}"), found=("column_collation", column.name))


def lost_comment(_: Catalog, table: Table) -> Iterator[Change]:
    for column in table.columns:
        if column.comment:
            yield change(
                table,
                f"COMMENT ON COLUMN {table.sql}.{quoted(column.name)} IS NULL",
                found=("column_comment", column.name),
            )


def computed_no_more(_: Catalog, table: Table) -> Iterator[Change]:
    for column in table.columns:
        if column.generated == "s":
            yield change(
                table,
                _alter(table, column, "DROP EXPRESSION"),
                found=("column_generated", column.name),
            )


def computed_otherwise(_: Catalog, table: Table) -> Iterator[Change]:
    for column in table.columns:
        if column.generated == "s" and column.category == "N":
            yield change(
                table,
                f"ALTER TABLE {table.sql} DROP COLUMN {quoted(column.name)}",
                f"ALTER TABLE {table.sql} ADD COLUMN {quoted(column.name)} {column.type} "
                "GENERATED ALWAYS AS (1 + 1) STORED",
                found=("column_generated", column.name),
                more=tuple(
                    ("missing_index", table.name, one.name) for one in table.indexes if column.number in one.numbers
                ),
            )


def _primary(table: Table) -> set[int]:
    return {number for one in table.of_kind("p") for number in one.numbers}


def _computed(table: Table) -> bool:
    return any(one.generated for one in table.columns)


def _pointed_at(catalog: Catalog, table: Table, column: Column) -> bool:
    """Whether some key, of this table or of others, might lead to the column: a unique or primary one."""
    if column.number in _primary(table):
        return True
    unique = any(one.numbers == [column.number] for one in table.of_kind("u"))
    return unique and bool(catalog.pointing_at(table))


KINDS = (
    dropped_nullable_column,
    dropped_column_that_needs_a_value,
    added_nullable_column,
    added_column_that_must_be_given,
    renamed_column,
    narrower_text,
    wider_text,
    other_type,
    other_type_under_an_index,
    wider_foreign_key,
    smaller_key,
    other_digits,
    dropped_not_null,
    added_not_null,
    added_default,
    dropped_default,
    other_default,
    other_collation,
    lost_collation,
    lost_comment,
    computed_no_more,
    computed_otherwise,
)

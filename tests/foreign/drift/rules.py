"""Changes of keys, uniques, checks and exclusions."""

from collections.abc import Iterator

from tests.foreign.drift.catalog import Catalog, Constraint, Table, quoted
from tests.foreign.drift.change import Change, Place, change


def _drop(table: Table, constraint: Constraint) -> str:
    return f"ALTER TABLE {table.sql} DROP CONSTRAINT {quoted(constraint.name)}"


def _add(table: Table, constraint: Constraint, definition: str) -> str:
    return f"ALTER TABLE {table.sql} ADD CONSTRAINT {quoted(constraint.name)} {definition}"


def dropped_foreign_key(_: Catalog, table: Table) -> Iterator[Change]:
    for key in table.of_kind("f"):
        yield change(table, _drop(table, key), found=("missing_foreign_key", key.name))


def cascading_foreign_key(_: Catalog, table: Table) -> Iterator[Change]:
    for key in table.of_kind("f"):
        if key.definition.endswith(" DEFERRABLE INITIALLY DEFERRED"):
            cascading = key.definition.replace(" DEFERRABLE", " ON DELETE CASCADE DEFERRABLE")
            yield change(
                table,
                _drop(table, key),
                _add(table, key, cascading),
                found=("foreign_key_differs", key.name),
            )


def immediate_foreign_key(_: Catalog, table: Table) -> Iterator[Change]:
    for key in table.of_kind("f"):
        if key.definition.endswith(" DEFERRABLE INITIALLY DEFERRED"):
            immediate = key.definition.removesuffix(" DEFERRABLE INITIALLY DEFERRED")
            yield change(
                table,
                _drop(table, key),
                _add(table, key, immediate),
                found=("foreign_key_differs", key.name),
            )


def foreign_key_elsewhere(catalog: Catalog, table: Table) -> Iterator[Change]:
    """To another table of the same kind of key, under the same name; its rows are not looked at."""
    for key in table.of_kind("f"):
        target = catalog.tables.get(key.target or 0)
        others = [
            other
            for other in catalog.tables.values()
            if target and other.oid not in (target.oid, table.oid) and _key_type(other) == _key_type(target)
        ]
        if target and others and _key_type(target) and len(key.numbers) == 1 and table.rows == 0:
            column = next(one.name for one in table.columns if one.number == key.numbers[0])
            other = others[0]
            named = next(one.name for one in other.columns if one.number == next(other.of_kind("p")).numbers[0])
            yield change(
                table,
                _drop(table, key),
                _add(table, key, f"FOREIGN KEY ({quoted(column)}) REFERENCES {other.sql} ({quoted(named)})"),
                found=("foreign_key_differs", key.name),
                touched=[other.name, target.name],
            )


def foreign_key_not_valid(_: Catalog, table: Table) -> Iterator[Change]:
    for key in table.of_kind("f"):
        yield change(
            table,
            _drop(table, key),
            _add(table, key, f"{key.definition} NOT VALID"),
            found=("constraint_not_valid", key.name),
        )


def switched_off_triggers(catalog: Catalog, table: Table) -> Iterator[Change]:
    """The table's own keys, and those that lead to it, are kept by triggers of this table."""
    own: list[Place] = [("triggers_disabled", table.name, key.name) for key in table.of_kind("f")]
    leading = [("triggers_disabled", other.name, key.name) for other, key in catalog.pointing_at(table)]
    if own or leading:
        yield change(
            table,
            f"ALTER TABLE {table.sql} DISABLE TRIGGER ALL",
            more=(*own, *leading),
            touched=[name for _, name, _ in leading],
        )


def dropped_unique(catalog: Catalog, table: Table) -> Iterator[Change]:
    for unique in table.of_kind("u"):
        if not catalog.pointing_at(table):
            yield change(table, _drop(table, unique), found=("missing_unique", unique.name))


def unique_at_the_end(catalog: Catalog, table: Table) -> Iterator[Change]:
    for unique in table.of_kind("u"):
        if not catalog.pointing_at(table) and not unique.deferrable:
            yield change(
                table,
                _drop(table, unique),
                _add(table, unique, f"{unique.definition} DEFERRABLE INITIALLY DEFERRED"),
                found=("unique_differs", unique.name),
            )


def unique_of_fewer(catalog: Catalog, table: Table) -> Iterator[Change]:
    for unique in table.of_kind("u"):
        if len(unique.numbers) > 1 and not catalog.pointing_at(table) and table.rows == 0:
            column = next(one.name for one in table.columns if one.number == unique.numbers[0])
            yield change(
                table,
                _drop(table, unique),
                _add(table, unique, f"UNIQUE ({quoted(column)})"),
                found=("unique_differs", unique.name),
            )


def unique_with_nulls(catalog: Catalog, table: Table) -> Iterator[Change]:
    for unique in table.of_kind("u"):
        if unique.definition.startswith("UNIQUE (") and not catalog.pointing_at(table) and not unique.deferrable:
            yield change(
                table,
                _drop(table, unique),
                _add(table, unique, unique.definition.replace("UNIQUE (", "UNIQUE NULLS NOT DISTINCT (", 1)),
                found=("unique_differs", unique.name),
            )


def added_unique(_: Catalog, table: Table) -> Iterator[Change]:
    keys = [one.numbers for one in table.of_kind("p", "u")]
    for key in table.of_kind("p"):
        spare = [one for one in table.columns if one.category in "SN" and one.number not in key.numbers]
        for column in spare:
            if all(sorted([*key.numbers, column.number]) != sorted(numbers) for numbers in keys):
                names = [quoted(one.name) for one in table.columns if one.number in key.numbers]
                yield change(
                    table,
                    f"ALTER TABLE {table.sql} ADD CONSTRAINT zz_unique_{table.oid} "
                    f"UNIQUE ({', '.join([*names, quoted(column.name)])})",
                    found=("extra_unique", f"zz_unique_{table.oid}"),
                )


def dropped_check(_: Catalog, table: Table) -> Iterator[Change]:
    for check in table.of_kind("c"):
        yield change(table, _drop(table, check), found=("missing_check", check.name))


def weaker_check(_: Catalog, table: Table) -> Iterator[Change]:
    for check in table.of_kind("c"):
        weaker = f"CHECK ({check.definition.removeprefix('CHECK ')} OR 1 = 1)"
        yield change(
            table,
            _drop(table, check),
            _add(table, check, weaker),
            found=("check_differs", check.name),
        )


def check_not_valid(_: Catalog, table: Table) -> Iterator[Change]:
    for check in table.of_kind("c"):
        yield change(
            table,
            _drop(table, check),
            _add(table, check, f"{check.definition} NOT VALID"),
            found=("constraint_not_valid", check.name),
        )


def added_check(_: Catalog, table: Table) -> Iterator[Change]:
    name = f"zz check {table.oid}"
    column = quoted(table.columns[0].name)
    yield change(
        table,
        f"ALTER TABLE {table.sql} ADD CONSTRAINT {quoted(name)} CHECK ({column}::text <> '%\"no')",
        found=("extra_check", name),
    )


def dropped_primary_key(catalog: Catalog, table: Table) -> Iterator[Change]:
    for key in table.of_kind("p"):
        own = any(one.target == table.oid for one in table.of_kind("f"))
        if not catalog.pointing_at(table) and not own:
            yield change(table, _drop(table, key), found=("missing_primary_key", key.name))


def dropped_exclusion(_: Catalog, table: Table) -> Iterator[Change]:
    for exclusion in table.of_kind("x"):
        yield change(table, _drop(table, exclusion), found=("missing_exclusion", exclusion.name))


def weaker_exclusion(_: Catalog, table: Table) -> Iterator[Change]:
    for exclusion in table.of_kind("x"):
        if " WHERE " in exclusion.definition:
            weaker = f"{exclusion.definition.split(' WHERE ')[0]} WHERE (false)"
            yield change(
                table,
                _drop(table, exclusion),
                _add(table, exclusion, weaker),
                found=("exclusion_differs", exclusion.name),
            )


def _key_type(table: Table) -> str | None:
    keys = list(table.of_kind("p"))
    if not keys or len(keys[0].numbers) > 1:
        return None
    return next(one.type for one in table.columns if one.number == keys[0].numbers[0])


KINDS = (
    dropped_foreign_key,
    cascading_foreign_key,
    immediate_foreign_key,
    foreign_key_elsewhere,
    foreign_key_not_valid,
    switched_off_triggers,
    dropped_unique,
    unique_at_the_end,
    unique_of_fewer,
    unique_with_nulls,
    added_unique,
    dropped_check,
    weaker_check,
    check_not_valid,
    added_check,
    dropped_primary_key,
    dropped_exclusion,
    weaker_exclusion,
)

"""Differences that are nobody's trouble: the audit may mention them (info), and alarms nobody."""

from collections.abc import Sequence

from tests.foreign.drift.catalog import Catalog, Table, quoted


def whole_database(role: str) -> list[str]:
    """Things beside the models' tables; `role` is another role of the server."""
    return [
        "CREATE SCHEMA zz_other",
        "CREATE TABLE zz_other.auth_group (id integer, something text NOT NULL)",
        "CREATE TABLE zz_other.another_project (id serial PRIMARY KEY)",
        "CREATE VIEW zz_view AS SELECT 1 AS one",
        "CREATE MATERIALIZED VIEW zz_materialized AS SELECT 1 AS one",
        "CREATE SEQUENCE zz_sequence",
        "CREATE TYPE zz_mood AS ENUM ('a', 'b')",
        "CREATE TYPE zz_pair AS (a integer, b text)",
        "CREATE DOMAIN zz_domain AS text CHECK (VALUE <> '')",
        "CREATE FUNCTION zz_function() RETURNS integer LANGUAGE sql AS 'SELECT 1'",
        "CREATE AGGREGATE zz_aggregate (integer) (SFUNC = int4pl, STYPE = integer)",
        "CREATE EXTENSION IF NOT EXISTS tablefunc",
        "CREATE EXTENSION IF NOT EXISTS unaccent SCHEMA zz_other",
        "CREATE EXTENSION IF NOT EXISTS pg_buffercache",
        "CREATE PUBLICATION zz_publication FOR ALL TABLES",
        'CREATE COLLATION zz_collation FROM "C"',
        "CREATE TEXT SEARCH CONFIGURATION zz_search (COPY = simple)",
        f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {quoted(role)}",
        f"ALTER DEFAULT PRIVILEGES IN SCHEMA public GRANT SELECT ON TABLES TO {quoted(role)}",
        "ANALYZE",
    ]


def of_table(catalog: Catalog, table: Table, number: int) -> list[str]:
    """Something harmless done to one table; another thing for each number."""
    kinds = [kind for kind in _KINDS if kind(catalog, table)]
    return list(kinds[number % len(kinds)](catalog, table))


def _storage(_: Catalog, table: Table) -> Sequence[str]:
    return [f"ALTER TABLE {table.sql} SET (autovacuum_vacuum_scale_factor = 0.01, fillfactor = 80)"]


def _statistics(_: Catalog, table: Table) -> Sequence[str]:
    first = table.columns[0]
    made = [f"ALTER TABLE {table.sql} ALTER COLUMN {quoted(first.name)} SET STATISTICS 500"]
    if len(table.columns) > 1:
        pair = f"{quoted(first.name)}, {quoted(table.columns[1].name)}"
        plain = all(one.family not in ("json", "xml", "point") and not one.generated for one in table.columns[:2])
        made += [f"CREATE STATISTICS zz_statistics_{table.oid} ON {pair} FROM {table.sql}"] if plain else []
    return made


def _tablespace(_: Catalog, table: Table) -> Sequence[str]:
    return [f"ALTER TABLE {table.sql} SET TABLESPACE pg_default"]


def _notes(_: Catalog, table: Table) -> Sequence[str]:
    columns = [one for one in table.columns if one.comment is None]
    if not columns or table.relation == "hard_cases_postgres":
        return []
    return [
        f"COMMENT ON TABLE {table.sql} IS 'somebody''s note'",
        f"COMMENT ON COLUMN {table.sql}.{quoted(columns[0].name)} IS 'another one'",
    ]


def _replica_identity(_: Catalog, table: Table) -> Sequence[str]:
    return [f"ALTER TABLE {table.sql} REPLICA IDENTITY FULL"]


def _policy(_: Catalog, table: Table) -> Sequence[str]:
    return [f"CREATE POLICY zz_policy ON {table.sql} USING (true)"]


def _cache(_: Catalog, table: Table) -> Sequence[str]:
    return [
        f"ALTER TABLE {table.sql} ALTER COLUMN {quoted(one.name)} SET CACHE 20" for one in table.columns if one.identity
    ]


def _far_ahead(_: Catalog, table: Table) -> Sequence[str]:
    return [
        f"ALTER TABLE {table.sql} ALTER COLUMN {quoted(one.name)} RESTART WITH 5000"
        for one in table.columns
        if one.identity
    ]


def _renamed_sequence(_: Catalog, table: Table) -> Sequence[str]:
    return [
        f"DO $$ BEGIN EXECUTE format('ALTER SEQUENCE %s RENAME TO zz_{table.oid}_{one.number}_seq', "
        f"pg_get_serial_sequence('{table.sql}', '{one.name}')); END $$"
        for one in table.columns
        if one.identity and "'" not in table.sql
    ]


def _clustered(_: Catalog, table: Table) -> Sequence[str]:
    return [f"ALTER TABLE {table.sql} CLUSTER ON {quoted(one.name)}" for one in table.of_kind("p")]


def _reordered(catalog: Catalog, table: Table) -> Sequence[str]:
    """The first column that nothing stands on goes to the end."""
    for column in table.columns[:-1]:
        if column.plain and not column.not_null and not table.bound(column) and not column.collated:
            if column.default or column.comment or any(one.kind in "cx" for one in table.constraints):
                continue
            name = quoted(column.name)
            return [
                f"ALTER TABLE {table.sql} ADD COLUMN zz_moving {column.type}",
                f"UPDATE {table.sql} SET zz_moving = {name}",
                f"ALTER TABLE {table.sql} DROP COLUMN {name}",
                f"ALTER TABLE {table.sql} RENAME COLUMN zz_moving TO {name}",
            ]
    return []


def _renamed_key(_: Catalog, table: Table) -> Sequence[str]:
    return [
        f"ALTER TABLE {table.sql} RENAME CONSTRAINT {quoted(one.name)} TO {quoted(f'zz {table.oid} {number}')}"
        for number, one in enumerate(table.of_kind("p", "f"))
    ]


def _renamed_indexes(_: Catalog, table: Table) -> Sequence[str]:
    return [
        f"ALTER INDEX {quoted(table.schema)}.{quoted(one.name)} RENAME TO {quoted(f'zz {table.oid} {number}')}"
        for number, one in enumerate(table.indexes)
    ]


def _vacuumed(_: Catalog, table: Table) -> Sequence[str]:
    return [f"VACUUM ANALYZE {table.sql}"]


def _rule(_: Catalog, table: Table) -> Sequence[str]:
    return [f"CREATE RULE zz_rule AS ON DELETE TO {table.sql} DO ALSO NOTHING"]


def _always_firing(_: Catalog, table: Table) -> Sequence[str]:
    return [f"ALTER TABLE {table.sql} SET (toast_tuple_target = 2000)"]


def _storage_of_column(_: Catalog, table: Table) -> Sequence[str]:
    texts = [one for one in table.columns if one.family in ("text", "varchar", "jsonb") and one.plain]
    return [f"ALTER TABLE {table.sql} ALTER COLUMN {quoted(one.name)} SET STORAGE EXTERNAL" for one in texts[:1]]


def _child(catalog: Catalog, table: Table) -> Sequence[str]:
    """A table that inherits, in a schema of its own."""
    return [f"CREATE SCHEMA IF NOT EXISTS zz_heirs; CREATE TABLE zz_heirs.heir_{table.oid} () INHERITS ({table.sql})"]


_KINDS = (
    _storage,
    _statistics,
    _tablespace,
    _notes,
    _replica_identity,
    _policy,
    _cache,
    _far_ahead,
    _renamed_sequence,
    _clustered,
    _reordered,
    _renamed_key,
    _renamed_indexes,
    _vacuumed,
    _rule,
    _always_firing,
    _storage_of_column,
    _child,
)

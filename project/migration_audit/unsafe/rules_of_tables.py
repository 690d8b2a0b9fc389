"""Rules about tables, constraints, indexes and types."""

from project.migration_audit.unsafe.rule import Kind, Rule

OF_TABLES: dict[str, Rule] = {
    "rename_table": Rule(
        kind=Kind.BREAKS,
        trouble="takes the old name from the release that still runs",
        recipe="Keep the table by Meta.db_table and rename only the model; or leave a view under the old name "
        "meanwhile.",
    ),
    "rename_schema": Rule(
        kind=Kind.BREAKS,
        trouble="takes every table in it from the release that still runs",
        recipe="Make the new schema, move the tables one by one with views under the old names, then drop the old one.",
    ),
    "drop_table": Rule(
        kind=Kind.BREAKS,
        trouble="takes the table from the release that still runs, and its rows for good",
        recipe="First release code that doesn't use it (SeparateDatabaseAndState takes it out of the models' "
        "state), then drop the table in the next one.",
    ),
    "drop_schema": Rule(
        kind=Kind.BREAKS,
        trouble="takes everything in the schema from the release that still runs",
        recipe="Release code without it first; drop its tables one by one.",
    ),
    "add_foreign_key": Rule(
        kind=Kind.BLOCKS,
        trouble="looks up every row's target while nobody can write either table",
        recipe="ADD CONSTRAINT ... FOREIGN KEY ... NOT VALID in one migration, VALIDATE CONSTRAINT in a later one "
        "(RunSQL with the ForeignKey as its state_operations; db_constraint=False keeps Django from adding "
        "it).",
    ),
    "add_check": Rule(
        kind=Kind.BLOCKS,
        trouble="checks every row",
        recipe="AddConstraintNotValid, then ValidateConstraint in a later migration "
        "(django.contrib.postgres.operations); in SQL ADD CONSTRAINT ... NOT VALID, commit, VALIDATE "
        "CONSTRAINT.",
    ),
    "add_unique": Rule(
        kind=Kind.BLOCKS,
        trouble="builds its index while nobody can read or write the table",
        recipe="CREATE UNIQUE INDEX CONCURRENTLY in a migration with atomic = False, then ADD CONSTRAINT ... "
        "UNIQUE USING INDEX (RunSQL with the constraint as its state_operations).",
    ),
    "add_primary_key": Rule(
        kind=Kind.BLOCKS,
        trouble="builds its index while nobody can read or write the table",
        recipe="CREATE UNIQUE INDEX CONCURRENTLY, NOT NULL by a validated check, then ADD PRIMARY KEY USING INDEX.",
    ),
    "add_exclusion": Rule(
        kind=Kind.BLOCKS,
        trouble="builds its index and compares every row while nobody can read or write the table",
        recipe="There is no concurrent way: do it in a quiet hour under a lock_timeout, or on a new table that is "
        "filled and swapped in.",
    ),
    "create_index": Rule(
        kind=Kind.BLOCKS,
        trouble="builds the index while nobody can write",
        recipe="AddIndexConcurrently of django.contrib.postgres.operations, in a migration of its own with atomic "
        "= False; drop an INVALID index before trying again.",
    ),
    "drop_index": Rule(
        kind=Kind.WAITS,
        trouble="waits for every query on the table, and every later one waits behind it",
        recipe="RemoveIndexConcurrently, in a migration of its own with atomic = False.",
    ),
    "reindex": Rule(
        kind=Kind.BLOCKS,
        trouble="builds indexes anew",
        recipe="REINDEX ... CONCURRENTLY, outside a transaction.",
    ),
    "set_logged": Rule(
        kind=Kind.BLOCKS,
        trouble="writes the table anew, and all of it into the log",
        recipe="Do it while the table is small or unused; else fill a new table in batches and swap.",
    ),
    "move_table": Rule(
        kind=Kind.BLOCKS,
        trouble="copies the whole table",
        recipe="In a quiet hour, or with pg_repack, which locks it for a moment only.",
    ),
    "cluster": Rule(
        kind=Kind.BLOCKS,
        trouble="writes the whole table anew",
        recipe="pg_repack or pg_squeeze, which lock it for a moment only; never in a migration.",
    ),
    "truncate": Rule(
        kind=Kind.HINDERS,
        trouble="removes every row for good",
        recipe="Delete in batches what has to go; CASCADE empties every table that points here too.",
    ),
    "refresh_view": Rule(
        kind=Kind.BLOCKS,
        trouble="fills the view while nobody can read it",
        recipe="A unique index on the view, then REFRESH MATERIALIZED VIEW CONCURRENTLY.",
    ),
    "lock_table": Rule(
        kind=Kind.WAITS,
        trouble="holds the table until the migration ends",
        recipe="Let the statements take the locks they need, and keep the transaction short.",
    ),
    "attach_partition": Rule(
        kind=Kind.BLOCKS,
        trouble="reads the whole new partition while nobody can use it",
        recipe="First add a check with the partition's bounds (NOT VALID, VALIDATE): ATTACH believes it; drop it "
        "afterwards.",
    ),
    "detach_partition": Rule(
        kind=Kind.WAITS,
        trouble="waits for every query on the whole table, and every later one waits behind it",
        recipe="DETACH PARTITION ... CONCURRENTLY, outside a transaction.",
    ),
    "disable_trigger": Rule(
        kind=Kind.HINDERS,
        trouble="switches off what keeps the rows right (foreign keys too, with ALL)",
        recipe="Change rows in batches with the triggers on; else switch them on again in the same transaction.",
    ),
    "row_security": Rule(
        kind=Kind.BREAKS,
        trouble="hides every row from roles that no policy lets in",
        recipe="Create the policies first, in the same transaction.",
    ),
    "rename_enum_value": Rule(
        kind=Kind.BREAKS,
        trouble="takes the old value from the release that still runs",
        recipe="Add the new value, write it, move the rows in batches; an unused old value harms nobody.",
    ),
    "domain_check": Rule(
        kind=Kind.BREAKS,
        trouble="checks every row of every table that uses the domain",
        recipe="ALTER DOMAIN ... ADD CONSTRAINT ... NOT VALID, then VALIDATE CONSTRAINT.",
    ),
}

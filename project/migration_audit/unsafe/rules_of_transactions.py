"""Rules about rows, and about what stands in one transaction."""

from project.migration_audit.unsafe.rule import Kind, Rule

OF_TRANSACTIONS: dict[str, Rule] = {
    "validate_in_transaction": Rule(
        kind=Kind.BLOCKS,
        trouble="validates in the transaction that added the constraint: the strong lock is held while every row is"
        " read",
        recipe="Validate in a migration of its own, after the one that adds it NOT VALID.",
    ),
    "concurrently_in_transaction": Rule(
        kind=Kind.FAILS,
        trouble="can't run inside a transaction",
        recipe="Put it alone into a migration with atomic = False.",
    ),
    "outside_transaction_only": Rule(
        kind=Kind.FAILS,
        trouble="can't run inside a transaction",
        recipe="Put it alone into a migration with atomic = False, or run it by hand: it is no change of the schema.",
    ),
    "transaction_nesting": Rule(
        kind=Kind.FAILS,
        trouble="ends the migration's own transaction: what follows is no longer undone by an error",
        recipe="Leave BEGIN and COMMIT out; atomic = False where no transaction is wanted.",
    ),
    "enum_value_in_transaction": Rule(
        kind=Kind.BREAKS,
        trouble="adds an enum value in a transaction, where nothing can use it before its end",
        recipe="Add the value in a migration of its own, use it in a later one.",
    ),
    "enum_value_used_at_once": Rule(
        kind=Kind.FAILS,
        trouble="adds an enum value in the transaction that uses it (before PostgreSQL 12: in any transaction)",
        recipe="Add the value in a migration of its own, use it in a later one.",
    ),
    "rows_and_schema": Rule(
        kind=Kind.BLOCKS,
        trouble="changes rows and schema in one transaction: the strong locks are held while the rows are written",
        recipe="Rows in a migration of their own, with atomic = False and in batches.",
    ),
    "many_tables_locked": Rule(
        kind=Kind.WAITS,
        trouble="closes several tables in one transaction: it deadlocks with whoever uses them in another order",
        recipe="One table per migration.",
    ),
    "several_without_transaction": Rule(
        kind=Kind.BREAKS,
        trouble="has several changes outside a transaction: stopped half way it is not undone, and can't be run again",
        recipe="One operation in each migration with atomic = False.",
    ),
    "no_lock_timeout": Rule(
        kind=Kind.WAITS,
        trouble="waits for its lock without an end (lock_timeout is 0), and every query on the table waits behind it",
        recipe="SET lock_timeout = '2s' for the role that migrates (ALTER ROLE ... SET, or OPTIONS in DATABASES), "
        "and try again when it could not get the lock.",
    ),
    "unknown_statement": Rule(
        kind=Kind.UNKNOWN,
        trouble="is not known here: its locks were not weighed",
        recipe="Look in PostgreSQL's documentation which lock it takes, and for how long.",
    ),
    "write_all_rows": Rule(
        kind=Kind.BLOCKS,
        trouble="writes rows of a whole table in one statement: they stay locked until the migration ends",
        recipe="In batches, each committed by itself: RunPython in a migration with atomic = False, or a task.",
    ),
}

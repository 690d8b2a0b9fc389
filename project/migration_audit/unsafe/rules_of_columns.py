"""Rules about columns."""

from project.migration_audit.unsafe.rule import Kind, Rule

OF_COLUMNS: dict[str, Rule] = {
    "add_column_volatile_default": Rule(
        kind=Kind.BLOCKS,
        trouble="gives every row a value of its own at once",
        recipe="Add the column without a default, set the default with a second statement, fill the old rows in "
        "batches, then NOT NULL by a validated check.",
    ),
    "add_column_numbered": Rule(
        kind=Kind.BLOCKS,
        trouble="numbers every row at once",
        recipe="Add a plain column, fill it in batches, then make it an identity and set its sequence.",
    ),
    "add_column_generated": Rule(
        kind=Kind.BLOCKS,
        trouble="computes the stored column for every row at once",
        recipe="Add a plain column, fill it in batches and keep it by a trigger; or compute it in a view or in "
        "queries (a virtual generated column from PostgreSQL 18 on).",
    ),
    "add_column_checked_type": Rule(
        kind=Kind.BLOCKS,
        trouble="looks at every row for the domain's constraints",
        recipe="Add the column with the domain's base type and a check that is NOT VALID, then validate it.",
    ),
    "add_column_not_null": Rule(
        kind=Kind.FAILS,
        trouble="has no value for the rows that are there",
        recipe="Give it a database default (db_default=), or add it with null=True, fill it in batches, then NOT NULL.",
    ),
    "not_null_without_default": Rule(
        kind=Kind.HINDERS,
        trouble="leaves a NOT NULL column without a database default: every INSERT of the release that still runs "
        "fails",
        recipe="Give the field db_default= (Django 5.0 on), or null=True first and NOT NULL in a later release.",
    ),
    "json_column": Rule(
        kind=Kind.HINDERS,
        trouble="adds a json column, which has no equality: SELECT DISTINCT, GROUP BY and UNION over it fail",
        recipe="Use jsonb (Django's JSONField).",
    ),
    "change_type_rewrite": Rule(
        kind=Kind.BLOCKS,
        trouble="writes every row and every index anew",
        recipe="Add a new column that allows NULL, write both, fill it in batches outside of the migration's "
        "transaction, read the new one, drop the old one in a later release.",
    ),
    "change_type_narrower": Rule(
        kind=Kind.HINDERS,
        trouble="takes less than the release that still runs may write",
        recipe="First release code that keeps to the new limit, then change the type.",
    ),
    "set_not_null": Rule(
        kind=Kind.BLOCKS,
        trouble="reads the whole table for a NULL",
        recipe="ADD CONSTRAINT ... CHECK (column IS NOT NULL) NOT VALID; VALIDATE CONSTRAINT in a later migration;"
        " SET NOT NULL then believes the check (PostgreSQL 12 on); drop the check.",
    ),
    "rename_column": Rule(
        kind=Kind.BREAKS,
        trouble="takes the old name from the release that still runs",
        recipe="Keep the column by db_column= and rename only the field; or add a new column, write both, move over.",
    ),
    "drop_column": Rule(
        kind=Kind.BREAKS,
        trouble="takes the column from the release that still runs, and its values for good",
        recipe="First release code that doesn't use it (SeparateDatabaseAndState takes it out of the models' "
        "state), then drop the column in the next one.",
    ),
}

"""The `id` of Django's own many-to-many tables, which migrations and the running code may give different types."""

from dataclasses import replace

from project.schema_audit.owners import Owner
from project.schema_audit.schema import Table

_MAXIMUM = {"smallint": 2**15 - 1, "integer": 2**31 - 1, "bigint": 2**63 - 1}


def as_migrated(live: Table, expected: Table, owner: Owner) -> Table:
    """The expected table with the `id` that migrations give a many-to-many table, where the live one has that.

    At run time an AppConfig's own `default_auto_field` may say otherwise; no migration ever follows it.
    """
    found = live.columns.get("id")
    return made_by_migrations(expected, owner) if found and found.type == owner.migrated_id else expected


def made_by_migrations(expected: Table, owner: Owner) -> Table:
    """The expected table as migrations make it."""
    wanted, kind = expected.columns.get("id"), owner.migrated_id
    if wanted is None or kind not in _MAXIMUM:
        return expected
    columns = {**expected.columns, "id": replace(wanted, type=kind, base_type=kind)}
    sequences = {
        column: replace(sequence, type=kind, maximum=_MAXIMUM[kind]) if column == "id" else sequence
        for column, sequence in expected.sequences.items()
    }
    return replace(expected, columns=columns, sequences=sequences)

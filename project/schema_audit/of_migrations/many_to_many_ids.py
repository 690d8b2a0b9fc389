"""The `id` of Django's own many-to-many tables, which migrations and the running code may give different types."""

import json
import re
from dataclasses import replace

from project.schema_audit.owners import Owner
from project.schema_audit.reading.table_rows import Said
from project.schema_audit.schema import Table

_MAXIMUM = {"smallint": 2**15 - 1, "integer": 2**31 - 1, "bigint": 2**63 - 1}
_NUMBERS = {"smallint": 21, "integer": 23, "bigint": 20}
_ID = re.compile(r"^id (?:20|21|23) ", re.M)


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


def said_by_migrations(said: Said, owner: Owner) -> Said:
    """What is said of the expected table as migrations make it."""
    text, sequences = said
    kind = owner.migrated_id
    if kind not in _NUMBERS:
        return said
    told = tuple((name, _counting(counting, kind), *more) for name, counting, *more in sequences)
    return _ID.sub(f"id {_NUMBERS[kind]} ", text, count=1), told


def _counting(sequence: str, kind: str) -> str:
    """The sequence as the snapshot tells it: its column, dependency, type, start, step, least and greatest number."""
    column, dependency, _, start, step, least, _, *more = json.loads(sequence)
    if column != "id":
        return sequence
    return json.dumps([column, dependency, kind, start, step, least, _MAXIMUM[kind], *more])

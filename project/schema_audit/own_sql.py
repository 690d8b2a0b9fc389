"""What migrations do beyond the models: the text of their own SQL and Python, to recognise what they leave behind."""

import inspect
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from django.db.migrations import operations as ops
from django.db.migrations.loader import MigrationLoader

from project.findings import Cause, Finding

# What a migration's text must say beside the name, for a finding of each code to be that migration's work.
_SAYS = {
    "extra_index": "index",
    "duplicate_index": "index",
    "extra_unique": "unique",
    "extra_check": "check",
    "extra_exclusion": "exclude",
    "extra_foreign_key": "references",
    "extra_table": "create",
    "orphaned_column": "add",
    "column_collation": "collate",
    "column_default": "default",
    "row_security": "row level security",
    "unlogged_table": "unlogged",
    "triggers_disabled": "disable",
}
_DJANGO_INDEX = re.compile(r"_[0-9a-f]{8}(_like|_id)?$")


def own_texts(loader: MigrationLoader) -> tuple[str, ...]:
    """The sources of all migrations that run SQL, Python or operations of other packages, in small letters."""
    return tuple(
        "\n".join(_texts(migration)).lower()
        for migration in loader.graph.nodes.values()
        if any(_is_own(operation) for operation in _flat(migration.operations))
    )


def made_by_migration(finding: Finding, texts: Iterable[str]) -> bool:
    """Whether something that only the database has was left there by a migration, and not by a person."""
    word = _SAYS.get(finding.code)
    only_in_database = finding.expected in (None, "default", "nothing", "off", "logged", "enabled")
    if word is None or not only_in_database:
        return False
    names = [name for name in (finding.object or finding.table, finding.column) if name]
    return any(word in text and all(name.lower() in text for name in names) for text in texts)


def left_by_django(finding: Finding) -> bool:
    """An index by Django's own naming that no model has any more: a rename or a rebuilt table left it behind."""
    named = finding.code in ("extra_index", "duplicate_index") and finding.cause is Cause.DRIFT
    return named and bool(_DJANGO_INDEX.search(finding.object or ""))


def _is_own(operation: Any) -> bool:
    django_made = type(operation).__module__.startswith("django.")
    return isinstance(operation, ops.RunPython | ops.RunSQL) or not django_made


def _flat(operations: Sequence[Any]) -> Iterator[Any]:
    for operation in operations:
        if isinstance(operation, ops.SeparateDatabaseAndState):
            yield from _flat(operation.database_operations)
        else:
            yield operation


def _texts(migration: Any) -> Iterator[str]:
    modules = {type(migration).__module__}
    for operation in _flat(migration.operations):
        if isinstance(operation, ops.RunPython):
            modules.add(operation.code.__module__)
        elif isinstance(operation, ops.RunSQL):
            yield str(operation.sql)
    for module in sorted(modules):
        try:
            yield inspect.getsource(sys.modules[module])
        except (OSError, TypeError, KeyError):
            continue

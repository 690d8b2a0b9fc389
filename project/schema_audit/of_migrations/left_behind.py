"""What migrations do beyond the models: the text of their own SQL and Python, to recognise what they leave behind."""

import inspect
import re
import sys
from collections.abc import Collection, Iterable, Iterator
from typing import Any

import sqlparse
from django.db.migrations import operations as ops
from django.db.migrations.loader import MigrationLoader

from project.findings import Cause, Finding
from project.schema_audit.of_migrations.flat import flat

# What (a pattern) a migration's text must say beside the name, for a finding of each code to be that migration's work.
_SAYS = {
    "extra_index": "index",
    "duplicate_index": "index",
    "extra_unique": "unique",
    "extra_check": "check",
    "extra_exclusion": "exclude",
    "extra_foreign_key": "references",
    "extra_table": "create",
    "orphaned_column": r"(?<![.\w])add\b|add_field",
    "column_collation": "collate",
    "column_default": "default",
    "row_security": "row level security",
    "table_attached": r"attach partition|\binherit",
    "unlogged_table": "unlogged",
    "triggers_disabled": "disable",
    "extra_trigger": "trigger|rule",
}
_MIGRATION_CLASS = re.compile(r"^class Migration\(.*?(?=^\S|\Z)", re.M | re.S)
# How Python of a migration changes a schema; any other only works on rows.
_CHANGES = re.compile(r"\bexecute\(|schema_editor\.(?:add|alter|create)_")
_DJANGO_INDEX = re.compile(r"_[0-9a-f]{8}(_like|_id)?$")


def own_texts(loader: MigrationLoader) -> tuple[str, ...]:
    """Every statement and every piece of Python that migrations run beyond Django's operations, in small letters."""
    texts: dict[str, None] = {}
    for migration in loader.graph.nodes.values():
        for operation in flat(migration.operations, "database"):
            texts |= dict.fromkeys(text.lower() for text in _texts(operation))
    return tuple(texts)


def made_by_migration(finding: Finding, texts: Iterable[str]) -> bool:
    """Whether something that only the database has was left there by a migration, and not by a person.

    It is, where one text says what was done and names all of the place; Python may name the model for its table.
    """
    word = _SAYS.get(finding.code)
    only_in_database = finding.expected in (None, "default", "nothing", "off", "logged", "enabled")
    if word is None or not only_in_database:
        return False
    wanted = [re.compile(word), *_named(finding)]
    return any(all(one.search(text) for one in wanted) for text in texts)


def _named(finding: Finding) -> Iterator[re.Pattern[str]]:
    """The object, or the table by its own name or by its model's in quotation marks, and the column."""
    ways = [rf"(?<!\w){re.escape((finding.object or finding.table or '').lower())}(?!\w)"]
    # An operation that makes triggers names the model, and calls the trigger by a name that it makes up.
    if finding.model and (not finding.object or finding.code == "extra_trigger"):
        ways.append(rf"[\"'](\w+\.)?{re.escape(finding.model.rpartition('.')[2].lower())}[\"']")
    yield re.compile("|".join(ways))
    if finding.column:
        yield re.compile(rf"(?<!\w){re.escape(finding.column.lower())}(?!\w)")


def left_by_django(finding: Finding, expected: Collection[str]) -> bool:
    """An index by Django's own naming that no model has any more: a rename or a rebuilt table left it behind.

    `expected` are the names of the indexes that models have.
    """
    named = finding.code in ("extra_index", "duplicate_index") and finding.cause is Cause.DRIFT
    return named and finding.object not in expected and bool(_DJANGO_INDEX.search(finding.object or ""))


def _texts(operation: Any) -> Iterator[str]:
    if isinstance(operation, ops.RunSQL):
        yield from _statements(operation.sql)
    elif isinstance(operation, ops.RunPython):
        source = _source(sys.modules.get(operation.code.__module__))
        yield source if _CHANGES.search(source) else ""
    elif not type(operation).__module__.startswith("django."):
        yield f"{_source(type(operation))}\n{vars(operation)}"


def _statements(sql: Any) -> Iterator[str]:
    """The statements of a RunSQL: one text, or a list of texts and of pairs of a text and its parameters."""
    parts = [sql] if isinstance(sql, str) else sql
    for part in parts:
        yield from sqlparse.split(part if isinstance(part, str) else f"{part[0]} {part[1]}")


def _source(written: Any) -> str:
    """The source, without the operations of a migration's own file: they name every column there is."""
    try:
        return _MIGRATION_CLASS.sub("", inspect.getsource(written))
    except (OSError, TypeError):
        return ""

"""Which extensions migrations make themselves: a scratch database must not have them before."""

from collections.abc import Iterable

from django.db.migrations.migration import Migration
from django.db.migrations.operations import RunPython, RunSQL, SeparateDatabaseAndState
from django.db.migrations.operations.base import Operation

from project.migration_audit.rebuild.generation.source_code import nodes_of, words_in
from project.migration_audit.rebuild.generation.words import words_of
from project.migration_audit.rebuild.kinds import makes_object, sql_of


def extensions_made(migrations: Iterable[Migration]) -> frozenset[str]:
    """Names of extensions, among other words that operations which may make one hold."""
    return frozenset(word for migration in migrations for one in migration.operations for word in _words(one))


def _words(operation: Operation) -> Iterable[str]:
    if isinstance(operation, SeparateDatabaseAndState):
        return [word for part in operation.database_operations for word in _words(part)]
    if makes_object(operation):
        return [str(getattr(operation, "name", ""))]
    if isinstance(operation, RunSQL):
        return words_of(" ".join(sql_of(operation))) if "extension" in " ".join(sql_of(operation)).lower() else ()
    if isinstance(operation, RunPython):
        return words_in(nodes_of(operation.code))
    return ()

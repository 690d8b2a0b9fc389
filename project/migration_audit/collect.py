"""Collects the SQL of what waits, in the order of `migrate`. Nothing is applied."""

from collections.abc import Collection, Iterator, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration
from django.db.migrations.operations import RunPython
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from project.migration_audit.collecting_editor import CollectingEditor, MadeConstraint, collecting_editor
from project.migration_audit.order import order, pending
from project.migration_audit.plan import PlannedMigration, PlannedOperation
from project.migration_audit.state import MigrationKey
from project.schema_audit.guard import Failure, guarded


class NotCollectedError(Exception):
    """The SQL of a migration is not worked out, because trying could write."""


def collect(using: str, *, app_labels: Collection[str] | None = None) -> Iterator[PlannedMigration]:
    """What waits, of a readable graph; each sees the state that the earlier ones leave.

    With `app_labels`, what `migrate` of these apps runs: dependencies in other apps included.
    """
    connection = connections[using]
    loader = MigrationLoader(connection)
    state = state_of_what_is_applied(loader)
    made: list[MadeConstraint] = []
    for key in pending(loader, app_labels):
        migration = loader.graph.nodes[key]
        yield _planned(connection, key, migration, state.clone(), made)
        migration.mutate_state(state, preserve=False)


def state_of_what_is_applied(loader: MigrationLoader) -> ProjectState:
    """The models as the recorded migrations leave them, replayed in the order of an empty database."""
    state = ProjectState(real_apps=loader.unmigrated_apps)
    for key in order(loader):
        if key in (loader.applied_migrations or {}):
            loader.graph.nodes[key].mutate_state(state, preserve=False)
    return state


def _planned(
    connection: BaseDatabaseWrapper,
    key: MigrationKey,
    migration: Migration,
    state: ProjectState,
    made: list[MadeConstraint],
) -> PlannedMigration:
    collected = guarded(str(key), partial(_collected, connection, migration, state, made))
    if isinstance(collected, Failure):
        told = [_described(operation) for operation in migration.operations]
        collected = [*told[:-1], PlannedOperation(text=told[-1].text if told else "", problem=collected.error)]
    return PlannedMigration(key=key, operations=tuple(collected), atomic=migration.atomic)


def _collected(
    connection: BaseDatabaseWrapper, migration: Migration, state: ProjectState, made: list[MadeConstraint]
) -> list[PlannedOperation]:
    """The operations with their SQL, inside a read-only transaction where the migration allows one.

    Collecting calls the operations. Django's own only collect; a custom one may reach for the connection, so without a
    transaction around it it is not called.
    """
    if not migration.atomic:
        custom = [operation for operation in migration.operations if not _is_djangos(operation)]
        if custom:
            raise NotCollectedError(f"{custom[0].describe()}: a custom operation outside a transaction is not tried")
    with _reading_only(connection, atomic=migration.atomic):
        editor = collecting_editor(connection, atomic=migration.atomic, made=made)
        with editor:
            if type(migration).apply is Migration.apply:
                found = [_one(connection, migration, operation, state, editor) for operation in migration.operations]
            else:
                found = _by_own_way(migration, state, editor)
            before = len(editor.collected_sql)
        deferred = tuple(editor.collected_sql[before:])
    return [*found, PlannedOperation(text="At the end", sql=deferred)] if deferred else found


@contextmanager
def _reading_only(connection: BaseDatabaseWrapper, *, atomic: bool) -> Iterator[None]:
    if not atomic:
        yield
        return
    with transaction.atomic(connection.alias):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
        yield
        transaction.set_rollback(True, connection.alias)


def _one(
    connection: BaseDatabaseWrapper,
    migration: Migration,
    operation: Operation,
    state: ProjectState,
    editor: CollectingEditor,
) -> PlannedOperation:
    """What one operation would run. One that can't be collected leaves the others their SQL."""
    before = state.clone()
    operation.state_forwards(migration.app_label, state)
    begin = len(editor.collected_sql)
    problem = ""
    if operation.reduces_to_sql:
        forwards = partial(operation.database_forwards, migration.app_label, editor, before, state)
        outcome = guarded(operation.describe(), partial(_in_savepoint, connection, forwards, atomic=migration.atomic))
        problem = f"{outcome.step}: {outcome.error}" if isinstance(outcome, Failure) else ""
    told = _described(operation)
    return PlannedOperation(
        text=told.text,
        sql=tuple(editor.collected_sql[begin:]),
        python=told.python,
        problem=problem,
        reversible=told.reversible,
    )


def _in_savepoint(connection: BaseDatabaseWrapper, call: Any, *, atomic: bool) -> None:
    if not atomic:
        call()
        return
    with transaction.atomic(connection.alias):
        call()


def _by_own_way(migration: Migration, state: ProjectState, editor: CollectingEditor) -> list[PlannedOperation]:
    """A migration class that applies itself in a way of its own: all its SQL stands at its first operation."""
    migration.apply(state, editor, collect_sql=True)
    first, *others = [_described(operation) for operation in migration.operations]
    sql: Sequence[str] = editor.collected_sql
    return [PlannedOperation(text=first.text, sql=tuple(sql), reversible=first.reversible), *others]


def _described(operation: Operation) -> PlannedOperation:
    python = ""
    if isinstance(operation, RunPython):
        python = f"{operation.code.__module__}.{getattr(operation.code, '__qualname__', repr(operation.code))}"
    elif not operation.reduces_to_sql:
        python = type(operation).__name__
    return PlannedOperation(text=operation.describe(), python=python, reversible=_is_reversible(operation))


def _is_reversible(operation: Operation) -> bool:
    """Whether `migrate` backwards works; SeparateDatabaseAndState says yes whatever it holds."""
    held: Sequence[Operation] = getattr(operation, "database_operations", None) or ()
    return operation.reversible and all(map(_is_reversible, held))


def _is_djangos(operation: Operation) -> bool:
    return type(operation).__module__.startswith("django.")

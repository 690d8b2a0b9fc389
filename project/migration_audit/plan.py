"""What `migrate` would run on a database now, migration by migration, with its SQL. Nothing is applied."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from functools import partial

from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from project.migration_audit.order import order, pending
from project.migration_audit.state import MigrationKey
from project.schema_audit.guard import Failure, guarded


class NotCollectedError(Exception):
    """The SQL of a migration is not worked out, because trying could write."""


@dataclass(frozen=True, kw_only=True)
class PlannedMigration:
    """One pending migration: what it does in words, and the lines of SQL, comments included.

    `problem` says why there is no SQL: usually an operation that needs what an earlier pending one makes.
    """

    key: MigrationKey
    operations: tuple[str, ...]
    sql: tuple[str, ...] = ()
    problem: str = ""
    atomic: bool = True


def plan(using: str, *, app_labels: Collection[str] | None = None) -> Iterator[PlannedMigration]:
    """What waits, in the order of `migrate`, of a readable graph; each sees the state the earlier ones leave.

    With `app_labels`, what `migrate` of these apps runs: dependencies in other apps included.
    """
    connection = connections[using]
    loader = MigrationLoader(connection)
    state = state_of_what_is_applied(loader)
    for key in pending(loader, app_labels):
        migration = loader.graph.nodes[key]
        collected = guarded(str(key), partial(_collected_sql, connection, migration, state.clone()))
        yield PlannedMigration(
            key=key,
            operations=tuple(operation.describe() for operation in migration.operations),
            sql=() if isinstance(collected, Failure) else tuple(collected),
            problem=collected.error if isinstance(collected, Failure) else "",
            atomic=migration.atomic,
        )
        migration.mutate_state(state, preserve=False)


def state_of_what_is_applied(loader: MigrationLoader) -> ProjectState:
    """The models as the recorded migrations leave them, replayed in the order of an empty database."""
    state = ProjectState(real_apps=loader.unmigrated_apps)
    for key in order(loader):
        if key in (loader.applied_migrations or {}):
            loader.graph.nodes[key].mutate_state(state, preserve=False)
    return state


def _collected_sql(connection: BaseDatabaseWrapper, migration: Migration, state: ProjectState) -> list[str]:
    """The SQL as `sqlmigrate` collects it, inside a read-only transaction where the migration allows one.

    Collecting calls the operations. Django's own only collect; a custom one may reach for the connection, so without a
    transaction around it it is not called.
    """
    if not migration.atomic:
        custom = [operation for operation in migration.operations if not _is_djangos(operation)]
        if custom:
            raise NotCollectedError(f"{custom[0].describe()}: a custom operation outside a transaction is not tried")
        return _collect(connection, migration, state)
    with transaction.atomic(connection.alias):
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION READ ONLY")
        statements = _collect(connection, migration, state)
        transaction.set_rollback(True, connection.alias)
    return statements


def _collect(connection: BaseDatabaseWrapper, migration: Migration, state: ProjectState) -> list[str]:
    with connection.schema_editor(collect_sql=True, atomic=migration.atomic) as editor:
        migration.apply(state, editor, collect_sql=True)
    return list(editor.collected_sql)


def _is_djangos(operation: Operation) -> bool:
    return type(operation).__module__.startswith("django.")

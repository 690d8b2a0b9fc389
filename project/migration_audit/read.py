"""The only reader of the migration audit: files, rows, Django's graph of both, and the models. It writes nothing."""

from dataclasses import replace

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.exceptions import CircularDependencyError, NodeNotFoundError
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from project.migration_audit.disk import read_disk
from project.migration_audit.model_changes import read_model_changes
from project.migration_audit.order import pending
from project.migration_audit.rebuild.interrupted import told_interrupted
from project.migration_audit.state import BrokenGraph, GraphProblem, MigrationKey, MigrationState
from project.schema_audit.guard import Failure, guarded, one_line


def read(using: str = "default") -> MigrationState:
    """Read everything the detectors look at.

    A broken file or graph is part of the answer, never an exception; a database that is away is raised.
    """
    connection = connections[using]
    disk = read_disk()
    state = MigrationState(
        database=using,
        apps=disk.apps,
        files=disk.files,
        records=read_records(connection),
        broken_files=disk.broken,
        model_changes=None,
        interrupted=told_interrupted(),
    )
    if disk.broken:
        return state
    return _with_models(_with_graph(state, connection))


def read_records(connection: BaseDatabaseWrapper) -> tuple[MigrationKey, ...] | None:
    """The rows of django_migrations in the order they were written; None where there is no such table."""
    recorder = MigrationRecorder(connection)
    if not recorder.has_table():
        return None
    rows = recorder.migration_qs.order_by("pk").values_list("app", "name")
    return tuple(MigrationKey(app, name) for app, name in rows)


def _with_graph(state: MigrationState, connection: BaseDatabaseWrapper) -> MigrationState:
    loader = MigrationLoader(connection, load=False)
    broken = _build_graph(loader)
    replaces = {
        MigrationKey(*key): tuple(MigrationKey(*replaced) for replaced in migration.replaces)
        for key, migration in (loader.disk_migrations or {}).items()
        if migration.replaces
    }
    if broken:
        return replace(state, replaces=replaces, broken_graph=broken)
    leaves: dict[str, tuple[MigrationKey, ...]] = {}
    for app, name in loader.graph.leaf_nodes():
        leaves[app] = (*leaves.get(app, ()), MigrationKey(app, name))
    parents = {
        MigrationKey(*key): tuple(sorted(MigrationKey(*parent.key) for parent in node.parents))
        for key, node in loader.graph.node_map.items()
    }
    return replace(state, replaces=replaces, leaves=leaves, parents=parents, pending=pending(loader))


def _build_graph(loader: MigrationLoader) -> BrokenGraph | None:
    try:
        loader.build_graph()
    except CircularDependencyError as error:
        return BrokenGraph(problem=GraphProblem.CIRCULAR_DEPENDENCY, text=one_line(error))
    except NodeNotFoundError as error:
        origin = error.origin
        return BrokenGraph(
            problem=GraphProblem.MISSING_DEPENDENCY,
            text=error.message,
            origin=MigrationKey(origin.app_label, origin.name) if origin else None,
            missing=MigrationKey(*error.node),
        )
    except ValueError as error:  # a dependency on an unknown app, or on one without migrations
        return BrokenGraph(problem=GraphProblem.MISSING_DEPENDENCY, text=one_line(error))
    return None


def _with_models(state: MigrationState) -> MigrationState:
    changes = guarded("models", read_model_changes)
    if isinstance(changes, Failure):
        return replace(state, model_changes=None, models_problem=changes.error)
    return replace(state, model_changes=changes)

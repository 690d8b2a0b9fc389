"""The order in which `migrate` runs, as Django's executor makes it."""

from collections.abc import Collection

from django.db.migrations.loader import MigrationLoader

from project.migration_audit.state import MigrationKey


def order(loader: MigrationLoader, app_labels: Collection[str] | None = None) -> tuple[MigrationKey, ...]:
    """Every migration of these apps (all by default) and what it depends on, as on an empty database."""
    leaves = [leaf for leaf in loader.graph.leaf_nodes() if app_labels is None or leaf[0] in app_labels]
    return tuple(dict.fromkeys(MigrationKey(*key) for leaf in leaves for key in loader.graph.forwards_plan(leaf)))


def pending(loader: MigrationLoader, app_labels: Collection[str] | None = None) -> tuple[MigrationKey, ...]:
    """What of that isn't applied, by Django's rules of replacement."""
    return tuple(key for key in order(loader, app_labels) if key not in (loader.applied_migrations or {}))

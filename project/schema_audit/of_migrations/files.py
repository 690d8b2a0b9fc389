"""The migrations as they lie in the apps."""

from functools import cache

from django.db import connections
from django.db.migrations.loader import MigrationLoader

from project.schema_audit.guard import Failure, guarded


@cache
def migration_files() -> MigrationLoader | None:
    """The migrations of all apps, without a look at a database; None where the graph is broken.

    They don't change while the process runs. A broken graph is the migration audit's finding.
    """
    loader = guarded("the migrations", lambda: MigrationLoader(None, ignore_no_migrations=True))
    return None if isinstance(loader, Failure) else loader


def load_migrations(using: str) -> MigrationLoader:
    """The same with what the alias has applied; raises what the loader raises for a broken graph."""
    return MigrationLoader(connections[using], ignore_no_migrations=True)

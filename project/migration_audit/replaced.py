"""What `migrate` meets first: the migrations that replace others, the files there are, the rows of one database."""

from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.loader import MigrationLoader

from project.migration_audit.read import read_records
from project.migration_audit.state import MigrationKey, MigrationState
from project.schema_audit.guard import Failure, guarded


def read_replaced(connection: BaseDatabaseWrapper) -> MigrationState:
    """Without the graph and the models, so that it is quick; nothing where a file can't be read, which Django tells."""
    loader = MigrationLoader(connection, load=False)
    if isinstance(guarded("migration files", loader.load_disk), Failure):
        return MigrationState(database=connection.alias)
    disk = loader.disk_migrations or {}
    return MigrationState(
        database=connection.alias,
        files=frozenset(MigrationKey(*key) for key in disk),
        records=read_records(connection),
        replaces={
            MigrationKey(*key): tuple(MigrationKey(*one) for one in migration.replaces)
            for key, migration in disk.items()
            if migration.replaces
        },
    )

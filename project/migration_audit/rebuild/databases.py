"""Which databases a rebuild concerns: each that keeps records of migrations and can be written, once."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import DEFAULT_DB_ALIAS, connections
from django.db.migrations.recorder import MigrationRecorder

from project.migration_audit.rebuild.statements import statement


def concerned_databases(only: str | None = None) -> tuple[str, ...]:
    """Aliases, the default one first; two aliases of one database count once, a read replica not at all.

    `only` is one that was asked for. Raises OperationalError for a database that is away.
    """
    found: dict[str, str] = {}
    aliases = [only] if only else sorted(connections, key=lambda alias: alias != DEFAULT_DB_ALIAS)
    for alias in aliases:
        if only or alias == DEFAULT_DB_ALIAS or MigrationRecorder(connections[alias]).has_table():
            identity, is_replica = _identity(alias)
            if not is_replica:
                found.setdefault(identity, alias)
    return tuple(found.values())


def _identity(alias: str) -> tuple[str, bool]:
    """What tells a database from all others, and whether it is a replica."""
    connection = connections[alias]
    if connection.vendor != "postgresql":
        return f"{connection.vendor} {connection.settings_dict['NAME']}", False
    with connection.cursor() as cursor:
        cursor.execute(statement("this_server"))
        identity, is_replica = cursor.fetchone()
        return str(identity), bool(is_replica)


@contextmanager
def alone(aliases: tuple[str, ...]) -> Iterator[tuple[str, ...]]:
    """The databases on which another rebuild runs; on the others none begins while the block runs.

    Each lock has a connection and a transaction of its own, so that it also holds behind PgBouncer.
    """
    beside = {alias: connections[alias].copy() for alias in aliases if connections[alias].vendor == "postgresql"}
    try:
        busy = []
        for alias, connection in beside.items():
            connection.set_autocommit(False)
            with connection.cursor() as cursor:
                cursor.execute(statement("one_rebuild_at_a_time"))
                if not cursor.fetchone()[0]:
                    busy.append(alias)
        yield tuple(busy)
    finally:
        for connection in beside.values():
            connection.close()

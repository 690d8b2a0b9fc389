"""Two runs of `--fix` on one database would take each other's half-built indexes for leftovers."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction

from project.schema_audit.statements import statement


@contextmanager
def alone(using: str) -> Iterator[bool]:
    """Whether nobody else mends this database; nobody begins to while the block runs.

    The lock has a connection and a transaction of its own, so that it also holds behind PgBouncer.
    """
    beside = connections[using].copy()
    try:
        beside.set_autocommit(False)
        with beside.cursor() as cursor:
            cursor.execute(statement("one_at_a_time"))
            yield bool(cursor.fetchone()[0])
    finally:
        beside.close()


def somebody_mends(using: str) -> bool:
    """Whether a run of `--fix` is under way."""
    with transaction.atomic(using), connections[using].cursor() as cursor:
        cursor.execute(statement("one_at_a_time"))
        free = bool(cursor.fetchone()[0])
        transaction.set_rollback(True, using)
    return not free

"""A connection of its own beside the one that is in the audit's transaction, for what has to be committed."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

from django.db import connections

from project.schema_audit.session import LOCK_TIMEOUT, STATEMENT_TIMEOUT, Session


@contextmanager
def second_session(session: Session, *, database: str | None = None) -> Iterator[Session]:
    """A session in autocommit with the same limits, on the same database or another of the server; closed at the end.

    Everything it does is committed, and its search path is nobody's but its own.
    """
    alias = f"{session.alias} building {database or ''}"
    connection = connections[session.alias].copy(alias)
    if database is not None:
        connection.settings_dict["NAME"] = database
    connections[alias] = connection
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT set_config('lock_timeout', %s, false)", [LOCK_TIMEOUT])
            cursor.execute("SELECT set_config('statement_timeout', %s, false)", [STATEMENT_TIMEOUT])
            yield replace(session, alias=alias, cursor=cursor)
    finally:
        connection.close()
        del connections[alias]

"""Runs one statement so that a running application hardly notices: short waits for locks, a few tries, autocommit."""

import random
import time
from collections.abc import Callable
from functools import partial

from django.db import DatabaseError, connections, transaction

from project.schema_audit.fixing.forms import index_built, is_concurrent, is_validation, table_of
from project.schema_audit.fixing.losing import loss
from project.schema_audit.guard import one_line
from project.schema_audit.session import LOCK_TIMEOUT
from project.schema_audit.statements import statement

TRIES = 5
_LOCK_NOT_AVAILABLE, _DEADLOCK = "55P03", "40P01"
_SHUT_DOWN = ("57P01", "57P02", "57P03")


class RefusedError(Exception):
    """PostgreSQL did not run the statement, or was not asked to; the text says why."""


def execute(using: str, sql: str, *, may_drop: bool = False) -> None:
    """Run it, or raise `RefusedError` with nothing of it left; a lost connection is raised as the driver does.

    `may_drop` is for plans that looked at the rows before; else a drop that loses something is refused.
    """
    if lost := loss(using, sql, may_drop=may_drop):
        raise RefusedError(str(lost))
    try:
        waited = in_tries(partial(_attempt, using, sql))
    except DatabaseError as error:
        if is_lost(error):
            raise
        raise RefusedError(one_line(error) + _cleared(using, sql)) from error
    if waited:
        raise RefusedError(waited + _holders(using, sql) + _cleared(using, sql))


def in_tries(call: Callable[[], object]) -> str:
    """Call until it gets its locks; why it never did, empty where it did. Every other error is raised."""
    for attempt in range(1, TRIES + 1):
        try:
            call()
            return ""
        except DatabaseError as error:
            if sqlstate(error) not in (_LOCK_NOT_AVAILABLE, _DEADLOCK):
                raise
        if attempt < TRIES:
            time.sleep(attempt * random.uniform(0.1, 0.5))  # noqa: S311  (jitter, nothing secret)
    return f"the lock was not to be had in {TRIES} tries of {LOCK_TIMEOUT}"


def is_lost(error: BaseException) -> bool:
    """Whether the error is the end of the connection, which psycopg2 may have renewed meanwhile without a word."""
    state = sqlstate(error)
    return not state or state.startswith("08") or state in _SHUT_DOWN


def sqlstate(error: BaseException) -> str:
    """PostgreSQL's code of an error, by either driver; empty where there is none."""
    cause = error.__cause__ or error
    return getattr(cause, "pgcode", None) or getattr(cause, "sqlstate", None) or ""


def _attempt(using: str, sql: str) -> None:
    _drop_leftover(using, sql)
    _once(using, sql)


def _once(using: str, sql: str) -> None:
    if is_concurrent(sql):
        with connections[using].cursor() as cursor:
            cursor.execute(sql)
        return
    with transaction.atomic(using, durable=True), connections[using].cursor() as cursor:
        limit = "0" if is_validation(sql) else LOCK_TIMEOUT
        cursor.execute(statement("fix_limits"), {"lock_timeout": limit})
        cursor.execute(sql)


def _drop_leftover(using: str, sql: str) -> None:
    """A broken index of the statement's name stands in the way of building it."""
    built = index_built(sql)
    if built is None:
        return
    table, index = built
    with connections[using].cursor() as cursor:
        cursor.execute(statement("broken_leftover"), {"table": table, "index": index})
        if found := cursor.fetchone():
            cursor.execute(f"DROP INDEX CONCURRENTLY IF EXISTS {found[0]}")


def _cleared(using: str, sql: str) -> str:
    """Drop what a failed build left; the words for what can't be dropped."""
    try:
        _drop_leftover(using, sql)
    except DatabaseError as error:
        return f"; its broken index is left, since it could not be dropped: {one_line(error)}"
    return ""


def _holders(using: str, sql: str) -> str:
    """Who is in the way, as far as it can be seen."""
    with connections[using].cursor() as cursor:
        cursor.execute(statement("lock_holders"), {"table": table_of(sql)})
        found = [f"process {pid} ({name}, {state} for {seconds} s)" for pid, name, state, seconds in cursor.fetchall()]
    return f"; {', '.join(found)} has the table" if found else ""

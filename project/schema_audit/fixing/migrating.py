"""Runs `migrate` as the fixes are run: short waits for locks, a few tries, and Ctrl-C between two statements."""

from functools import partial
from typing import Any

from django.core.management import call_command
from django.db import DatabaseError, connections

from project.schema_audit.fixing.execute import RefusedError, in_tries, is_lost
from project.schema_audit.fixing.interruption import Interruption
from project.schema_audit.guard import Failure, guarded, one_line
from project.schema_audit.session import LOCK_TIMEOUT


class StoppedError(Exception):
    """Somebody asked to stop; the migration that was under way is rolled back."""


def migrate(using: str, target: str, stop: Interruption) -> None:
    """Django's own command, `target` being its arguments; other people's migrations may raise anything.

    `RefusedError` where one of them failed: those before it are applied, and recorded as such.
    """
    command = partial(
        call_command, "migrate", *target.split(), database=using, interactive=False, verbosity=0, skip_checks=True
    )
    try:
        with connections[using].execute_wrapper(_Limits(stop)):
            outcome = guarded(f"migrate {target}", partial(in_tries, command))
    except DatabaseError as error:
        if is_lost(error):
            raise
        raise RefusedError(one_line(error)) from error
    if isinstance(outcome, Failure):
        raise RefusedError(outcome.error)
    if outcome:
        raise RefusedError(outcome)


class _Limits:
    """Around each statement of a migration: its lock has to come soon, and Ctrl-C ends the migration.

    A statement outside a transaction, such as CREATE INDEX CONCURRENTLY, waits as long as it must.
    """

    def __init__(self, stop: Interruption) -> None:
        self._stop = stop

    def __call__(self, execute: Any, sql: Any, params: Any, many: bool, context: dict[str, Any]) -> Any:
        if context["connection"].in_atomic_block:
            if self._stop.asked:
                raise StoppedError("stopped by Ctrl-C; the migration under way was rolled back")
            # On the driver's own cursor, so that this wrapper isn't called for it.
            context["cursor"].cursor.execute("SELECT set_config('lock_timeout', %s, true)", [LOCK_TIMEOUT])
        return execute(sql, params, many, context)

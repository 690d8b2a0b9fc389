"""Renames of what an existing database calls otherwise than the new chain: in one transaction, and taken back so."""

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager

from django.core.management.base import CommandError
from django.db import DatabaseError, connections, transaction
from django.db.backends.utils import CursorWrapper

from project.migration_audit.rebuild.journal import Rename
from project.migration_audit.rebuild.live_picture import Picture, differing, live_picture
from project.migration_audit.rebuild.statements import statement

_NAME = r'(?:"(?:[^"]|"")+"|[\w$]+)'
_OF_PART = re.compile(
    rf"(?P<begin>.*\sRENAME\s+(?:CONSTRAINT|COLUMN)\s+)(?P<old>{_NAME})\s+TO\s+(?P<new>{_NAME})", re.S
)
_OF_WHOLE = re.compile(
    rf"(?P<begin>ALTER\s+.*?)(?P<old>{_NAME})(?P<middle>(?:\s+ON\s+.*?)?\s+RENAME\s+TO\s+)(?P<new>{_NAME})", re.S
)


def rename_of(sql: str) -> Rename:
    """The statement with the one that takes it back; a CommandError for one that has none."""
    text = sql.strip().rstrip(";").strip()
    if found := _OF_PART.fullmatch(text):
        undo = f"{found['begin']}{found['new']} TO {found['old']}"
    elif found := _OF_WHOLE.fullmatch(text):
        undo = f"{found['begin']}{found['new']}{found['middle']}{found['old']}"
    else:
        raise CommandError(f"Nothing was changed: nobody knows how to take this back: {text}.")
    return Rename(sql=text, undo_sql=undo)


def apply_renames(using: str, renames: Sequence[Rename]) -> Picture | None:
    """Run them; the picture afterwards.

    They are run, taken back and run again in one transaction, so that what is committed is known to change nothing
    but names and to be undone by what the journal holds. A CommandError where a lock or a name isn't to be had.
    """
    with _in_a_transaction(using) as cursor:
        before = live_picture(using)
        _run(cursor, [rename.sql for rename in renames])
        after = live_picture(using)
        _run(cursor, [rename.undo_sql for rename in reversed(renames)])
        if differing(before or {}, live_picture(using) or {}):
            raise CommandError(f"The renames in database {using!r} can't be taken back exactly, so they were not run.")
        _run(cursor, [rename.sql for rename in renames])
    return after


def take_back_renames(using: str, renames: Sequence[Rename], *, before: Picture | None) -> None:
    """Run their opposites where the database isn't as `before`; a CommandError where that doesn't make it so."""
    if not renames or before is None or not differing(before, live_picture(using) or {}):
        return
    with _in_a_transaction(using) as cursor:
        _run(cursor, [rename.undo_sql for rename in reversed(renames)])
        if places := differing(before, live_picture(using) or {}):
            raise CommandError(
                f"The names in database {using!r} can't be put back: {', '.join(places[:3])} changed meanwhile. "
                "Undo that change, then run rebuild_migrations again."
            )


@contextmanager
def _in_a_transaction(using: str) -> Iterator[CursorWrapper]:
    try:
        with transaction.atomic(using), connections[using].cursor() as cursor:
            cursor.execute(statement("rename_limits"))
            yield cursor
    except DatabaseError as error:
        first_line = str(error).strip().partition("\n")[0]
        raise CommandError(f"The renames in database {using!r} could not be run ({first_line}).") from error


def _run(cursor: CursorWrapper, statements: Sequence[str]) -> None:
    for one in statements:
        cursor.execute(one)

"""Executes the statements of the code in a schema that is there for nothing else, and has PostgreSQL describe it."""

from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass

from django.db import DataError, IntegrityError, InternalError, NotSupportedError, ProgrammingError

from project.schema_audit.building.ddl import Ddl
from project.schema_audit.building.lock_estimate import Steps, batches
from project.schema_audit.guard import Failure, one_line
from project.schema_audit.of_migrations.own_statements import OwnStatements
from project.schema_audit.reading.snapshot import Rows, in_full, read_texts, read_views
from project.schema_audit.session import Session, savepoint

REFUSED = (ProgrammingError, NotSupportedError, DataError, InternalError, IntegrityError)


class ScratchUnavailableError(Exception):
    """The schema of the code can't be had in this way; the text is the reason, to stand after `since`."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The rows of the built schema, and the tables that PostgreSQL refused."""

    rows: Rows
    failures: tuple[Failure, ...]


def make(session: Session, ddl: Ddl, own: OwnStatements, *, available_locks: int | None = None) -> tuple[Failure, ...]:
    """Every table first, then what needs all tables; a refused table takes part no more.

    With `available_locks` in steps that fit them, each a transaction of its own where the session is in none.
    """
    _try_each(session, own.before)
    failures = list(_make_all(session, [(table.table, table.create) for table in ddl.tables], available_locks))
    refused = {failure.step for failure in failures}
    standing = [(table.table, table.finish) for table in ddl.tables if table.table not in refused]
    failures += _make_all(session, standing, available_locks)
    _try_each(session, own.after)
    return tuple(failures)


def described(session: Session, schema: str) -> Rows:
    """The rows of the one schema, which has to be first in the search path."""
    rows = in_full(session.cursor, read_texts(session.cursor, [schema]), objects=True)
    leaving = [row[1] for row in rows.parts["constraints"] if row[14]]
    if leaving:
        raise ScratchUnavailableError(f"foreign keys leave the scratch schema: {', '.join(sorted(leaving))}")
    # What a view reads elsewhere is nobody's here: it would be described by other words.
    rows.parts["objects"] += [view for view in read_views(session.cursor, [schema]) if view[5]]
    return rows


def _make_all(session: Session, steps: Steps, available_locks: int | None) -> Iterator[Failure]:
    for batch in [steps] if available_locks is None else batches(steps, available_locks):
        yield from _make(session, batch)


def _try_each(session: Session, statements: Iterable[str]) -> None:
    """What migrations make with SQL of their own, as far as it can be made here: the rest is not checked."""
    for statement in statements:
        with suppress(*REFUSED), savepoint(session):
            session.cursor.execute(statement)


def _make(session: Session, steps: Steps) -> Iterator[Failure]:
    """All in one statement list; one that is refused is tried in halves, to find the tables that are."""
    try:
        with savepoint(session):
            session.cursor.execute("\n".join(line for _, lines in steps for line in lines) or "SELECT")
    except REFUSED as error:
        if len(steps) == 1:
            yield Failure(step=steps[0][0], error=one_line(error))
            return
        middle = len(steps) // 2
        yield from _make(session, steps[:middle])
        yield from _make(session, steps[middle:])

"""Builds the tables of the code in the schema of temporary tables, lets PostgreSQL describe them, and rolls back."""

from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass

from django.db import DataError, IntegrityError, InternalError, NotSupportedError, ProgrammingError, transaction

from project.schema_audit.ddl import Ddl
from project.schema_audit.guard import Failure, one_line
from project.schema_audit.own_statements import OwnStatements
from project.schema_audit.session import Session, open_session
from project.schema_audit.snapshot import Rows, read_rows

_REFUSED = (ProgrammingError, NotSupportedError, DataError, InternalError, IntegrityError)


class ScratchUnavailableError(Exception):
    """The role may not make temporary tables here, or the server takes no writes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Built:
    """The rows of the built schema, and the tables that PostgreSQL refused."""

    rows: Rows
    failures: tuple[Failure, ...]


def build(using: str, ddl: Ddl, own: OwnStatements) -> Built:
    """The picture of what the statements make; nothing of it stays. Needs the TEMP privilege only."""
    with open_session(using) as session:
        if session.read_only:
            raise ScratchUnavailableError("the server is a read-only replica")
        if not session.may_make_temporary:
            raise ScratchUnavailableError("the role has no TEMPORARY privilege on this database")
        session.cursor.execute(f"SET LOCAL search_path TO pg_temp, {session.path_setting.removesuffix(', pg_temp')}")
        _try_each(session, own.before)
        failures = _execute(session, ddl)
        _try_each(session, own.after)
        session.cursor.execute("SELECT pg_my_temp_schema()::regnamespace::text")
        rows = read_rows(session.cursor, [session.cursor.fetchone()[0]])
    _refuse_leaving_keys(rows)
    return Built(rows=rows, failures=failures)


def _execute(session: Session, ddl: Ddl) -> tuple[Failure, ...]:
    """Every table first, then what needs all tables; a refused table takes part no more."""
    failures = list(_create(session, [(table.table, table.create) for table in ddl.tables]))
    refused = {failure.step for failure in failures}
    standing = [(table.table, table.finish) for table in ddl.tables if table.table not in refused]
    return (*failures, *_create(session, standing))


def _try_each(session: Session, statements: tuple[str, ...]) -> None:
    """What migrations make with SQL of their own, as far as it can be made here: the rest is not checked."""
    for statement in statements:
        with suppress(*_REFUSED), transaction.atomic(session.alias):
            session.cursor.execute(statement)


def _create(session: Session, tables: list[tuple[str, tuple[str, ...]]]) -> Iterator[Failure]:
    """All in one statement list; one that is refused is tried in halves, to find the tables that are."""
    try:
        with transaction.atomic(session.alias):
            session.cursor.execute("\n".join(line for _, lines in tables for line in lines) or "SELECT")
    except _REFUSED as error:
        if len(tables) == 1:
            yield Failure(step=tables[0][0], error=one_line(error))
            return
        middle = len(tables) // 2
        yield from _create(session, tables[:middle])
        yield from _create(session, tables[middle:])


def _refuse_leaving_keys(rows: Rows) -> None:
    leaving = [row[1] for row in rows.parts["constraints"] if row[5] not in (None, *rows.path)]
    if leaving:
        raise ScratchUnavailableError(f"foreign keys leave the scratch schema: {', '.join(sorted(leaving))}")

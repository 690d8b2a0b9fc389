"""Builds the tables of the code in the schema of temporary tables, lets PostgreSQL describe them, and rolls back."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.db import DataError, IntegrityError, InternalError, NotSupportedError, ProgrammingError, transaction

from project.schema_audit.ddl import Ddl
from project.schema_audit.guard import Failure, one_line
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


def build(using: str, ddl: Ddl) -> Built:
    """The picture of what the statements make; nothing of it stays. Needs the TEMP privilege only."""
    with open_session(using) as session:
        if session.read_only:
            raise ScratchUnavailableError("the server is a read-only replica")
        if not session.may_make_temporary:
            raise ScratchUnavailableError("the role has no TEMPORARY privilege on this database")
        session.cursor.execute(f"SET LOCAL search_path TO pg_temp, {session.path_setting.removesuffix(', pg_temp')}")
        failures = _execute(session, ddl)
        session.cursor.execute("SELECT pg_my_temp_schema()::regnamespace::text")
        rows = read_rows(session.cursor, [session.cursor.fetchone()[0]])
    _refuse_leaving_keys(rows)
    return Built(rows=rows, failures=failures)


def _execute(session: Session, ddl: Ddl) -> tuple[Failure, ...]:
    """Everything in one statement list; only where that is refused, table by table to see which."""
    statements = [line for part in ("create", "finish") for table in ddl.tables for line in getattr(table, part)]
    try:
        with transaction.atomic(session.alias):
            session.cursor.execute("\n".join(statements) or "SELECT")
    except _REFUSED:
        return tuple(_execute_apart(session, ddl))
    return ()


def _execute_apart(session: Session, ddl: Ddl) -> Iterator[Failure]:
    refused: set[str] = set()
    for part in ("create", "finish"):
        for table in ddl.tables:
            if table.table in refused:
                continue
            try:
                with transaction.atomic(session.alias):
                    for line in getattr(table, part):
                        session.cursor.execute(line)
            except _REFUSED as error:
                refused.add(table.table)
                yield Failure(step=table.table, error=one_line(error))


def _refuse_leaving_keys(rows: Rows) -> None:
    leaving = [row[1] for row in rows.parts["constraints"] if row[5] not in (None, *rows.path)]
    if leaving:
        raise ScratchUnavailableError(f"foreign keys leave the scratch schema: {', '.join(sorted(leaving))}")

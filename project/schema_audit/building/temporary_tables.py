"""The first rungs: temporary tables, which nobody else sees and which lock nothing real; they need TEMP only."""

from project.schema_audit.building.ddl import Ddl
from project.schema_audit.building.lock_estimate import estimated_locks, fits_at_once, lockable
from project.schema_audit.building.making import Built, ScratchUnavailableError, described, make
from project.schema_audit.building.second_connection import second_session
from project.schema_audit.fixes.words import quoted
from project.schema_audit.of_migrations.own_statements import OwnStatements
from project.schema_audit.session import Session, rolled_back
from project.schema_audit.statements import statement

_DROPPED_AT_ONCE = 50


def at_once(session: Session, ddl: Ddl, own: OwnStatements) -> Built:
    """All in one transaction that is rolled back, where the server has locks enough."""
    _check_allowed(session)
    needed, available = estimated_locks(ddl.lines()), lockable(session.cursor)
    if not fits_at_once(needed, available):
        raise ScratchUnavailableError(
            f"one transaction would take about {needed:,} of the server's {available:,} locks"
        )
    with rolled_back(session) as scratch:
        scratch.cursor.execute(f"SET LOCAL search_path TO {_path(session)}")
        failures = make(scratch, ddl, own)
        return Built(rows=described(scratch, _own_schema(scratch)), failures=failures)


def in_batches(session: Session, ddl: Ddl, own: OwnStatements) -> Built:
    """Committed by and by on a connection of its own, and dropped in the same way, so that few locks are held."""
    _check_allowed(session)
    with second_session(session) as scratch:
        _check_direct(scratch)
        scratch.cursor.execute(f"SET search_path TO {_path(session)}")
        try:
            failures = make(scratch, ddl, own, available_locks=lockable(scratch.cursor))
            return Built(rows=described(scratch, _own_schema(scratch)), failures=failures)
        finally:
            _drop(scratch)


def _check_allowed(session: Session) -> None:
    if session.read_only:
        raise ScratchUnavailableError("the server or the role's transactions are read-only")
    if not session.may_make_temporary:
        raise ScratchUnavailableError("the role has no TEMPORARY privilege on this database")


def _check_direct(scratch: Session) -> None:
    """A pooler that gives each transaction another server process would lose the tables, and leave them to others."""
    scratch.cursor.execute("SELECT pg_backend_pid()")
    if scratch.connection.connection.info.backend_pid != scratch.cursor.fetchone()[0]:
        raise ScratchUnavailableError("a connection pooler stands before the server")


def _path(session: Session) -> str:
    return f"pg_temp, {session.path_setting.removesuffix(', pg_temp')}"


def _own_schema(scratch: Session) -> str:
    scratch.cursor.execute("SELECT pg_my_temp_schema()::regnamespace::text")
    return str(scratch.cursor.fetchone()[0])


def _drop(scratch: Session) -> None:
    """At the end of a session PostgreSQL would drop all at once, for which the locks don't suffice."""
    scratch.cursor.execute(statement("temporary_tables"))
    names = [f"pg_temp.{quoted(name)}" for (name,) in scratch.cursor.fetchall()]
    for start in range(0, len(names), _DROPPED_AT_ONCE):
        scratch.cursor.execute(f"DROP TABLE IF EXISTS {', '.join(names[start : start + _DROPPED_AT_ONCE])} CASCADE")

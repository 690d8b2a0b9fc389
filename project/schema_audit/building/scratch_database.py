"""The rung for a role that may only create databases: a new one, filled by and by, and dropped."""

from collections.abc import Iterator
from contextlib import contextmanager, suppress

from django.db import ProgrammingError

from project.schema_audit.building.ddl import Ddl
from project.schema_audit.building.lock_estimate import lockable
from project.schema_audit.building.making import REFUSED, Built, ScratchUnavailableError, described, make
from project.schema_audit.building.scratch_schema import in_ordinary_schema
from project.schema_audit.building.second_connection import second_session
from project.schema_audit.fixes.words import quoted
from project.schema_audit.of_migrations.own_statements import OwnStatements
from project.schema_audit.session import Session, savepoint
from project.schema_audit.statements import statement

_SCHEMA = "public"


def build(session: Session, ddl: Ddl, own: OwnStatements) -> Built:
    """Needs CREATEDB; extensions are created there as far as the role may, and what needs another one is refused."""
    if session.read_only:
        raise ScratchUnavailableError("nothing can be created")
    with _database(session) as name, second_session(session, database=name) as scratch:
        scratch.cursor.execute(f"SET search_path TO {_SCHEMA}")
        for extension in session.extensions:
            with suppress(*REFUSED), savepoint(scratch):
                scratch.cursor.execute(f"CREATE EXTENSION IF NOT EXISTS {quoted(extension.split()[0])} CASCADE")
        failures = make(scratch, ddl, in_ordinary_schema(own), available_locks=lockable(scratch.cursor))
        return Built(rows=described(scratch, _SCHEMA), failures=failures)


@contextmanager
def _database(session: Session) -> Iterator[str]:
    """One for each inspected database: whoever comes while it is used waits, and what a crash left is replaced."""
    with second_session(session) as administration:
        administration.cursor.execute(statement("scratch_database"))
        (name, encoding) = administration.cursor.fetchone()
        try:
            administration.cursor.execute(f"DROP DATABASE IF EXISTS {quoted(name)}")
            administration.cursor.execute(
                f"CREATE DATABASE {quoted(name)} TEMPLATE template0 ENCODING '{encoding}' LC_COLLATE 'C' LC_CTYPE 'C'"
            )
        except ProgrammingError:
            raise ScratchUnavailableError("it may not create a database") from None
        try:
            yield name
        finally:
            # Without FORCE: PostgreSQL then ends an autovacuum worker by itself, which FORCE refuses to a plain role.
            administration.cursor.execute(f"DROP DATABASE IF EXISTS {quoted(name)}")

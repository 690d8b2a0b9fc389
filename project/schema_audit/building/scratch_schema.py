"""The rung for a role without TEMP: a schema made and rolled back; no key leaves it, so that nothing real is locked."""

from dataclasses import replace

from django.db import ProgrammingError

from project.schema_audit.building.ddl import Ddl
from project.schema_audit.building.lock_estimate import estimated_locks, fits_at_once, lockable
from project.schema_audit.building.making import Built, ScratchUnavailableError, described, make
from project.schema_audit.of_migrations.own_statements import OwnStatements
from project.schema_audit.session import Session, rolled_back, savepoint

_SCHEMA = "schema_audit_scratch"


def build(session: Session, ddl: Ddl, own: OwnStatements) -> Built:
    """Needs CREATE on the database."""
    if session.read_only or not fits_at_once(estimated_locks(ddl.lines()), lockable(session.cursor)):
        raise ScratchUnavailableError("a schema made for it takes as many")
    with rolled_back(session) as scratch:
        try:
            with savepoint(scratch):
                scratch.cursor.execute(f"CREATE SCHEMA {_SCHEMA}")
        except ProgrammingError:
            raise ScratchUnavailableError("it may not create a schema either") from None
        scratch.cursor.execute(f"SET LOCAL search_path TO {_SCHEMA}, {session.path_setting}")
        failures = make(scratch, ddl, in_ordinary_schema(own))
        return Built(rows=described(scratch, _SCHEMA), failures=failures)


def in_ordinary_schema(own: OwnStatements) -> OwnStatements:
    """Triggers call functions of the first schema of the search path by their bare name, unlike those of pg_temp."""
    return replace(own, after=tuple(line.replace(" pg_temp.", " ") for line in own.after))

"""Tries the ways to build one after the other, from the one that needs least."""

from collections.abc import Callable, Mapping

from django.db import OperationalError

from project.schema_audit.building import scratch_database, scratch_schema, temporary_tables
from project.schema_audit.building.ddl import Ddl
from project.schema_audit.building.making import Built, ScratchUnavailableError
from project.schema_audit.of_migrations.own_statements import OwnStatements
from project.schema_audit.session import Session

_OUT_OF_MEMORY = "53200"

Rung = Callable[[Session, Ddl, OwnStatements], Built]

RUNGS: Mapping[str, Rung] = {
    "built": temporary_tables.at_once,
    "built in batches": temporary_tables.in_batches,
    "built in a scratch schema": scratch_schema.build,
    "built in a scratch database": scratch_database.build,
}


def climb(session: Session, ddl: Ddl, own: OwnStatements, rungs: Mapping[str, Rung] = RUNGS) -> tuple[Built, str]:
    """What was built, and how; `ScratchUnavailableError` with every reason where nothing could be."""
    refusals: dict[str, None] = {}
    for name, build in rungs.items():
        try:
            return build(session, ddl, own), name
        except ScratchUnavailableError as refused:
            refusals[str(refused)] = None
        except OperationalError as error:
            if not _out_of_locks(error):
                raise
            refusals["the server's locks are all taken"] = None
    raise ScratchUnavailableError(", and ".join(refusals))


def _out_of_locks(error: OperationalError) -> bool:
    """PostgreSQL's `out of shared memory`: others hold more than their half."""
    driver = error.__cause__
    return _OUT_OF_MEMORY in (getattr(driver, "pgcode", None), getattr(driver, "sqlstate", None))

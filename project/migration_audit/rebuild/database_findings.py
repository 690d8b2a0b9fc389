"""What in a database keeps a rebuild from beginning: drift, no right to build beside it, another kind of database."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial

from django.db import connections

from project.findings import Direction, Finding, Severity, by_hand
from project.migration_audit.rebuild.statements import statement
from project.schema_audit.audit import audit
from project.schema_audit.fixes.words import quoted
from project.schema_audit.guard import Failure, guarded

# Findings that say: the comparison itself did not happen.
NOT_COMPARED = frozenset({"detector_failed", "expected_unavailable"})


def database_findings(databases: Sequence[str], labels: Collection[str]) -> Iterator[Finding]:
    """Every finding says which database it is about."""
    for alias in databases:
        found = list(_another_kind(alias)) or [*_no_createdb(alias), *_drift(alias, labels)]
        yield from (_said_of(finding, alias) if len(databases) > 1 else finding for finding in found)


def _another_kind(alias: str) -> Iterator[Finding]:
    if (vendor := connections[alias].vendor) != "postgresql":
        note = "Name the PostgreSQL database with --database."
        yield _finding("not_postgresql", f"Database {alias!r} is {vendor}: a rebuild is proven on PostgreSQL.", note)


def _no_createdb(alias: str) -> Iterator[Finding]:
    with connections[alias].cursor() as cursor:
        cursor.execute(statement("may_create_databases"))
        role, may = cursor.fetchone()
    if not may:
        message = f"Role {role!r} may create neither databases nor schemas: nothing can be proven without scratch ones."
        yield _finding("createdb_missing", message, f"As a superuser: ALTER ROLE {quoted(role)} CREATEDB.")


def _drift(alias: str, labels: Collection[str]) -> Iterator[Finding]:
    """Differences between the database and the code that nobody accepted; the schema audit tells them."""
    audited = guarded("schema audit", partial(audit, alias, app_labels=tuple(labels)))
    if isinstance(audited, Failure):
        yield _finding("not_compared", f"The database was not compared with the code: {audited.error}.", "")
        return
    for finding in audited.findings:
        is_difference = finding.cause is not None or finding.code in NOT_COMPARED
        if is_difference and finding.severity is not Severity.INFO and not finding.waived:
            yield finding


def _said_of(finding: Finding, alias: str) -> Finding:
    details: Mapping[str, str] = {**dict(finding.details), "database": alias}
    return replace(finding, message=f"Database {alias!r}: {finding.message}", details=tuple(details.items()))


def _finding(code: str, message: str, note: str) -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        message=message,
        fix=by_hand(Direction.DATABASE, note) if note else None,
    )

"""Asks the migrations where each finding comes from; nothing is loaded where nothing was found."""

from dataclasses import replace
from functools import partial

from project.findings import Finding
from project.schema_audit.authorship import Authorship
from project.schema_audit.cause import cause_of, in_words, place
from project.schema_audit.detect import detect
from project.schema_audit.guard import Failure, guarded
from project.schema_audit.matching import Comparison
from project.schema_audit.migration_sides import MigrationSides, load_migrations, migration_sides
from project.schema_audit.session import Session

# What no migration makes: checks that could not run, and what rows and roles do.
_NOT_COMPARED = frozenset(
    {
        "expected_unavailable",
        "detector_failed",
        "sequence_behind",
        "key_headroom",
        "table_privileges",
        "dangling_rows",
        "null_rows",
        "duplicate_rows",
        "rows_breaking_check",
    }
)


def with_causes(session: Session, findings: list[Finding], comparison: Comparison) -> list[Finding]:
    """The findings, each with its cause; without one where the migrations themselves can't be read."""
    if all(finding.code in _NOT_COMPARED or finding.cause for finding in findings):
        return findings
    outcome = guarded("the migrations", partial(_read_migrations, session, comparison))
    if isinstance(outcome, Failure):
        return [_unexplained(finding, outcome) for finding in findings]
    sides, authorship = outcome
    against_state = frozenset(place(finding) for finding in detect(sides.state))
    against_applied = frozenset(place(finding) for finding in detect(sides.applied))
    owners = {**sides.applied.owners, **sides.state.owners, **comparison.owners}
    return [
        finding
        if finding.code in _NOT_COMPARED or finding.cause
        else in_words(
            finding,
            cause_of(finding, against_state=against_state, against_applied=against_applied),
            authorship,
            owners.get(finding.table or ""),
        )
        for finding in findings
    ]


def _read_migrations(session: Session, comparison: Comparison) -> tuple[MigrationSides, Authorship]:
    loader = load_migrations(session.alias)
    return migration_sides(session, loader, comparison), Authorship(loader)


def _unexplained(finding: Finding, failure: Failure) -> Finding:
    return replace(finding, cause_detail=f"The migrations could not be read: {failure.error}")

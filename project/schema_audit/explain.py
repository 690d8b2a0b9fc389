"""Asks the migrations where each finding comes from; nothing is loaded where nothing was found."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from typing import TypeVar

from project.findings import Finding
from project.schema_audit.cause import cause_of, in_words, place
from project.schema_audit.detect import detect
from project.schema_audit.detectors.exchanges import TOLD_BY_NAMES
from project.schema_audit.guard import Failure, guarded
from project.schema_audit.matching import Comparison
from project.schema_audit.of_migrations.authorship import Authorship
from project.schema_audit.of_migrations.files import load_migrations
from project.schema_audit.of_migrations.left_behind import left_by_django, made_by_migration, own_texts
from project.schema_audit.of_migrations.sides import MigrationSides, migration_sides
from project.schema_audit.session import Session, savepoint

T = TypeVar("T")

# What no migration makes: checks that could not run, and what rows and roles do.
_NOT_COMPARED = frozenset(
    {
        "expected_unavailable",
        "detector_failed",
        "sequence_behind",
        "key_headroom",
        "not_checked",
        "table_privileges",
        "dangling_rows",
        "null_rows",
        "duplicate_rows",
        "rows_breaking_check",
    }
)


def with_causes(session: Session, findings: list[Finding], comparison: Comparison) -> list[Finding]:
    """The findings, each with its cause; without one where the migrations themselves can't be read.

    What a migration made with SQL or Python of its own is no difference and is left out.
    """
    if not any(map(_is_open, findings)):
        return findings
    loader = _of_migrations(session, partial(load_migrations, session.alias))
    if isinstance(loader, Failure):
        return [_unexplained(finding, loader) for finding in findings]
    texts = own_texts(loader)
    findings = [one for one in findings if not made_by_migration(one, texts)]
    if not any(map(_is_open, findings)):
        return findings
    sides = _of_migrations(session, partial(migration_sides, session, loader, comparison))
    if isinstance(sides, Failure):
        return [_unexplained(finding, sides) for finding in findings]
    authorship = Authorship(loader)
    explained = _explained(findings, sides, authorship, comparison)
    names = {index.name for table in comparison.expected.tables.values() for index in table.indexes}
    return [
        finding
        for finding in explained
        if not left_by_django(finding, names) and not _renamed_by_migrations(finding, comparison, authorship)
    ]


def _of_migrations(session: Session, call: Callable[[], T]) -> T | Failure:
    """A table of migrations that can't be read leaves the transaction as it was."""

    def undone_if_it_fails() -> T:
        with savepoint(session):
            return call()

    return guarded("the migrations", undone_if_it_fails)


def _is_open(finding: Finding) -> bool:
    return finding.cause is None and finding.code not in _NOT_COMPARED


def _renamed_by_migrations(finding: Finding, comparison: Comparison, authorship: Authorship) -> bool:
    """Whether names of keys that seem exchanged are those that renamed models kept."""
    if TOLD_BY_NAMES not in finding.details:
        return False
    names = (name for circle in comparison.exchanged if finding.table in circle.right for name in circle.right)
    return any(authorship.renames(comparison.owners[name]) for name in names)


def _explained(
    findings: list[Finding], sides: MigrationSides, authorship: Authorship, comparison: Comparison
) -> list[Finding]:
    against_state = frozenset(place(finding) for finding in detect(sides.state))
    against_applied = frozenset(place(finding) for finding in detect(sides.applied))
    owners = {**sides.applied.owners, **sides.state.owners, **comparison.owners}
    explained = []
    for finding in findings:
        if _is_open(finding):
            cause = cause_of(finding, against_state=against_state, against_applied=against_applied)
            explained.append(in_words(finding, cause, authorship, owners.get(finding.table or "")))
        else:
            explained.append(finding)
    return explained


def _unexplained(finding: Finding, failure: Failure) -> Finding:
    return replace(finding, cause_detail=f"The migrations could not be read: {failure.error}")

"""Audits from the command line leave a run behind as well: the recorder that `AUDIT_RECORDER` names."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import DEFAULT_DB_ALIAS, DatabaseError, transaction
from django.db.models.functions import Now

from project.findings import Finding, Severity, to_report
from project.recording import Journal, SeenMigration, Stored
from project.reports.fix_journal import row_journal, unfinished_journals
from project.reports.granted import granted_waivers
from project.reports.past import past_statistic
from project.reports.record import record
from project.reports.seen_migrations import remember, remembered
from project.runs.models import Kind, Outcome, Run, Trigger
from project.runs.release import release_id
from project.waivers import Waiver

KIND_OF_TOOL = {"check_db_structure": Kind.SCHEMA_AUDIT, "check_migrations": Kind.MIGRATION_AUDIT}
# PostgreSQL's own codes: https://www.postgresql.org/docs/current/errcodes-appendix.html
WHY_NOT = {
    "42P01": "a report table doesn't exist; run `manage.py migrate`, or mend it as check_db_structure says",
    "42703": "the report tables lack a column; run `manage.py migrate`, or add the column that the check names",
    "25006": "the database is read-only",
    "42501": "this database role may not write the report tables",
    "53100": "the database's disk is full",
}


class ReportsRecorder:
    """Satisfies `project.recording.Recorder` with a finished manual run and its findings."""

    def record(
        self, *, tool: str, database: str, findings: Sequence[Finding], stats: Mapping[str, Any], score: float
    ) -> Stored:
        """Store one whole audit, or say why it could not be stored; an audit never fails because of its report."""
        if tool not in KIND_OF_TOOL:
            return Stored(why_not=f"{tool} shows a part of an audit; only whole audits are stored")
        if database != DEFAULT_DB_ALIAS:
            return Stored(why_not=f"the history is that of the {DEFAULT_DB_ALIAS!r} database, not of {database!r}")
        try:
            with transaction.atomic():
                run = finished_run(KIND_OF_TOOL[tool], outcome_of(findings), seconds=float(stats.get("seconds", 0)))
                return record(run, findings, stats=stats, score=score)
        except DatabaseError as error:
            return Stored(why_not=_reason(error))

    def past(self, *, tool: str, database: str, statistic: str) -> Sequence[tuple[datetime, Any]]:
        """Of the runs that left it; their reports are kept for the default database only."""
        kind = KIND_OF_TOOL.get(tool)
        return past_statistic(kind, statistic) if kind and database == DEFAULT_DB_ALIAS else ()

    def waivers(self, *, tool: str, database: str) -> Sequence[Waiver]:
        """Those granted in the admin, which knows the default database only."""
        kind = KIND_OF_TOOL.get(tool)
        return granted_waivers(kind) if kind and database == DEFAULT_DB_ALIAS else ()

    def journal(self, *, run_id: int, database: str) -> Journal | None:
        """Rows of a recorded run of the default database."""
        return row_journal(run_id) if database == DEFAULT_DB_ALIAS else None

    def unfinished(self, *, database: str) -> Sequence[Journal]:
        """The runs with a statement that never told its end."""
        return unfinished_journals() if database == DEFAULT_DB_ALIAS else ()

    def seen_migrations(self, *, database: str) -> Sequence[SeenMigration] | None:
        """The rows of the default database."""
        return remembered() if database == DEFAULT_DB_ALIAS else None

    def remember_migrations(self, *, database: str, seen: Sequence[SeenMigration]) -> None:
        """Rows of the default database."""
        if database == DEFAULT_DB_ALIAS:
            remember(seen)


def outcome_of(findings: Sequence[Finding]) -> Outcome:
    """Something to report from an error upwards, the same level at which the commands exit with 1."""
    return Outcome.REPORTED if to_report(list(findings), Severity.ERROR) else Outcome.CLEAN


def finished_run(kind: Kind, outcome: Outcome, *, seconds: float) -> Run:
    """A manual run that is over already; it never competes with the open run of its kind."""
    return Run.objects.create(
        kind=kind.value,
        trigger=Trigger.MANUAL.value,
        release=release_id(),
        started_at=Now() - timedelta(seconds=seconds),
        finished_at=Now(),
        outcome=outcome.value,
    )


def _reason(error: DatabaseError) -> str:
    code = getattr(error.__cause__, "pgcode", None)
    return WHY_NOT.get(code or "", str(error).strip().partition("\n")[0] or type(error).__name__)

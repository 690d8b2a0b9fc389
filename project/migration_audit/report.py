"""The audit of migrations as a report, and where it is kept."""

from collections.abc import Collection, Iterator, Mapping
from typing import Any

from django.core.management.base import CommandError

from project.findings import Severity, worst_first
from project.migration_audit.audit import Audit
from project.output.report import Report
from project.recording import recorder

TOOL = "check_migrations"


def report_of(
    audited: Audit, *, database: str, app_labels: Collection[str] | None, fail_on: Severity, show_waived: bool
) -> Report:
    """The report of one audit. Nothing to check is a refusal, not a clean report."""
    stats = audited.stats
    if not stats["migrations"] and not audited.findings:
        whose = f"{', '.join(app_labels)} has" if app_labels else "the installed apps have"
        raise CommandError(f"Nothing was checked: {whose} no migrations.")
    return Report(
        tool=TOOL,
        title="Migrations",
        database=database,
        findings=tuple(worst_first(list(audited.findings))),
        stats=stats,
        score=audited.score,
        checked=f"{stats['migrations']} migrations of {stats['apps']} apps, {stats['recorded']} recorded",
        fail_on=fail_on,
        show_waived=show_waived,
    )


def skipped_notes(stats: Mapping[str, Any]) -> Iterator[str]:
    """What was not looked at, in a sentence each: nothing unchecked reads as clean."""
    if stats["graph_read"] and not stats["schema_compared"]:
        yield "Not compared with the schema: it takes PostgreSQL, a record, and a history that can be replayed."
    if stats["graph_read"] and not stats["files_compared"]:
        yield "Edited files were not looked for: nothing remembers them (AUDIT_RECORDER, and its tables, do)."


def stored_note(report: Report, *, app_labels: Collection[str] | None) -> str:
    """Store a whole audit, and say where; an audit of some apps would read as if the others' findings were fixed."""
    if app_labels is not None:
        return "Report not stored: only the audit of all apps is."
    stored = recorder().record(
        tool=report.tool,
        database=report.database,
        findings=report.findings,
        stats=report.stats,
        score=report.score,
    )
    return f"Report {stored}."

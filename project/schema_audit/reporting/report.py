"""The audit of the structure as a report, and where it is kept."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

from project.findings import Severity
from project.output.report import Report
from project.recording import Stored, recorder
from project.schema_audit.audit import Audit

# What isn't about a field: whole tables beside the models, indexes, and names.
_NOT_ABOUT_FIELDS = frozenset(
    {
        "extra_table",
        "missing_index",
        "index_differs",
        "extra_index",
        "invalid_index",
        "duplicate_index",
        "index_name",
        "constraint_name",
        "table_comment",
    }
)
_NAMED = 5
CHECK_DB_STRUCTURE = "check_db_structure"
VALIDATE_DB_FIELDS = "validate_db_fields"


def recorded(audited: Audit, *, database: str) -> Stored:
    """Keep a whole audit as a run, or say why it isn't kept."""
    return recorder().record(
        tool=CHECK_DB_STRUCTURE,
        database=database,
        findings=audited.findings,
        stats=audited.stats,
        score=audited.score,
    )


def structure_report(
    audited: Audit,
    *,
    database: str,
    fail_on: Severity,
    whole: bool,
    show_waived: bool,
    notes: Sequence[str],
    more_stats: Mapping[str, Any],
) -> Report:
    """Everything that was found; a whole audit is stored, one of some apps would read as if the rest were mended."""
    stored = str(recorded(audited, database=database) if whole else "not stored: only an audit of everything is")
    stats = audited.stats
    return Report(
        tool=CHECK_DB_STRUCTURE,
        title="Structure",
        database=database,
        findings=audited.findings,
        stats={**stats, **more_stats, "stored": stored},
        score=audited.score,
        checked=f"{stats['tables_expected']} tables, {stats['fields']} fields{_in(stats)} in {stats['seconds']:.2f} s",
        fail_on=fail_on,
        notes=(*notes, *_not_checked(stats), f"Report {stored}."),
        by_table=True,
        show_waived=show_waived,
    )


def with_columns(report: Report, audited: Audit) -> Report:
    """The report with every field and its column, for a program."""
    return replace(report, stats={**report.stats, "columns": [row._asdict() for row in audited.columns]})


def fields_report(
    audited: Audit, *, database: str, fail_on: Severity, fix_suggestions: bool, show_waived: bool
) -> Report:
    """The findings at columns, foreign keys and rows."""
    findings = [finding for finding in audited.findings if finding.code not in _NOT_ABOUT_FIELDS]
    if not fix_suggestions:
        findings = [replace(finding, fix=None) for finding in findings]
    at_fault = sum(bool(row.codes) for row in audited.columns)
    return Report(
        tool=VALIDATE_DB_FIELDS,
        title="Fields",
        database=database,
        findings=findings,
        stats={**audited.stats, "fields_checked": len(audited.columns), "fields_at_fault": at_fault},
        score=audited.score,
        checked=f"{len(audited.columns)} of {audited.stats['fields']} fields{_in(audited.stats)}",
        fail_on=fail_on,
        notes=tuple(_not_checked(audited.stats)),
        by_table=True,
        show_waived=show_waived,
    )


def _not_checked(stats: Mapping[str, Any]) -> Iterator[str]:
    """What nobody looked at, since only a migration's own SQL or Python tells of it."""
    if left_out := stats.get("not_checked"):
        more = f" and {len(left_out) - _NAMED} more" if len(left_out) > _NAMED else ""
        yield f"Not checked, since only a migration's own SQL or Python makes it: {', '.join(left_out[:_NAMED])}{more}."


def _in(stats: Mapping[str, Any]) -> str:
    """The schemas that were asked for by name."""
    schemas = stats.get("schemas", ())
    return f" of schema{'s' if len(schemas) > 1 else ''} {', '.join(schemas)}" if schemas else ""

"""The only writer of findings: one transaction, set-wise, and the same run is never stored twice."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from django.db import connection, transaction
from django.db.models.functions import Now

from project import findings as said
from project.migration_audit.audit import CONCERNS_EVERY_APP
from project.output.json_report import finding_as_json
from project.recording import Stored
from project.reports.compare import Comparison, News, compare
from project.reports.models import Finding, Observation, Report
from project.runs.models import Run

# With one of these something was not looked at, so that nothing may be declared fixed.
INCOMPLETE = CONCERNS_EVERY_APP | {"detector_failed", "expected_unavailable", "not_checked"}
LOCK = (Path(__file__).parent / "sql" / "one_recording_at_a_time.sql").read_text()


@transaction.atomic
def record(run: Run, findings: Sequence[said.Finding], *, stats: Mapping[str, Any], score: float) -> Stored:
    """Store what a whole audit found and compare it with what is remembered; a second call returns the first's counts.

    A constant number of queries, however many findings.
    """
    with connection.cursor() as cursor:
        cursor.execute(LOCK, {"kind": run.kind})
    if before := Report.objects.filter(run=run).first():
        return _stored(before)
    rows = _remembered(run.kind, findings)
    comparison = compare(
        findings,
        {row.fingerprint: row.resolved_at is None for row in rows.values()},
        whole=all(finding.code not in INCOMPLETE for finding in findings),
    )
    seen = _write_seen(run, comparison, rows)
    gone = [rows[fingerprint] for fingerprint in comparison.fixed]
    Finding.objects.filter(pk__in=[row.pk for row in gone]).update(resolved_at=Now())
    Observation.objects.bulk_create([*_observations(run, comparison, seen), *_last_words(run, gone, after=len(seen))])
    return _stored(_write_report(run, comparison, stats=stats, score=score))


def _remembered(kind: str, findings: Sequence[said.Finding]) -> dict[str, Finding]:
    """The rows of every open trouble of the kind, and of the gone ones that tonight names again."""
    rows = Finding.objects.filter(kind=kind)
    again = rows.filter(fingerprint__in={finding.fingerprint for finding in findings})
    return {row.fingerprint: row for row in rows.open() | again}


def _write_seen(run: Run, comparison: Comparison, rows: Mapping[str, Finding]) -> list[Finding]:
    """One upsert of all troubles of this run, in their order, with their keys."""
    return Finding.objects.bulk_create(
        [_row(run, finding, news, rows.get(finding.fingerprint)) for finding, news in comparison.seen],
        update_conflicts=True,
        unique_fields=["kind", "fingerprint"],
        update_fields=[
            "severity",
            "message",
            "waived",
            "last_seen_at",
            "last_run",
            "times_seen",
            "times_back",
            "resolved_at",
        ],
    )


def _row(run: Run, finding: said.Finding, news: News, before: Finding | None) -> Finding:
    return Finding(
        kind=run.kind,
        fingerprint=finding.fingerprint,
        code=finding.code,
        severity=finding.severity.value,
        table=finding.table or "",
        column=finding.column or "",
        object=finding.object or "",
        message=finding.message,
        waived=finding.waived,
        first_seen_at=Now(),
        last_seen_at=Now(),
        last_run=run,
        times_seen=before.times_seen + 1 if before else 1,
        times_back=(before.times_back if before else 0) + (news is News.BACK),
    )


def _observations(run: Run, comparison: Comparison, rows: Sequence[Finding]) -> list[Observation]:
    return [
        Observation(
            run=run,
            finding=row,
            position=position,
            news=news.value,
            severity=finding.severity.value,
            cause=finding.cause.value if finding.cause else "",
            message=finding.message,
            waived=finding.waived,
            document=finding_as_json(finding),
        )
        for position, ((finding, news), row) in enumerate(zip(comparison.seen, rows, strict=True))
    ]


def _last_words(run: Run, gone: Sequence[Finding], *, after: int) -> list[Observation]:
    return [
        Observation(
            run=run,
            finding=row,
            position=position,
            news=News.FIXED.value,
            severity=row.severity,
            message=row.message,
            waived=row.waived,
        )
        for position, row in enumerate(gone, start=after)
    ]


def _write_report(run: Run, comparison: Comparison, *, stats: Mapping[str, Any], score: float) -> Report:
    return Report.objects.create(
        run=run,
        recorded_at=Now(),
        score=score,
        stats=dict(stats),
        new=comparison.count(News.NEW),
        known=comparison.count(News.KNOWN),
        fixed=comparison.count(News.FIXED),
        back=comparison.count(News.BACK),
    )


def _stored(report: Report) -> Stored:
    return Stored(run_id=report.run_id, new=report.new, known=report.known, fixed=report.fixed, back=report.back)

"""The output contract of the sync, from a finished run or a dry run."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from project.ge_sync.models import Change, Ending, HeldLicense, LicenseOutcome
from project.ge_sync.options import Mode
from project.ge_sync.preview import Preview
from project.ge_sync.reporting.history import told
from project.ge_sync.reporting.summary import REASON, reason
from project.output.json_report import SCHEMA_VERSION, finding_as_json
from project.output.status import Status
from project.runs.models import Outcome, Run

TOOL = "sync_from_ge_server"


def report_of_run(run: Run) -> dict[str, Any]:
    """What a finished run did, with every change."""
    outcomes = LicenseOutcome.objects.filter(run=run).exclude(outcome=Ending.UNCHANGED, code="")
    seconds = (run.finished_at - run.started_at).total_seconds() if run.finished_at and run.started_at else 0.0
    return _report(
        mode=run.summary.get("mode", Mode.FULL.value),
        dry_run=False,
        status=_STATUS.get(Outcome(run.outcome), Status.FAILED),
        run=run.pk,
        as_of=run.summary.get("as_of"),
        requests=run.summary.get("requests", 0),
        seconds=seconds,
        counts=run.summary.get("counts", {}),
        changes=changes_of(run),
        licenses=list(outcomes.order_by("license_number").values(*REASON)),
        findings=run.summary.get("findings", []),
    )


def report_of_preview(seen: Preview, *, mode: Mode, seconds: float) -> dict[str, Any]:
    """What a run would do."""
    told = [ended for ended in seen.endings if ended.outcome is not Ending.UNCHANGED or ended.code]
    findings = [finding_as_json(finding) for finding in seen.findings]
    counts = seen.counts
    something = (
        bool(seen.changes)
        or any(counts[name] for name in (Ending.NEW, Ending.QUARANTINED, Ending.FAILED, Ending.GONE, "conflicts"))
        or any(finding["severity"] != "info" for finding in findings)
    )
    return _report(
        mode=mode.value,
        dry_run=True,
        status=Status.NEEDS_APPROVAL if seen.stopped else Status.REPORTED if something else Status.CLEAN,
        run=None,
        as_of=seen.as_of.isoformat() if seen.as_of else None,
        requests=seen.requests,
        seconds=seconds,
        counts=counts,
        changes=seen.changes,
        licenses=[reason(ended) for ended in sorted(told, key=lambda ended: ended.license_number)],
        findings=findings,
    )


def changes_of(run: Run) -> Iterable[dict[str, Any]]:
    """The recorded changes, or those that wait for approval, in the order of a dry run; read as they are needed."""
    if run.outcome == Outcome.NEEDS_APPROVAL:
        held = HeldLicense.objects.filter(plan=run.pk).order_by("license_number").values_list("changes", flat=True)
        return (change for changes in held.iterator(_AT_ONCE) for change in changes)
    return told(Change.objects.filter(run=run).order_by("license_number", "position").iterator(_AT_ONCE))


# A first load changes millions of fields: rows are read as the report is printed.
_AT_ONCE = 100
_STATUS = {
    Outcome.CLEAN: Status.CLEAN,
    Outcome.REPORTED: Status.REPORTED,
    Outcome.NEEDS_APPROVAL: Status.NEEDS_APPROVAL,
}


def _report(
    *,
    mode: str,
    dry_run: bool,
    status: Status,
    run: int | None,
    as_of: str | None,
    requests: int,
    seconds: float,
    counts: Mapping[str, int],
    changes: Iterable[Mapping[str, Any]],
    licenses: Sequence[Mapping[str, Any]],
    findings: Sequence[Mapping[str, Any]],
) -> dict[str, Any]:
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": TOOL,
        "mode": mode,
        "dry_run": dry_run,
        "status": status.value,
        "run": run,
        "as_of": as_of,
        "requests": requests,
        "seconds": round(seconds, 2),
        "counts": dict(counts),
        "changes": changes,
        "licenses": list(licenses),
        "findings": list(findings),
    }

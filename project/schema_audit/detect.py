"""Runs every detector under the guard: one that crashes is a finding, never a clean report."""

from functools import partial

from project.findings import Finding, Severity
from project.schema_audit.detectors import ALL, Detector
from project.schema_audit.guard import Failure, guarded
from project.schema_audit.matching import Comparison


def detect(comparison: Comparison, detectors: tuple[Detector, ...] = ALL) -> list[Finding]:
    """All findings in the detectors' order, after those that say what could not be checked."""
    failed = [_unbuilt(comparison, table, reason) for table, reason in sorted(comparison.unknown.items())]
    findings: list[Finding] = []
    for detector in detectors:
        outcome = guarded(detector.__name__, partial(_all, detector, comparison))
        if isinstance(outcome, Failure):
            failed.append(_crashed(outcome))
        else:
            findings += outcome
    return failed + findings


def _all(detector: Detector, comparison: Comparison) -> list[Finding]:
    return list(detector(comparison))


def _crashed(failure: Failure) -> Finding:
    message = f"The check {failure.step} crashed, so it said nothing: {failure.error}"
    return Finding(code="detector_failed", severity=Severity.ERROR, message=message, object=failure.step)


def _unbuilt(comparison: Comparison, table: str, reason: str) -> Finding:
    owner = comparison.owners.get(table)
    return Finding(
        code="expected_unavailable",
        severity=Severity.ERROR,
        message=f"The table could not be checked: PostgreSQL or a field refused to build it: {reason}",
        table=table,
        app=owner.app if owner else None,
        model=owner.model if owner else None,
    )

"""The whole migration audit: read once, ask every detector, count."""

import time
from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from project.findings import Finding, Severity
from project.migration_audit.detectors import ALL, Detector
from project.migration_audit.evidence import no_plan, with_evidence
from project.migration_audit.read import read
from project.migration_audit.state import MigrationState
from project.schema_audit.guard import Failure, guarded
from project.schema_audit.known_waivers import after_waivers, known_waivers

# Reported whatever apps were asked for: with these nothing else is known to be right.
CONCERNS_EVERY_APP = frozenset(
    {"unreadable_migration", "missing_dependency", "circular_dependency", "models_not_compared", "detector_failed"}
)
CODES = frozenset(detector.__name__ for detector in ALL)
WAIVERS = "MIGRATION_AUDIT_WAIVERS"
WEIGHT = {Severity.ERROR: 1.0, Severity.WARNING: 0.25, Severity.INFO: 0.0}


@dataclass(frozen=True, kw_only=True)
class Audit:
    """What one audit found; `score` is 100 for nothing wrong, 0 for a graph that can't be read or a bare database."""

    findings: tuple[Finding, ...]
    stats: dict[str, Any]
    score: float


def audit(
    using: str = "default",
    *,
    app_labels: Collection[str] | None = None,
    on_step: Callable[[str], None] | None = None,
) -> Audit:
    """Audit the migrations of these apps (all of them by default) against one database, writing nothing.

    `on_step` hears what is being done, in a few words. Raises OperationalError where the database is away.
    """
    started = time.monotonic()
    step = on_step or (lambda text: None)
    waivers = known_waivers(using, tool="check_migrations", setting=WAIVERS, codes=CODES)
    step("reading migration files, their records and the models")
    state = with_evidence(read(using), on_step=step)
    step(f"comparing {len(state.files)} migrations")
    findings = [f for f in detect(state) if _is_asked_for(f, app_labels)]
    today = date.today()  # noqa: DTZ011  (Django sets the process's zone from TIME_ZONE)
    partly = app_labels or any(finding.code in CONCERNS_EVERY_APP for finding in findings)
    findings = after_waivers(findings, waivers, today=today, within=() if partly else None)
    stats = {**_stats(state, app_labels), "seconds": round(time.monotonic() - started, 3)}
    checked = stats["migrations"] if stats["graph_read"] and state.records else 0
    return Audit(findings=tuple(findings), stats=stats, score=score(findings, checked=checked))


def detect(state: MigrationState, detectors: tuple[Detector, ...] = ALL) -> list[Finding]:
    """All findings in the detectors' order; a detector that crashes is a finding itself."""
    findings: list[Finding] = []
    for detector in detectors:
        found = guarded(detector.__name__, partial(_listed, detector, state))
        findings += [_detector_failed(found)] if isinstance(found, Failure) else found
    return findings


def score(findings: list[Finding], *, checked: int) -> float:
    """100 less the share of migrations in trouble: an error counts fully, a warning a quarter, info nothing."""
    if not checked:
        return 0.0
    trouble = sum(WEIGHT[f.severity] for f in findings if not f.waived)
    return max(0.0, round(100 - 100 * trouble / checked, 2))


def _listed(detector: Detector, state: MigrationState) -> list[Finding]:
    """All at once, so that a detector that crashes half way counts as crashed."""
    return list(detector(state))


def _detector_failed(failure: Failure) -> Finding:
    return Finding(
        code="detector_failed",
        severity=Severity.ERROR,
        message=f"The check {failure.step} crashed ({failure.error}): what it looks for was not checked.",
        object=failure.step,
        actual=failure.error,
    )


def _is_asked_for(finding: Finding, app_labels: Collection[str] | None) -> bool:
    if app_labels is None or finding.app is None or finding.code in CONCERNS_EVERY_APP:
        return True
    return finding.app in app_labels


def _stats(state: MigrationState, app_labels: Collection[str] | None) -> dict[str, Any]:
    def asked(app: str) -> bool:
        return app_labels is None or app in app_labels

    return {
        "apps": sum(1 for app in state.apps.values() if app.migrated and asked(app.label)),
        "apps_without_migrations": sum(1 for app in state.apps.values() if not app.migrated and asked(app.label)),
        "migrations": sum(1 for key in state.files if asked(key.app)),
        "recorded": sum(1 for key in state.recorded if asked(key.app)),
        "pending": sum(1 for key in state.pending if asked(key.app)),
        "model_changes": sum(1 for change in state.model_changes or () if asked(change.app)),
        "graph_read": not state.broken_files and state.broken_graph is None,
        "no_plan": no_plan(state),
        "models_compared": state.model_changes is not None,
        "schema_compared": state.schema_compared,
        "files_compared": state.files_compared,
    }

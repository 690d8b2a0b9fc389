"""The use case: two pictures, the detectors, the causes, the plans. Nothing is written to the inspected database."""

import time
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property, partial
from typing import Any

from project.findings import Finding, Severity, worst_first
from project.schema_audit.detect import detect
from project.schema_audit.detectors.not_checked import not_counted
from project.schema_audit.detectors.rows import rows_in_the_way
from project.schema_audit.evidence import contents, gather
from project.schema_audit.explain import with_causes
from project.schema_audit.field_rows import FieldRow, field_rows
from project.schema_audit.fixes.model_default import default_literal
from project.schema_audit.fixes.planners import with_fixes
from project.schema_audit.fixes.planning import Planning
from project.schema_audit.key_rate import STATISTIC, dated, keys_used
from project.schema_audit.known_waivers import after_waivers, known_waivers
from project.schema_audit.matching import Comparison
from project.schema_audit.pictures import Pictures, take_pictures
from project.schema_audit.questions import CAP
from project.schema_audit.score import score
from project.schema_audit.session import Session, open_session


@dataclass(frozen=True, kw_only=True)
class Audit:
    """What an audit found; no `comparison` where nothing could be compared."""

    findings: tuple[Finding, ...]
    stats: Mapping[str, Any]
    score: float
    comparison: Comparison | None

    @cached_property
    def columns(self) -> tuple[FieldRow, ...]:
        """Each field of every table with what was found at it."""
        return field_rows(self.comparison, self.findings) if self.comparison else ()


def audit(
    using: str = "default",
    *,
    app_labels: Collection[str] | None = None,
    tables: Collection[str] | None = None,
    on_step: Callable[[str], None] | None = None,
) -> Audit:
    """Compare the live database with models and migrations.

    `app_labels` and `tables` narrow what is compared and reported; `names.UnknownNameError` for one that nobody knows.
    `on_step` hears what is being done. The statistics count what was looked at, so that an empty report is no secret.
    """
    step = on_step or _nobody
    waivers = known_waivers(using)
    started = time.monotonic()
    with open_session(using) as session:
        pictures = take_pictures(session, app_labels=app_labels, tables=tables, on_step=step)
        if pictures.comparison is None:
            return _without_expected(pictures, _measured(session, started))
        step("comparing")
        compared = time.monotonic()
        findings = detect(pictures.comparison)
        compare_seconds = pictures.compare_seconds + time.monotonic() - compared
        step("looking for causes")
        findings = with_causes(session, findings, pictures.comparison)
        step("counting rows in the way")
        findings = worst_first(_planned(session, findings, pictures.comparison))
    findings = dated(using, findings)
    within = pictures.comparison.owners if app_labels or tables else None
    today = date.today()  # noqa: DTZ011  (Django sets the process's zone from TIME_ZONE)
    findings = after_waivers(findings, waivers, today=today, within=within)
    stats = pictures.stats() | {"compare_seconds": round(compare_seconds, 4)} | _measured(session, started)
    stats[STATISTIC] = keys_used(pictures.comparison)
    return Audit(
        findings=tuple(findings),
        stats=stats,
        score=score(findings, pictures.fields_by_table()),
        comparison=pictures.comparison,
    )


def _planned(session: Session, findings: list[Finding], comparison: Comparison) -> list[Finding]:
    """The findings and those of the rows behind them, each with its plan."""
    evidence = gather(session, findings, comparison)
    planning = Planning(
        comparison=comparison,
        rows=evidence,
        contents=contents(session, findings, comparison),
        alias=session.alias,
        role=session.role,
        schema="",
        default_of=partial(default_literal, session.alias),
    )
    behind = rows_in_the_way(findings, comparison, evidence.rows, CAP)
    return with_fixes([*findings, *behind, *not_counted(findings, comparison, evidence.late)], planning)


def _measured(session: Session, started: float) -> dict[str, Any]:
    """What it took in all."""
    return {"queries": session.count.sent, "seconds": round(time.monotonic() - started, 4)}


def _without_expected(pictures: Pictures, measured: Mapping[str, Any]) -> Audit:
    """Nothing could be compared: one error, never a clean report."""
    finding = Finding(
        code="expected_unavailable",
        severity=Severity.ERROR,
        message=f"Nothing was compared: what the code expects could not be built, since {pictures.unavailable}.",
    )
    return Audit(findings=(finding,), stats={**pictures.stats(), **measured}, score=0.0, comparison=None)


def _nobody(text: str) -> None:
    """Where nobody listens to the steps."""

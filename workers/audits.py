"""The audits as tasks: claim, look, record, finish."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any, Protocol

from celery import Task, shared_task
from django.db import transaction

from project.findings import Finding
from project.migration_audit.audit import audit as audit_migrations
from project.reports.record import record
from project.reports.recorder import outcome_of
from project.runs.claim import claim_run
from project.schema_audit.audit import audit as audit_structure
from workers.frame import working_on


class Audited(Protocol):
    """What both audits return."""

    @property
    def findings(self) -> Sequence[Finding]: ...
    @property
    def stats(self) -> Mapping[str, Any]: ...
    @property
    def score(self) -> float: ...


@shared_task(name="workers.audits.schema_audit", bind=True)
def schema_audit(self: Task[Any, None], run_id: int) -> None:
    """Audit the live database against the models."""
    _audit(self, run_id, lambda on_step: audit_structure(on_step=on_step))


@shared_task(name="workers.audits.migration_audit", bind=True)
def migration_audit(self: Task[Any, None], run_id: int) -> None:
    """Audit the migration files and models against the recorded migrations."""
    _audit(self, run_id, lambda on_step: audit_migrations(on_step=on_step))


def _audit(task: Task[Any, None], run_id: int, look: Callable[[Callable[[str], None]], Audited]) -> None:
    """One claimed audit; its findings and its end are one transaction, so that a replaced worker leaves neither."""
    claim = claim_run(run_id, worker=str(task.request.hostname), task=str(task.name))
    if claim is None:
        return
    with working_on(claim):
        audited = look(lambda step: claim.extend())
        with transaction.atomic():
            stored = record(claim.run, audited.findings, stats=audited.stats, score=audited.score)
            claim.finish(outcome_of(audited.findings), {"score": audited.score, "stored": str(stored)})

"""Two recorded nights, with every kind of news in them."""

from dataclasses import replace

from django.db.models.functions import Now

from project.findings import Cause, Direction, Finding, Fix, Severity, Tier
from project.reports.record import record
from project.reports.recorder import finished_run
from project.runs.models import Kind, Outcome, Run, Worker

SALE_TYPE = Finding(
    code="column_null",
    severity=Severity.ERROR,
    table="license_invoice",
    column="sale_type",
    message="The column may be NULL in the database and is NOT NULL in the models.",
    expected="NOT NULL",
    actual="NULL",
    cause=Cause.DRIFT,
    cause_detail="license.0001_initial made it NOT NULL, and no migration changed it since.",
    fix=Fix(
        tier=Tier.CONFIRM,
        sql=(
            'ALTER TABLE "license_invoice" ADD CONSTRAINT "license_invoice_sale_type_not_null" '
            'CHECK ("sale_type" IS NOT NULL) NOT VALID',
            'ALTER TABLE "license_invoice" VALIDATE CONSTRAINT "license_invoice_sale_type_not_null"',
        ),
    ),
)
PORT_INDEX = Finding(
    code="index_missing",
    severity=Severity.WARNING,
    table="license_licensedetailsmodel",
    object="license_licensedetailsmodel_port_id_4f1f2c3d",
    message="The index on port_id is missing.",
    cause=Cause.UNAPPLIED_MIGRATION,
    fix=Fix(tier=Tier.CONFIRM, direction=Direction.CODE, note="manage.py migrate license 0002"),
)
SYNCED = {
    "counts": {"new": 3, "changed": 17, "unchanged": 12_480, "verified": 480, "quarantined": 1, "failed": 0},
    "licenses": [
        {"license_number": "0310837893", "outcome": "new"},
        {
            "license_number": "0310837901",
            "outcome": "quarantined",
            "code": "contract_violation",
            "path": "import_items[2].quantity",
            "expected": "decimal text",
            "got": "N/A",
        },
    ],
    "requests": 57,
    "seconds": 3.1,
}


def two_nights() -> dict[str, Run]:
    """Two nights: the second knows one trouble, has a new one, and misses a third."""
    gone = replace(SALE_TYPE, column="invoice_number", message="The column may be NULL.")
    _audit(Kind.SCHEMA_AUDIT, [SALE_TYPE, gone], score=98.5)
    _audit(Kind.MIGRATION_AUDIT, [], score=100)
    Worker.objects.create(
        name="celery@sync-1",
        release="2026.11.22",
        queues=["checks", "housekeeping", "on_demand", "sync"],
        started_at=Now(),
        heartbeat_at=Now(),
    )
    sync = finished_run(Kind.GE_SYNC, Outcome.REPORTED, seconds=3.1)
    Run.objects.filter(pk=sync.pk).update(summary=SYNCED)
    return {
        "structure": _audit(Kind.SCHEMA_AUDIT, [SALE_TYPE, PORT_INDEX], score=99.75),
        "migrations": _audit(Kind.MIGRATION_AUDIT, [], score=100),
        "sync": sync,
    }


def _audit(kind: Kind, findings: list[Finding], *, score: float) -> Run:
    run = finished_run(kind, Outcome.REPORTED if findings else Outcome.CLEAN, seconds=1.2)
    record(run, findings, stats={"models": 37, "fields": 407}, score=score)
    return run

"""What the audit of migrations proves gets into the report's rows, with severity, cause and next step."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder

from project.core.models import PortModel as Port
from project.migration_audit.audit import audit
from project.reports.models import Finding, Observation
from project.reports.record import record
from project.reports.recorder import finished_run
from project.runs.models import Kind, Outcome

pytestmark = pytest.mark.django_db


def _recorded(code: str) -> Observation:
    audited = audit()
    run = finished_run(Kind.MIGRATION_AUDIT, Outcome.REPORTED, seconds=1)
    record(run, audited.findings, stats=audited.stats, score=audited.score)
    return Observation.objects.get(run=run, finding__code=code)


def test_a_healthy_database_has_nothing_to_report() -> None:
    audited = audit()

    assert audited.findings == ()
    assert (audited.stats["schema_compared"], audited.stats["files_compared"]) == (True, True)


def test_a_lost_column_is_a_row_with_its_cause_and_its_fix() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"ALTER TABLE {connection.ops.quote_name(Port._meta.db_table)} DROP COLUMN name")

    seen = _recorded("faked_migration")

    assert (seen.severity, seen.cause, seen.finding.object) == ("error", "drift", "core.0001_initial")
    assert "check_db_structure --fix" in seen.document["fix"]["note"]
    assert Finding.objects.open().count() == 1


def test_a_pending_migration_is_a_row_with_its_sql() -> None:
    MigrationRecorder.Migration.objects.filter(app="reports", name="0003_seen_migrations").delete()

    seen = _recorded("unapplied")

    assert 'CREATE TABLE "reports_seenmigration"' in seen.document["details"]["sql"]

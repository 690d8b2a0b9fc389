from datetime import timedelta

import pytest
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.utils import timezone

from project.findings import Finding, Severity
from project.recording import Stored, recorder
from project.reports.models import Report
from project.runs.models import Outcome, Run, Trigger
from project.runs.release import release_id
from project.schema_audit.audit import audit

pytestmark = pytest.mark.django_db

TROUBLE = Finding(code="column_null", severity=Severity.ERROR, table="t", column="c", message="NULL")
NOTE = Finding(code="column_comment", severity=Severity.INFO, table="t", column="c", message="another comment")


def store(*findings: Finding, tool: str = "check_db_structure", database: str = "default") -> Stored:
    return recorder().record(tool=tool, database=database, findings=findings, stats={"seconds": 2.5}, score=99)


def test_an_audit_from_the_command_line_leaves_a_finished_run() -> None:
    stored = store(TROUBLE)
    run = Run.objects.get(pk=stored.run_id)
    assert (run.trigger, run.outcome, stored.new) == (Trigger.MANUAL, Outcome.REPORTED, 1)
    assert run.release == release_id()
    assert run.started_at is not None
    assert run.finished_at is not None
    assert (run.finished_at - run.started_at).total_seconds() == 2.5


def test_a_note_alone_is_nothing_to_report() -> None:
    assert Run.objects.get(pk=store(NOTE).run_id).outcome == Outcome.CLEAN


def test_an_audit_beside_an_open_run_of_its_kind_is_stored_as_well() -> None:
    Run.objects.create(kind="schema_audit")
    assert store(TROUBLE).run_id is not None


def test_a_view_of_an_audit_is_not_stored() -> None:
    assert "a part of an audit" in store(TROUBLE, tool="validate_db_fields").why_not
    assert not Run.objects.exists()


def test_another_database_has_no_history_here() -> None:
    assert "'default'" in store(TROUBLE, database="replica").why_not


def test_before_the_first_migrate_it_says_so_and_the_audit_goes_on() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE reports_report RENAME TO reports_report_away")
    why = "a report table doesn't exist; run `manage.py migrate`, or mend it as check_db_structure says"
    assert str(store(TROUBLE)) == f"not stored: {why}"
    assert not Run.objects.exists()


def test_a_read_only_database_is_said() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL transaction_read_only = on")
    assert store(TROUBLE).why_not == "the database is read-only"


def _report_of(days_ago: int, **stats: object) -> None:
    run = Run.objects.create(kind="schema_audit", finished_at=timezone.now(), outcome=Outcome.CLEAN)
    Report.objects.create(run=run, recorded_at=timezone.now() - timedelta(days=days_ago), score=100, stats=stats)


def test_past_runs_are_remembered_by_a_statistic_oldest_first() -> None:
    for days_ago, number in ((3, 30), (200, 1), (60, 10)):
        _report_of(days_ago, keys_used={"t.id": number})
    _report_of(5, seconds=1)

    past = recorder().past(tool="check_db_structure", database="default", statistic="keys_used")

    assert [keys for _, keys in past] == [{"t.id": 10}, {"t.id": 30}]


@pytest.mark.parametrize(("tool", "database"), [("check_migrations", "default"), ("check_db_structure", "replica")])
def test_past_runs_of_others_are_not_remembered(tool: str, database: str) -> None:
    _report_of(3, keys_used={"t.id": 30})

    assert list(recorder().past(tool=tool, database=database, statistic="keys_used")) == []


def test_nothing_is_remembered_before_the_first_migrate() -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE reports_report RENAME TO reports_report_away")

    assert recorder().past(tool="check_db_structure", database="default", statistic="keys_used") == []


def test_a_key_that_grew_since_an_earlier_run_has_a_day_on_which_it_is_full() -> None:
    _report_of(30, keys_used={"django_content_type.id": 1_400_000_000})
    ContentType.objects.create(pk=1_700_000_000, app_label="t", model="grown")

    audited = audit()

    [finding] = [one for one in audited.findings if one.code == "key_headroom"]
    full = (timezone.now() + timedelta(days=(2**31 - 1 - 1_700_000_000) / 10_000_000)).date()
    assert finding.message.endswith(f"; at the rate of the last 30 days they run out about {full}.")
    assert audited.stats["keys_used"] == {"django_content_type.id": 1_700_000_000}


def test_a_key_without_history_has_none() -> None:
    ContentType.objects.create(pk=1_700_000_000, app_label="t", model="grown")

    [finding] = [one for one in audit().findings if one.code == "key_headroom"]

    assert finding.message == "79% of the numbers up to 2147483647 are used."

import pytest
from django.db import connection

from project.findings import Finding, Severity
from project.recording import Stored, recorder
from project.runs.models import Outcome, Run, Trigger
from project.runs.release import release_id

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

"""Applied fixes as rows of the run they followed."""

from dataclasses import replace

import pytest
from django.db import connection

from project.applied import Applied, State
from project.findings import Finding, Severity
from project.recording import Journal, recorder
from project.reports.models import AppliedFix
from project.runs.models import Run

pytestmark = pytest.mark.django_db

TROUBLE = Finding(code="column_null", severity=Severity.ERROR, table="t", column="c", message="NULL")
STATEMENT = Applied(
    position=1,
    fingerprint=TROUBLE.fingerprint,
    code="column_null",
    place="t.c",
    sql="ALTER TABLE t ALTER COLUMN c DROP NOT NULL",
    who="somebody",
    undo_sql=("ALTER TABLE t ALTER COLUMN c SET NOT NULL",),
    before="NOT NULL",
    after="NULL",
    completes=True,
)


def _journal() -> Journal:
    stored = recorder().record(tool="check_db_structure", database="default", findings=[TROUBLE], stats={}, score=99)
    journal = recorder().journal(run_id=stored.run_id or 0, database="default")
    assert journal is not None
    return journal


def test_a_statement_is_a_row_before_it_ran_and_the_same_row_after() -> None:
    journal = _journal()
    journal.write(STATEMENT)
    before = AppliedFix.objects.get()
    journal.write(replace(STATEMENT, state=State.APPLIED))
    after = AppliedFix.objects.get()

    assert (before.pk, before.state, before.ended_at) == (after.pk, "pending", None)
    assert (after.state, after.finding.code) == ("applied", "column_null")
    assert after.ended_at is not None


def test_what_was_written_is_read_back() -> None:
    journal = _journal()
    journal.write(STATEMENT)

    assert journal.read() == [STATEMENT]


def test_a_run_with_a_statement_without_an_end_is_named() -> None:
    journal = _journal()
    journal.write(STATEMENT)
    assert [one.name for one in recorder().unfinished(database="default")] == [journal.name]

    journal.write(replace(STATEMENT, state=State.FAILED))
    assert recorder().unfinished(database="default") == []


def test_the_rows_outlive_their_run() -> None:
    journal = _journal()
    journal.write(STATEMENT)

    Run.objects.all().delete()

    assert AppliedFix.objects.get().sql == STATEMENT.sql


def test_there_is_no_journal_of_a_run_that_does_not_exist_or_of_another_database() -> None:
    assert recorder().journal(run_id=10**9, database="default") is None
    assert recorder().journal(run_id=int(_journal().name), database="replica") is None


def test_before_the_first_migrate_there_are_no_rows_and_no_waivers() -> None:
    run_id = int(_journal().name)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE reports_appliedfix")
        cursor.execute("DROP TABLE reports_waiver")

    assert recorder().journal(run_id=run_id, database="default") is None
    assert recorder().unfinished(database="default") == []
    assert recorder().waivers(tool="check_db_structure", database="default") == []

from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from project.findings import Cause, Finding, Severity
from project.recording import Stored
from project.reports import models
from project.reports.compare import News
from project.reports.record import record
from project.reports.recorder import finished_run
from project.runs.models import Kind, Outcome, Run
from project.runs.retention import forget_old_runs

pytestmark = pytest.mark.django_db


def column(name: str, **changes: Any) -> Finding:
    given = {"severity": Severity.ERROR, "message": "NULL in the database", "cause": Cause.DRIFT} | changes
    return Finding(code="column_null", table="license_invoice", column=name, **given)


def night(*findings: Finding, kind: Kind = Kind.SCHEMA_AUDIT) -> Stored:
    return record(a_run(kind), findings, stats={"models": 37}, score=99.5)


def a_run(kind: Kind = Kind.SCHEMA_AUDIT) -> Run:
    return finished_run(kind, Outcome.CLEAN, seconds=1)


def counts(stored: Stored) -> tuple[int, int, int, int]:
    return stored.new, stored.known, stored.fixed, stored.back


def test_a_trouble_is_new_then_known_then_fixed_then_back_again() -> None:
    trouble = column("sale_type")
    nights = [night(trouble), night(trouble), night(), night(trouble)]
    assert [counts(each) for each in nights] == [(1, 0, 0, 0), (0, 1, 0, 0), (0, 0, 1, 0), (0, 0, 0, 1)]
    row = models.Finding.objects.get()
    assert (row.times_seen, row.times_back, row.resolved_at) == (3, 1, None)
    assert row.first_seen_at <= row.last_seen_at


def test_a_fixed_trouble_keeps_its_row_with_the_time() -> None:
    night(column("sale_type"))
    night()
    assert models.Finding.objects.get().resolved_at is not None


def test_what_is_gone_stays_gone_without_being_fixed_again() -> None:
    night(column("sale_type"))
    night()
    assert counts(night()) == (0, 0, 0, 0)


def test_recording_a_run_twice_stores_it_once() -> None:
    run, trouble = a_run(), column("sale_type")
    first = record(run, [trouble], stats={}, score=90)
    again = record(run, [trouble, column("invoice_number")], stats={}, score=80)
    assert again == first
    assert models.Observation.objects.count() == 1
    assert models.Finding.objects.get().times_seen == 1


def test_two_kinds_of_audit_do_not_fix_each_others_findings() -> None:
    night(column("sale_type"))
    assert night(kind=Kind.MIGRATION_AUDIT).fixed == 0
    assert models.Finding.objects.get().resolved_at is None


def test_a_run_with_a_crashed_check_fixes_nothing() -> None:
    night(column("sale_type"))
    crashed = Finding(
        code="detector_failed", severity=Severity.ERROR, object="columns.null", message="the check crashed"
    )
    assert counts(night(crashed)) == (1, 0, 0, 0)
    assert models.Finding.objects.get(column="sale_type").resolved_at is None


def test_an_observation_keeps_what_was_said_word_for_word() -> None:
    night(column("sale_type", waived=True))
    observation = models.Observation.objects.get()
    assert (observation.news, observation.severity, observation.cause) == ("new", "error", "drift")
    assert observation.waived
    assert observation.document["message"] == "NULL in the database"


def test_a_fixed_trouble_is_among_the_observations_of_the_run_that_missed_it() -> None:
    night(column("sale_type"))
    stored = night(column("invoice_number"))
    said = models.Observation.objects.filter(run_id=stored.run_id).values_list("finding__column", "news")
    assert list(said) == [("invoice_number", "new"), ("sale_type", News.FIXED.value)]


def test_a_finding_remembers_the_words_of_its_last_night() -> None:
    night(column("sale_type"))
    night(column("sale_type", message="12 rows hold NULL", severity=Severity.WARNING))
    assert models.Finding.objects.values_list("message", "severity").get() == ("12 rows hold NULL", "warning")


def test_the_score_and_what_was_counted_are_kept() -> None:
    stored = night()
    report = models.Report.objects.get(run_id=stored.run_id)
    assert (report.score, report.stats) == (99.5, {"models": 37})


def test_a_hundred_findings_take_no_more_queries_than_one() -> None:
    night(column("number"))
    with CaptureQueriesContext(connection) as few:
        night(column("sale_type"))
    with CaptureQueriesContext(connection) as many:
        night(*(column(f"column_{number}") for number in range(100)))
    assert len(many) == len(few)


def test_a_long_name_of_an_object_is_stored_whole() -> None:
    name = "lower(" * 100
    night(
        column("sale_type", message="x").with_cause(Cause.DRIFT),
        Finding(code="index_missing", severity=Severity.WARNING, table="t", object=name, message="missing"),
    )
    assert models.Finding.objects.get(code="index_missing").object == name


def test_old_runs_go_and_the_history_of_a_finding_stays() -> None:
    old, latest = night(column("sale_type")), night(column("sale_type"))
    Run.objects.filter(pk=old.run_id).update(finished_at="2020-01-01T00:00:00Z")
    assert forget_old_runs(older_than_days=180) == 1
    assert list(Run.objects.values_list("pk", flat=True)) == [latest.run_id]
    assert models.Finding.objects.get().times_seen == 2


def test_the_last_report_of_a_kind_stays_however_old_it_is() -> None:
    stored = night(column("sale_type"))
    Run.objects.filter(pk=stored.run_id).update(finished_at="2020-01-01T00:00:00Z")
    assert forget_old_runs(older_than_days=180) == 0


def test_a_young_run_stays() -> None:
    night()
    night()
    assert forget_old_runs(older_than_days=180) == 0

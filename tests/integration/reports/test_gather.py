from typing import Any

import pytest
from django.db.models.functions import Now

from project.output.exit_status import ExitStatus
from project.reports.gather import NO_LICENSE, NOT_RECORDED, gather
from project.reports.nightly import Part, Verdict
from project.reports.record import record
from project.reports.recorder import finished_run
from project.runs.models import Kind, Outcome, Run

pytestmark = pytest.mark.django_db


def part_of(run: Run) -> Part:
    return gather([run.pk]).parts[0]


def a_sync(summary: dict[str, Any], outcome: Outcome = Outcome.CLEAN) -> Run:
    run = finished_run(Kind.GE_SYNC, outcome, seconds=1)
    Run.objects.filter(pk=run.pk).update(summary=summary)
    return run


def test_a_recorded_clean_audit_is_clean() -> None:
    run = finished_run(Kind.SCHEMA_AUDIT, Outcome.CLEAN, seconds=1)
    record(run, [], stats={"models": 37, "fields": 407}, score=100)
    part = part_of(run)
    assert (part.verdict, part.checked, part.score) == (Verdict.CLEAN, "37 models, 407 columns", 100)


def test_an_audit_that_recorded_nothing_is_not_clean() -> None:
    part = part_of(finished_run(Kind.SCHEMA_AUDIT, Outcome.CLEAN, seconds=1))
    assert (part.verdict, part.error) == (Verdict.FAILED, NOT_RECORDED)


@pytest.mark.parametrize("outcome", [Outcome.FAILED, Outcome.CANCELLED, Outcome.DID_NOT_RUN])
def test_a_run_that_did_not_come_through_is_not_clean(outcome: Outcome) -> None:
    assert part_of(finished_run(Kind.MIGRATION_AUDIT, outcome, seconds=1)).verdict is Verdict.FAILED


def test_an_unfinished_run_is_not_clean() -> None:
    run = Run.objects.create(kind=Kind.GE_SYNC, started_at=Now())
    assert part_of(run).outcome == "Not finished (running)"
    assert gather([run.pk]).exit_status is ExitStatus.FAILED


def test_a_sync_that_saw_licences_is_clean() -> None:
    part = part_of(a_sync({"counts": {"new": 0, "unchanged": 480}, "licenses": [], "requests": 4}))
    assert part.verdict is Verdict.CLEAN
    assert part.licenses is not None
    assert part.licenses.requests == 4


@pytest.mark.parametrize(
    "summary", [{}, {"counts": {}}, {"counts": {"new": 0}}, {"counts": None, "licenses": "none"}, {"counts": [1]}]
)
def test_a_sync_that_saw_no_licence_is_not_clean(summary: dict[str, Any]) -> None:
    part = part_of(a_sync(summary))
    assert (part.verdict, part.error) == (Verdict.FAILED, NO_LICENSE)


def test_a_sync_that_looked_at_tables_alone_is_clean() -> None:
    run = a_sync({"counts": {}})
    Run.objects.filter(pk=run.pk).update(options={"mode": "structure_only"})
    part = part_of(run)
    assert (part.verdict, part.error) == (Verdict.CLEAN, "")


def test_a_sync_stopped_by_findings_is_something_to_report() -> None:
    run = a_sync({"counts": {}, "findings": [{"code": "missing_column"}]}, Outcome.FAILED)
    Run.objects.filter(pk=run.pk).update(last_error="The structure has 1 error.")
    part = part_of(run)
    assert (part.verdict, part.outcome) == (Verdict.REPORTED, "Stopped by findings")
    assert part.error == "The structure has 1 error."


@pytest.mark.parametrize("counts", [{"failed": 100, "unchanged": 400}, {"new": 0, "failed": 0}])
def test_a_sync_that_failed_with_findings_after_it_had_begun_is_not_stopped_by_them(counts: dict[str, int]) -> None:
    run = a_sync({"counts": counts, "findings": [{"code": "balance_differs"}]}, Outcome.FAILED)
    part = part_of(run)
    assert (part.verdict, part.outcome) == (Verdict.FAILED, "Failed")
    assert gather([run.pk]).exit_status is ExitStatus.FAILED


def test_a_failed_sync_without_findings_has_failed() -> None:
    assert part_of(a_sync({"counts": {}, "findings": []}, Outcome.FAILED)).verdict is Verdict.FAILED


def test_only_licences_in_trouble_are_named() -> None:
    listed = [
        {"license_number": "1", "outcome": "new"},
        {"license_number": "2", "outcome": "quarantined", "path": "items[0]"},
        "nonsense",
    ]
    part = part_of(a_sync({"counts": {"new": 1, "quarantined": 1}, "licenses": listed}, Outcome.REPORTED))
    assert part.licenses is not None
    assert [(each.number, each.path) for each in part.licenses.troubles] == [("2", "items[0]")]

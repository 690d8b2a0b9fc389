import json
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.db.models.functions import Now

from project.reports.order import NIGHT, order_night, was_rung
from project.runs.models import Kind, Outcome, Run, Worker
from project.runs.querysets import SILENT_AFTER
from project.runs.wait import Patience, Waited, nobody_works, wait

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings: Any, tmp_path: Path) -> Path:
    settings.REPORTS_DIR = tmp_path / "reports"
    return tmp_path / "reports"


def nightly(**options: Any) -> tuple[int, str, str]:
    """Exit status, standard output, standard error."""
    out, err = StringIO(), StringIO()
    status = 0
    try:
        call_command("nightly", stdout=out, stderr=err, **options)
    except SystemExit as left:
        status = int(left.code or 0)
    return status, out.getvalue(), err.getvalue()


def a_worker(**changes: Any) -> Worker:
    return Worker.objects.create(**{"name": "w", "started_at": Now(), "heartbeat_at": Now()} | changes)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("broker")
def test_without_wait_a_run_of_each_kind_is_queued() -> None:
    status, out, err = nightly()
    assert (status, err) == (0, "")
    assert "Queued as runs" in out
    assert set(Run.objects.values_list("kind", flat=True)) == set(Kind.values)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("no_broker")
def test_without_redis_the_runs_are_kept_and_that_no_worker_hears_of_them_is_no_success() -> None:
    status, out, err = nightly()
    assert status == 2
    assert "Queued as runs" in out
    assert "Redis can't be reached" in err
    assert Run.objects.count() == len(NIGHT)


def test_runs_that_are_open_already_are_waited_for_and_said() -> None:
    before = Run.objects.create(kind=Kind.GE_SYNC)
    assert before.pk in order_night().run_ids
    _, _, err = nightly()
    assert f"GE sync: run {before.pk} is queued already" in err
    assert Run.objects.count() == len(NIGHT)


def test_what_is_not_finished_in_time_exits_with_2_and_is_told() -> None:
    status, out, _ = nightly(wait=True, timeout_seconds=0)
    assert status == 2
    assert "Not finished after 0 seconds" in out
    assert "3 of 3 parts not done" in out


def test_json_is_one_object_with_every_part() -> None:
    status, out, _ = nightly(wait=True, timeout_seconds=0, format="json")
    report = json.loads(out)
    assert (status, report["tool"], report["status"]) == (2, "nightly", "failed")
    assert [part["kind"] for part in report["parts"]] == [kind.value for kind in NIGHT]
    assert Path(report["html"]).is_file()


def test_the_html_copy_needs_nothing_else(folder: Path) -> None:
    nightly(wait=True, timeout_seconds=0)
    (copy,) = folder.iterdir()
    text = copy.read_text()
    assert "<script" not in text
    assert "http" not in text
    assert "GE sync" in text


def test_a_copy_that_cannot_be_written_leaves_the_report_printed(folder: Path) -> None:
    folder.write_text("a file where the folder should be")
    _, out, err = nightly(wait=True, timeout_seconds=0)
    assert "Nightly report" in out
    assert "HTML copy" not in out
    assert err.count("No HTML copy") == 1


def test_waiting_ends_with_the_runs() -> None:
    run = Run.objects.create(kind=Kind.GE_SYNC, finished_at=Now(), outcome=Outcome.CLEAN)
    shown: list[int] = []
    ended = wait([run.pk], patience=Patience(timeout_seconds=60), show=lambda runs: shown.append(len(runs)))
    assert (ended, shown) == (Waited.DONE, [1])


def test_without_a_worker_waiting_ends_early() -> None:
    run = Run.objects.create(kind=Kind.GE_SYNC)
    patience = Patience(timeout_seconds=60, worker_seconds=0)
    assert wait([run.pk], patience=patience, show=lambda runs: None) is Waited.NO_WORKER


def test_a_worker_that_was_heard_of_lately_counts() -> None:
    a_worker()
    assert not nobody_works([Run.objects.create(kind=Kind.GE_SYNC)])


def test_a_worker_that_fell_silent_does_not_count() -> None:
    a_worker(heartbeat_at=Now() - 2 * SILENT_AFTER)
    assert nobody_works([Run.objects.create(kind=Kind.GE_SYNC)])


def test_a_run_that_was_claimed_has_its_worker() -> None:
    assert not nobody_works([Run.objects.create(kind=Kind.GE_SYNC, started_at=Now())])


def test_whether_the_broker_took_a_message_is_known() -> None:
    silent = Run.objects.create(kind=Kind.GE_SYNC)
    rung = Run.objects.create(kind=Kind.SCHEMA_AUDIT, published_at=Now())
    assert not was_rung([silent.pk])
    assert was_rung([silent.pk, rung.pk])


@pytest.mark.parametrize(
    ("broken", "named"),
    [
        ("DROP TABLE reports_report CASCADE", "reports.Report"),
        ("ALTER TABLE runs_run DROP COLUMN total", "total"),
    ],
)
def test_a_night_that_cannot_be_kept_still_names_what_is_broken(broken: str, named: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(broken)
    status, out, err = nightly(wait=True)
    assert status == 1
    assert "the night can't be kept, no licence is synced" in err
    assert named in out
    assert "Report not stored" in out


def test_a_night_that_cannot_be_kept_has_no_json() -> None:
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE reports_report CASCADE")
    with pytest.raises(CommandError, match="check_db_structure --format json"):
        nightly(wait=True, format="json")


@pytest.mark.parametrize("text", ["0", "-5", "soon"])
def test_a_time_to_wait_that_is_none_is_refused_before_anything_is_queued(text: str) -> None:
    with pytest.raises(CommandError, match="no time to wait"):
        call_command("nightly", f"--timeout-seconds={text}")

    assert not Run.objects.exists()

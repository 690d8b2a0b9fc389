"""The command as people use it: one sentence for what they got wrong, and the exit status that says it."""

import json
import os
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection

from project.runs.models import Kind, Outcome, Run, Trigger
from project.runs.start import start

from .conftest import GEServer, StartServer, Sync

ROOT = Path(__file__).parents[3]
CREDENTIALS = {"GE_CLIENT_ID": "dev", "GE_CLIENT_SECRET": "dev"}


def command(database_url: str, *arguments: str, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Run it as a process of its own against a database of the test's own."""
    return subprocess.run(
        [sys.executable, "manage.py", "sync_from_ge_server", *arguments],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": database_url} | environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def test_the_text_of_a_dry_run_and_of_a_run(migrated_database_url: str, ge_server: GEServer) -> None:
    dry = command(migrated_database_url, "--dry-run", GE_BASE_URL=ge_server.url, **CREDENTIALS)
    assert (dry.returncode, dry.stdout.splitlines()[-1].partition(" (")[0]) == (
        1,
        "Dry run, nothing was written: something to report. "
        "60 new, 0 changed, 0 unchanged, 0 quarantined, 0 failed, 0 gone, 0 conflicts",
    )

    real = command(migrated_database_url, GE_BASE_URL=ge_server.url, **CREDENTIALS)

    assert (real.returncode, real.stdout.splitlines()[-1].partition(" (")[0]) == (
        0,
        "Run 1: clean. 60 new, 0 changed, 0 unchanged, 0 quarantined, 0 failed, 0 gone, 0 conflicts",
    )
    assert dry.stdout.splitlines()[:-1] == real.stdout.splitlines()[:-1]
    number = min(ge_server.documents())
    assert number in real.stdout.splitlines()


def test_the_json_is_one_object_of_the_contract(ge_server: GEServer, sync: Sync) -> None:
    report = sync().report

    assert list(report) == [
        "schema_version",
        "tool",
        "mode",
        "dry_run",
        "status",
        "run",
        "as_of",
        "requests",
        "seconds",
        "counts",
        "changes",
        "licenses",
        "findings",
    ]
    assert (report["schema_version"], report["tool"], report["mode"]) == (1, "sync_from_ge_server", "data_only")
    assert report["counts"].keys() >= {
        "new",
        "changed",
        "unchanged",
        "verified",
        "quarantined",
        "failed",
        "gone",
        "conflicts",
    }


@pytest.mark.parametrize(
    ("environment", "said"),
    [
        ({"GE_BASE_URL": ""}, "GE_BASE_URL is not set"),
        ({"GE_BASE_URL": "http://127.0.0.1:9"} | CREDENTIALS, "nobody listens at GE_BASE_URL"),
        ({"GE_BASE_URL": "http://ge.example.org"} | CREDENTIALS, "GE_BASE_URL is plain http to another machine"),
        ({"GE_BASE_URL": "nonsense"} | CREDENTIALS, "GE_BASE_URL is no address"),
        ({"GE_BASE_URL": "https://ge.example.org"}, "GE_CLIENT_ID"),
    ],
    ids=["unset", "unreachable", "plain http", "no address", "no credentials"],
)
@pytest.mark.parametrize("arguments", [["--data-only"], ["--dry-run", "--license", "0310837893"]])
def test_a_server_that_cant_be_asked_is_one_sentence_and_2(
    migrated_database_url: str, environment: dict[str, str], said: str, arguments: list[str]
) -> None:
    done = command(migrated_database_url, *arguments, **environment)

    assert (done.returncode, done.stdout) == (2, "")
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_wrong_credentials_are_one_sentence_and_2(migrated_database_url: str, ge_server: GEServer) -> None:
    wrong = {"GE_CLIENT_ID": "dev", "GE_CLIENT_SECRET": "not-the-secret"}

    done = command(migrated_database_url, "--data-only", GE_BASE_URL=ge_server.url, **wrong)

    assert (done.returncode, done.stderr.count("\n")) == (2, 1)
    assert "refuses the credentials: check GE_CLIENT_ID and GE_CLIENT_SECRET" in done.stderr
    assert "not-the-secret" not in done.stderr


@pytest.mark.parametrize("number", ["abc", "12345678901", "12345678", "\u0663" * 10, "", "-1"])
@pytest.mark.django_db
def test_what_is_no_licence_number_is_refused(ge_server: GEServer, number: str) -> None:
    with pytest.raises(CommandError, match="is no licence number: write its ten digits"):
        call_command("sync_from_ge_server", f"--license={number}")


def test_nine_digits_get_their_zero_back_with_a_warning(migrated_database_url: str, ge_server: GEServer) -> None:
    number = min(ge_server.documents())
    assert number.startswith("0")
    asked = ["--format=json", "--license", number.removeprefix("0")]

    done = command(migrated_database_url, *asked, GE_BASE_URL=ge_server.url, **CREDENTIALS)

    assert f"{number.removeprefix('0')} has nine digits: taken as {number}." in done.stderr
    assert json.loads(done.stdout)["counts"]["new"] == 1


def test_a_number_the_server_does_not_know_is_reported_and_not_an_error(ge_server: GEServer, sync: Sync) -> None:
    done = sync("--license", "0399999999")

    assert (done.status, done.counts) == (1, {"failed": 1})
    assert [one["code"] for one in done.of("failed")] == ["license_not_found"]


def test_a_number_that_nobody_knows_is_not_asked_for_the_next_night(ge_server: GEServer, sync: Sync) -> None:
    sync("--license", "0399999999")
    sync()

    assert sync().status == 0


def test_an_open_run_is_named_and_nothing_is_started(ge_server: GEServer, sync: Sync) -> None:
    open_run = start(Kind.GE_SYNC, trigger=Trigger.SCHEDULE).run

    with pytest.raises(CommandError, match=f"GE sync run {open_run.pk} is queued already"):
        sync()

    assert Run.objects.count() == 1
    assert sync("--license", min(ge_server.documents())).counts == {"new": 1}


def test_a_database_that_refuses_ends_the_run_with_its_reason(ge_server: GEServer, sync: Sync) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ge_sync_licenseoutcome RENAME TO away")
    try:
        with pytest.raises(ProgrammingError):
            sync()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE away RENAME TO ge_sync_licenseoutcome")

    run = Run.objects.get()
    assert (run.outcome, run.chunks.get().outcome) == (Outcome.CANCELLED, Outcome.FAILED)
    assert run.last_error.startswith("ProgrammingError: ")
    assert "ge_sync_licenseoutcome" in run.last_error
    assert sync().counts == {"new": 60}, "nothing waits for a lease to lapse"


def test_a_database_that_refuses_the_plan_fails_the_run_with_its_reason(ge_server: GEServer, sync: Sync) -> None:
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE ge_sync_document RENAME TO away")
    try:
        with pytest.raises(ProgrammingError):
            sync()
    finally:
        with connection.cursor() as cursor:
            cursor.execute("ALTER TABLE away RENAME TO ge_sync_document")

    run = Run.objects.get()
    assert (run.outcome, run.lease_until) == (Outcome.FAILED, None)
    assert run.last_error.startswith("ProgrammingError: ")


def test_part_flags_exclude_each_other(ge_server: GEServer, sync: Sync) -> None:
    with pytest.raises(CommandError, match="not allowed with"):
        call_command("sync_from_ge_server", "--full", "--data-only")
    with pytest.raises(CommandError, match="leave one of them out"):
        call_command("sync_from_ge_server", "--structure-only", "--license", "0310837893")


def test_help_shows_examples(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit):
        call_command("sync_from_ge_server", "--help")

    assert "manage.py sync_from_ge_server --license 0310837893" in capsys.readouterr().out


def test_ctrl_c_ends_the_run_with_one_sentence(migrated_database_url: str, start_ge_server: StartServer) -> None:
    server = start_ge_server(60, "--latency-ms", "3000")
    process = subprocess.Popen(
        [sys.executable, "manage.py", "sync_from_ge_server", "--data-only"],
        cwd=ROOT,
        env=os.environ | {"DATABASE_URL": migrated_database_url, "GE_BASE_URL": server.url} | CREDENTIALS,
        stderr=subprocess.PIPE,
        text=True,
        # A suite that runs in the background of a shell hands on an ignored SIGINT.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),  # noqa: PLW1509 (no threads here)
    )
    until = time.monotonic() + 60
    while not server.asked() and time.monotonic() < until:
        time.sleep(0.1)

    process.send_signal(signal.SIGINT)
    _, said = process.communicate(timeout=60)

    assert (process.returncode, said.splitlines()[-1]) == (2, "Stopped by Ctrl-C.")
    again = command(migrated_database_url, "--dry-run", "--format=json", GE_BASE_URL=server.url, **CREDENTIALS)
    assert json.loads(again.stdout)["counts"]["new"] == 60

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from socket import create_server

import pytest
import redis
from django.core.management import CommandError, call_command

from project.runs.models import Run
from tests.integration.runs.rows import a_run, rung_for

ROOT = Path(__file__).parents[3]
LONGEST_SECONDS = 60


def manage(*arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "manage.py", *arguments],
        cwd=ROOT,
        env={**os.environ, **environment},
        capture_output=True,
        text=True,
        timeout=LONGEST_SECONDS,
        check=False,
    )


@pytest.fixture
def silent_server() -> Iterator[str]:
    """Takes connections and never says a word."""
    with create_server(("127.0.0.1", 0)) as server:
        yield f"redis://127.0.0.1:{server.getsockname()[1]}/0"


@pytest.mark.django_db(transaction=True)
def test_enqueue_asks_for_a_run(broker: redis.Redis, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("enqueue", "schema_audit")
    run = Run.objects.get()
    assert capsys.readouterr().out == f"Database structure run {run.pk}: queued.\n"
    assert rung_for(broker, "checks") == [("workers.audits.schema_audit", [run.pk])]


@pytest.mark.django_db(transaction=True)
def test_enqueue_names_the_open_run_instead(broker: redis.Redis, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("enqueue", "schema_audit")
    call_command("enqueue", "schema_audit")
    assert "was asked for already and is queued" in capsys.readouterr().out
    assert Run.objects.count() == 1


@pytest.mark.django_db(transaction=True)
def test_enqueue_takes_one_licence(broker: redis.Redis) -> None:
    call_command("enqueue", "ge_sync", "--license", "0310837893")
    assert Run.objects.get().scope == "license:0310837893"


@pytest.mark.django_db(transaction=True)
def test_enqueue_gives_a_lost_leading_zero_back(broker: redis.Redis, capsys: pytest.CaptureFixture[str]) -> None:
    call_command("enqueue", "ge_sync", "--license", "310837893")
    assert Run.objects.get().scope == "license:0310837893"
    assert "310837893 has nine digits: taken as 0310837893." in capsys.readouterr().err


@pytest.mark.django_db
def test_enqueue_refuses_what_is_no_licence_number() -> None:
    with pytest.raises(CommandError, match="write its ten digits"):
        call_command("enqueue", "ge_sync", "--license", "abc")
    assert not Run.objects.exists()


@pytest.mark.django_db
def test_an_audit_of_one_licence_is_refused() -> None:
    with pytest.raises(CommandError, match="--license goes with ge_sync only"):
        call_command("enqueue", "schema_audit", "--license", "0310837893")
    assert not Run.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_sweep_says_what_it_did(broker: redis.Redis, capsys: pytest.CaptureFixture[str]) -> None:
    a_run()
    call_command("sweep")
    call_command("sweep")
    assert capsys.readouterr().out == "Swept: 1 rung for again.\nSwept: nothing to do.\n"


def test_a_redis_that_refuses_is_a_sentence_and_the_run_is_kept(migrated_database_url: str) -> None:
    away = {"DATABASE_URL": migrated_database_url, "REDIS_URL": "redis://127.0.0.1:1/0"}
    asked = manage("enqueue", "schema_audit", **away)
    assert (asked.returncode, asked.stdout) == (2, "Database structure run 1: queued.\n")
    assert "Redis can't be reached: the run is kept" in asked.stderr
    assert "1 rung" not in manage("sweep", **away).stdout
    assert "is queued" in manage("enqueue", "schema_audit", **away).stdout


def test_a_redis_that_never_answers_is_the_same_sentence(migrated_database_url: str, silent_server: str) -> None:
    asked = manage("enqueue", "schema_audit", DATABASE_URL=migrated_database_url, REDIS_URL=silent_server)
    assert (asked.returncode, asked.stdout) == (2, "Database structure run 1: queued.\n")
    assert "Redis can't be reached: the run is kept" in asked.stderr

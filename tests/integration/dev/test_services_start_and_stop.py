"""The embedded servers live exactly as long as the command they were started for, however it ends."""

import os
import signal
from pathlib import Path

import psycopg2
import redis

from dev.run_folder import published
from tests.integration.dev.supervisor import run, running, server_pids, wait_until

SHOW = 'echo "$DATABASE_URL"; echo "$REDIS_URL"'


def test_a_command_finds_both_servers(folder: Path) -> None:
    with running(folder):
        urls = published(folder)
        connection = psycopg2.connect(urls["DATABASE_URL"])
        collation = connection.info.parameter_status("server_encoding")
        connection.close()
        with redis.Redis.from_url(urls["REDIS_URL"]) as client:
            assert client.ping()
    assert collation == "UTF8"


def test_nothing_runs_after_a_command_that_succeeds(folder: Path) -> None:
    done = run(folder, "sh", "-c", SHOW)

    assert done.returncode == 0
    assert "postgres://" in done.stdout
    assert server_pids(folder) == []
    assert published(folder) == {}


def test_the_status_of_a_command_that_fails_is_passed_on_and_nothing_runs(folder: Path) -> None:
    done = run(folder, "sh", "-c", "exit 7")

    assert done.returncode == 7
    assert server_pids(folder) == []


def test_ctrl_c_stops_both_servers(folder: Path) -> None:
    with running(folder) as supervisor:
        os.killpg(supervisor.pid, signal.SIGINT)
        assert supervisor.wait(timeout=30) == 128 + signal.SIGINT
    assert server_pids(folder) == []


def test_sigterm_stops_both_servers(folder: Path) -> None:
    with running(folder) as supervisor:
        supervisor.terminate()
        assert supervisor.wait(timeout=30) == 128 + signal.SIGTERM
    assert server_pids(folder) == []


def test_a_killed_supervisor_leaves_no_orphan_and_the_data_survives(folder: Path) -> None:
    with running(folder) as supervisor:
        connection = psycopg2.connect(published(folder)["DATABASE_URL"])
        with connection, connection.cursor() as cursor:
            cursor.execute("CREATE TABLE kept AS SELECT 42 AS answer")
        supervisor.kill()
        wait_until(lambda: server_pids(folder) == [])
        connection.close()

    with running(folder):
        connection = psycopg2.connect(published(folder)["DATABASE_URL"])
        with connection.cursor() as cursor:
            cursor.execute("SELECT answer FROM kept")
            assert cursor.fetchone() == (42,)
        connection.close()


def test_a_killed_postgres_recovers_at_the_next_start(folder: Path) -> None:
    with running(folder):
        pid = int(_pid_file(folder).read_text().split("\n")[0])
        os.kill(pid, signal.SIGKILL)
    assert _pid_file(folder).exists()

    done = run(folder, "true")

    assert done.returncode == 0
    assert "stale pid file" in done.stdout


def test_a_stale_pid_that_is_now_another_program_is_no_obstacle(folder: Path) -> None:
    run(folder, "true")
    _pid_file(folder).write_text(f"{os.getpid()}\n")

    done = run(folder, "true")

    assert done.returncode == 0
    assert f"stale pid file ({os.getpid()})" in done.stdout


def test_a_second_supervisor_uses_the_servers_of_the_first(folder: Path) -> None:
    with running(folder) as first:
        servers = server_pids(folder)
        second = run(folder, "sh", "-c", SHOW)
        urls = published(folder)

        assert f"Using the services of python -m dev.services (process {first.pid})" in second.stdout
        assert urls["DATABASE_URL"] in second.stdout
        assert urls["REDIS_URL"] in second.stdout
        assert server_pids(folder) == servers


def test_the_files_with_passwords_are_closed_to_others(folder: Path) -> None:
    with running(folder):
        secret = [folder / "services.env", folder / "secret_key", folder / "valkey.conf"]
        assert [oct(file.stat().st_mode & 0o777) for file in secret] == ["0o600"] * 3


def _pid_file(folder: Path) -> Path:
    return next((folder / "postgres").glob("[0-9]*")) / "postmaster.pid"

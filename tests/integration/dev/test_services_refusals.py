"""What can't be had is refused with one sentence and exit status 2; what is given is used."""

import os
import socket
from pathlib import Path

import pytest

from dev import given_servers
from dev.steps import CannotRun
from tests.integration.dev.supervisor import run


def test_given_servers_are_used_and_none_is_started(folder: Path) -> None:
    given = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL")}

    done = run(folder, "sh", "-c", 'echo "$DATABASE_URL $REDIS_URL"', **given)

    assert done.returncode == 0
    assert "{DATABASE_URL} {REDIS_URL}".format(**given) in done.stdout
    assert "started" not in done.stdout
    assert not (folder / "postgres").exists()


def test_only_the_server_that_is_not_given_is_started(folder: Path) -> None:
    done = run(folder, "true", DATABASE_URL=os.environ["DATABASE_URL"])

    assert done.returncode == 0
    assert "Valkey" in done.stdout
    assert not (folder / "postgres").exists()


@pytest.mark.parametrize("variable", ["POSTGRES_PORT", "VALKEY_PORT"])
def test_a_port_in_use_is_refused(folder: Path, variable: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        done = run(folder, "true", **{variable: port})

    assert done.returncode == 2
    assert done.stderr == f"Port {port} ({variable}) is in use on 127.0.0.1: free it, or unset {variable}.\n"


def test_a_database_out_of_reach_is_refused(folder: Path) -> None:
    done = run(folder, "true", DATABASE_URL="postgres://somebody:secret@127.0.0.1:1/nothing")

    assert done.returncode == 2
    assert done.stderr.startswith("DATABASE_URL can't be used: ")
    assert done.stderr.count("\n") == 1
    assert "secret" not in done.stderr


def test_a_redis_out_of_reach_is_refused(folder: Path) -> None:
    done = run(folder, "true", REDIS_URL="redis://:secret@127.0.0.1:1/0")

    assert done.returncode == 2
    assert done.stderr.startswith("REDIS_URL can't be used: ")
    assert done.stderr.count("\n") == 1
    assert "secret" not in done.stderr


def test_an_address_that_is_none_is_refused(folder: Path) -> None:
    done = run(folder, "true", DATABASE_URL="mysql://127.0.0.1/nothing")

    assert done.returncode == 2
    assert done.stderr.startswith("DATABASE_URL is no address.")


def test_a_too_old_postgres_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(given_servers, "OLDEST_POSTGRES", 99)

    with pytest.raises(CannotRun, match="which is too old: use 99 to 18"):
        given_servers.check_database()


def test_a_supported_postgres_is_not_refused() -> None:
    assert given_servers.check_database().startswith("PostgreSQL ")


def test_a_command_that_does_not_exist_or_is_not_executable_is_refused(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "no-such-command").touch(mode=0o600)  # found, but not for running: another error than not found
    given = {name: os.environ[name] for name in ("DATABASE_URL", "REDIS_URL")}

    for path in (os.environ["PATH"], str(tmp_path)):
        done = run(folder, "no-such-command", **given, PATH=path)
        assert done.returncode == 2
        assert done.stderr == "no-such-command: there is no such command, or not for this user.\n"

"""A private PostgreSQL server: made once, started and stopped with whatever needs it."""

import os
import shutil
import signal
import subprocess
import time
from dataclasses import dataclass
from pathlib import Path

import psycopg2
from psycopg2 import sql

from dev import postgres_files
from dev.accounts import Account, identity, unprivileged_account
from dev.binaries import postgres_version
from dev.ports import HOST
from dev.processes import Child, is_running, start, stop
from dev.server_log import ServerLog
from dev.steps import CannotRun, say

DATABASE = "license_manager"
_START_SECONDS = 60
_NEEDED_MEGABYTES = 150
_NOT_DURABLE = ("fsync=off", "synchronous_commit=off", "full_page_writes=off")


@dataclass(frozen=True, kw_only=True)
class Postgres:
    """A server that answers."""

    child: Child
    version: str
    port: int
    password: str

    @property
    def url(self) -> str:
        """The address of the application's database, for DATABASE_URL."""
        return f"postgres://{DATABASE}:{self.password}@{HOST}:{self.port}/{DATABASE}"

    def stop(self) -> None:
        """Shut down at once and in order: open connections are closed, everything committed is on disk."""
        stop(self.child, ask=signal.SIGINT, grace_seconds=20)


def start_postgres(folder: Path, *, port: int, durable: bool) -> Postgres:
    """Start the server whose data is kept in a folder; make the data first where there is none.

    Not durable means faster, and data that a crash of the machine may spoil. Raises CannotRun.
    """
    account = unprivileged_account()
    programs = postgres_files.programs(account=account)
    home = postgres_files.home(folder, account=account)
    password = postgres_files.password_file(home, account=account)
    log = ServerLog(server="PostgreSQL", path=folder / "logs" / "postgres.log")
    version = postgres_version(programs)
    data = home / version.split(".")[0]
    if data.is_dir():
        end_leftover(data)
    else:
        _require_space(home)
        _make_data(programs, data, password=password, account=account, durable=durable, log=log)
    options = ["listen_addresses=" + HOST, "unix_socket_directories="] + [*_NOT_DURABLE] * (not durable)
    child = start(
        [programs / "postgres", "-D", data, "-p", str(port), *(part for name in options for part in ("-c", name))],
        log=log.path,
        account=account,
        cwd=Path("/"),
        end_with=signal.SIGINT,
    )
    server = Postgres(child=child, version=version, port=port, password=password.read_text())
    try:
        _wait_until_it_answers(server, log)
    except BaseException:
        server.stop()
        raise
    return server


def end_leftover(data: Path) -> None:
    """Deal with the pid file of a server that was killed, or that still ends after its supervisor was."""
    file = data / "postmaster.pid"
    try:
        pid = int(file.read_text().split("\n", 1)[0])
    except FileNotFoundError:
        return
    except ValueError:
        pid = 0
    if not pid or not _serves(pid, data):
        say(f"PostgreSQL was killed last time: its stale pid file ({pid}) is removed, it recovers now")
        file.unlink()
        return
    say(f"Waiting for a PostgreSQL that was left running (process {pid}) to end")
    os.kill(pid, signal.SIGINT)
    deadline = time.monotonic() + 20
    while _serves(pid, data):
        if time.monotonic() > deadline:
            raise CannotRun(f"A PostgreSQL left by an earlier run doesn't end: kill process {pid} and try again.")
        time.sleep(0.05)


def _serves(pid: int, data: Path) -> bool:
    """Whether that process lives and is the server of this data; without /proc, whether it lives."""
    if not is_running(pid):
        return False
    if not Path("/proc/self").exists():
        return True
    try:
        return os.fsencode(data) in Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False


def _require_space(home: Path) -> None:
    free = shutil.disk_usage(home).free // 1_000_000
    if free < _NEEDED_MEGABYTES:
        raise CannotRun(f"Only {free} MB are free in {home}: PostgreSQL needs {_NEEDED_MEGABYTES} MB; make room.")


def _make_data(
    programs: Path, data: Path, *, password: Path, account: Account | None, durable: bool, log: ServerLog
) -> None:
    """Make the data directory under another name first, so that an interrupted one is never taken for complete."""
    unfinished = data.with_name(f"{data.name}.new")
    shutil.rmtree(unfinished, ignore_errors=True)
    # Before 17 only the C library's locales exist, and of those only C is on every machine.
    builtin = ["--locale-provider=builtin", "--locale=C.UTF-8"] if int(data.name) >= 17 else ["--locale=C"]
    log.path.parent.mkdir(parents=True, exist_ok=True)
    with log.path.open("ab") as output:
        made = subprocess.run(
            [
                *(programs / "initdb", "-D", unfinished, "-U", DATABASE, f"--pwfile={password}"),
                *("--auth=scram-sha-256", "--encoding=UTF8", "--no-instructions", *builtin),
                *([] if durable else ["--no-sync"]),
            ],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            check=False,
            cwd="/",
            start_new_session=True,
            **identity(account),
        )
    if made.returncode != 0:
        raise log.explain("could not be set up")
    unfinished.rename(data)


def _wait_until_it_answers(server: Postgres, log: ServerLog) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            _make_database(server)
        except psycopg2.OperationalError:
            if server.child.poll() is not None:
                raise log.explain("did not start") from None
            if time.monotonic() > deadline:
                raise log.explain(f"did not answer within {_START_SECONDS} seconds") from None
            time.sleep(0.02)
        else:
            return


def _make_database(server: Postgres) -> None:
    connection = psycopg2.connect(server.url.removesuffix(DATABASE) + "postgres", connect_timeout=5)
    try:
        connection.autocommit = True
        with connection.cursor() as cursor:
            cursor.execute("SELECT FROM pg_database WHERE datname = %s", [DATABASE])
            if not cursor.rowcount:
                cursor.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(DATABASE)))
    finally:
        connection.close()

"""PostgreSQL and Valkey for as long as a command runs: `python -m dev.services run -- COMMAND...`.

Each is started only where DATABASE_URL / REDIS_URL names no server, and shared with whoever runs here already.
"""

import argparse
import os
import shutil
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

from dev import run_folder
from dev.given_servers import check_database, check_redis, given_urls
from dev.ports import HOST, chosen_port
from dev.postgres import start_postgres
from dev.processes import foreground
from dev.signals import Stopped, ending_in_order, not_now
from dev.steps import CannotRun, refuse, say, step
from dev.valkey import start_valkey


@dataclass(frozen=True, kw_only=True)
class Services:
    """Servers that answer, and what a child needs to reach them."""

    folder: Path
    variables: dict[str, str]
    started_by: str = ""
    """Who else started them, such as "make up (process 4711)"; empty when they are ours or given."""

    @property
    def environment(self) -> dict[str, str]:
        """The whole environment for a child."""
        return {**os.environ, **self.variables}

    def tell(self, **variables: str) -> None:
        """Give children, and commands in other terminals, more to find."""
        self.variables.update(variables)
        if run_folder.published(self.folder) and not self.started_by:
            run_folder.publish(self.folder, self.variables)


@contextmanager
def services(folder: Path = run_folder.RUN, *, owner: str, durable: bool = True) -> Iterator[Services]:
    """Have both servers while the work inside runs; raises CannotRun where that can't be.

    `durable=False` is for tests: faster, and not safe against a crash of the machine.
    """
    given = given_urls()
    _check(given)
    if len(given) == 2:
        folder.mkdir(parents=True, exist_ok=True)
        yield Services(folder=folder, variables={**given, **_secret(folder)})
        return
    with run_folder.claimed(folder, owner=owner) as other:
        if other:
            say(f"Using the services of {other}")
            yield Services(folder=folder, variables={**run_folder.published(folder), **given}, started_by=other)
            return
        with ExitStack() as stack:
            started = _start_missing(folder, given, stack, durable=durable)
            variables = {**given, **started, **_secret(folder)}
            run_folder.publish(folder, variables)
            yield Services(folder=folder, variables=variables)
            run_folder.wait_for_users(folder)


def _check(given: dict[str, str]) -> None:
    for name, check in (("DATABASE_URL", check_database), ("REDIS_URL", check_redis)):
        if name in given:
            with step(f"{name} answers") as told:
                told.outcome = f"{name}: {check()} answers"


def _start_missing(folder: Path, given: dict[str, str], stack: ExitStack, *, durable: bool) -> dict[str, str]:
    shutil.rmtree(folder / "logs", ignore_errors=True)
    started: dict[str, str] = {}
    if "DATABASE_URL" not in given:
        with step("PostgreSQL") as told:
            postgres = start_postgres(folder, port=chosen_port("POSTGRES_PORT"), durable=durable)
            stack.callback(_stop, postgres.stop)
            told.outcome = f"PostgreSQL {postgres.version} started on {HOST}:{postgres.port}"
        started["DATABASE_URL"] = postgres.url
    if "REDIS_URL" not in given:
        with step("Valkey") as told:
            valkey = start_valkey(folder, port=chosen_port("VALKEY_PORT"))
            stack.callback(_stop, valkey.stop)
            told.outcome = f"{valkey.version()} started on {HOST}:{valkey.port}"
        started["REDIS_URL"] = valkey.url
    return started


def _secret(folder: Path) -> dict[str, str]:
    return {"SECRET_KEY": os.environ.get("SECRET_KEY") or run_folder.secret_key(folder)}


def _stop(stop: Callable[[], None]) -> None:
    with not_now():
        stop()


def main() -> int:
    """Run the command of the arguments with both servers; 2 when they can't be had."""
    parser = argparse.ArgumentParser(prog="python -m dev.services", description=__doc__.split("\n", 1)[0])
    commands = parser.add_subparsers(dest="action", required=True)
    run = commands.add_parser("run", help="start both servers, run a command, stop them again")
    run.add_argument("--folder", type=Path, default=run_folder.RUN, help="where data and logs are kept (default .run)")
    run.add_argument("command", nargs="+", metavar="COMMAND", help="the command and its arguments, after --")
    arguments = parser.parse_args()
    try:
        with ending_in_order(), services(arguments.folder.absolute(), owner="python -m dev.services") as ready:
            return foreground(arguments.command, environment=ready.environment)
    except CannotRun as reason:
        refuse(reason)
        return 2
    except (FileNotFoundError, PermissionError) as error:
        refuse(f"{error.filename}: there is no such command, or not for this user.")
        return 2
    except Stopped as stopped:
        return stopped.exit_status


if __name__ == "__main__":
    sys.exit(main())

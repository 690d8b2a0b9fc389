"""`make up`: everything at once, until Ctrl-C, with the addresses and passwords to look at it."""

import secrets
import sys
import time
import urllib.error
import urllib.request
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path

from dev.admin_user import ADMIN, ensure_admin
from dev.first_migrate import migrate_once
from dev.ge_process import ge_server
from dev.management import manage
from dev.ports import HOST, free_port
from dev.processes import Child, start, stop
from dev.run_folder import ROOT
from dev.server_log import ServerLog
from dev.services import Services, services
from dev.signals import Stopped, ending_in_order
from dev.steps import CannotRun, refuse, say, step
from dev.worker_process import worker

OWNER = "make up"
_ANSWER_SECONDS = 60


@dataclass(frozen=True, kw_only=True)
class Pages:
    """Where a person looks, and how he gets in."""

    admin: str
    flower: str
    flower_password: str


def up() -> None:
    """Run until somebody stops it; raises CannotRun when a part can't start or ends by itself."""
    with ExitStack() as stack:
        ready = stack.enter_context(services(owner=OWNER))
        if ready.started_by:
            raise CannotRun(f"{ready.started_by} already runs here: use it, or stop it first.")
        migrate_once(ready)
        with step("Schedule installed"):
            manage(ready, "install_schedule")
        say(ensure_admin(ready))
        stack.enter_context(ge_server(ready))
        log = ServerLog(server="A process of dev/Procfile", path=ready.folder / "logs" / "up.log")
        runner = stack.enter_context(worker(ready, name="up"))
        pages, processes = _start_processes(ready, log)
        stack.callback(stop, processes, grace_seconds=20)
        with step("Web, beat and Flower started"):
            _wait_until_they_answer(pages, processes, log)
        _show(pages, ready, log)
        while processes.poll() is None:
            runner.look_after()
            time.sleep(0.25)
        raise _ended(log)


def _start_processes(ready: Services, log: ServerLog) -> tuple[Pages, Child]:
    web, flower = free_port(first=8000), free_port(first=5555)
    pages = Pages(
        admin=f"http://{HOST}:{web}/admin/",
        flower=f"http://{HOST}:{flower}/",
        flower_password=secrets.token_urlsafe(12),
    )
    environment = {
        **ready.environment,
        "PYTHON": sys.executable,
        "PYTHONUNBUFFERED": "1",
        "WEB_PORT": str(web),
        "FLOWER_PORT": str(flower),
        "FLOWER_BASIC_AUTH": f"{ADMIN}:{pages.flower_password}",
    }
    honcho: list[str | Path] = [
        sys.executable,
        "-m",
        "honcho",
        "start",
        "--procfile",
        ROOT / "dev" / "Procfile",
        "--app-root",
        ROOT,
    ]
    # Honcho would read .env itself and put it above what the services say.
    return pages, start([*honcho, "--env", "/dev/null"], log=log.path, environment=environment, cwd=ROOT)


def _wait_until_they_answer(pages: Pages, processes: Child, log: ServerLog) -> None:
    deadline = time.monotonic() + _ANSWER_SECONDS
    while not (_answers(pages.admin) and _answers(pages.flower)):
        if processes.poll() is not None:
            raise _ended(log)
        if time.monotonic() > deadline:
            raise CannotRun(f"The pages don't answer after {_ANSWER_SECONDS} seconds; see {log.shown}.")
        time.sleep(0.2)


def _answers(url: str) -> bool:
    try:
        urllib.request.urlopen(url, timeout=5).close()  # noqa: S310  # an address of our own
    except urllib.error.HTTPError as error:
        return error.code == 401  # Flower asks for its password
    except OSError:
        return False
    return True


def _ended(log: ServerLog) -> CannotRun:
    refuse("\n".join(log.tail()))
    return CannotRun("One of the processes ended, and the others with it; the last words are above.")


def _show(pages: Pages, ready: Services, log: ServerLog) -> None:
    say(f"Admin      {pages.admin}  user {ADMIN}")
    say(f"Flower     {pages.flower}  user {ADMIN}, password {pages.flower_password}")
    say(f"GE server  {ready.environment['GE_BASE_URL']}")
    say(f"Log        {log.shown}")
    say("Ctrl-C stops everything")


def main() -> int:
    """Say how it ended."""
    try:
        with ending_in_order():
            up()
    except CannotRun as reason:
        refuse(reason)
        return 2
    except Stopped as stopped:
        say(f"Stopped ({stopped.signal.name})")
    return 0


if __name__ == "__main__":
    sys.exit(main())

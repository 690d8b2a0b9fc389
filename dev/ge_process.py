"""The simulated GE server beside a run, where GE_BASE_URL names no other."""

import secrets
import socket
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from config.environment import Environment
from dev.ports import HOST, chosen_port
from dev.processes import Child, start, stop
from dev.run_folder import ROOT
from dev.server_log import ServerLog
from dev.services import Services
from dev.steps import say, step

LICENSES = 500
_START_SECONDS = 20


@contextmanager
def ge_server(ready: Services) -> Iterator[None]:
    """Have a GE server while the work inside runs; its address is told to children and to other terminals."""
    given = Environment(files=[ROOT / ".env"]).text("GE_BASE_URL")
    if given:
        say(f"GE server: {given}, as GE_BASE_URL says")
        yield
        return
    log = ServerLog(server="The simulated GE server", path=ready.folder / "logs" / "ge_server.log")
    with step("GE server") as told:
        port = chosen_port("GE_PORT")
        ready.tell(GE_BASE_URL=f"http://{HOST}:{port}", GE_CLIENT_ID="dev", GE_CLIENT_SECRET=secrets.token_urlsafe(24))
        child = start(
            [sys.executable, "-m", "dev.ge_server", "--port", str(port), "--licenses", str(LICENSES), "--seed", "7"],
            log=log.path,
            environment=ready.environment,
            cwd=ROOT,
        )
        told.outcome = f"Simulated GE server with {LICENSES} licences started on {HOST}:{port}"
        try:
            _wait_until_it_listens(child, port, log)
        except BaseException:
            stop(child)
            raise
    try:
        yield
    finally:
        stop(child)


def _wait_until_it_listens(child: Child, port: int, log: ServerLog) -> None:
    deadline = time.monotonic() + _START_SECONDS
    while True:
        try:
            socket.create_connection((HOST, port), timeout=1).close()
        except OSError:
            if child.poll() is not None or time.monotonic() > deadline:
                raise log.explain("did not start") from None
            time.sleep(0.05)
        else:
            return

"""A real Celery worker beside a run, started again when it dies."""

import signal
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager

from dev.processes import Child, start, stop
from dev.run_folder import ROOT
from dev.server_log import ServerLog
from dev.services import Services
from dev.steps import CannotRun, refuse, say

QUEUES = "checks,sync,on_demand,housekeeping"
_MOST_DEATHS = 3


class Worker:
    """The worker, and how often it has died."""

    def __init__(self, ready: Services, *, name: str) -> None:
        self._name = name
        self._environment = {**ready.environment, "REMAP_SIGTERM": "SIGQUIT"}
        self.log = ServerLog(server="The worker", path=ready.folder / "logs" / "worker.log")
        self._deaths = 0
        self._child = self._start()

    @property
    def pid(self) -> int:
        """The process that is the worker now."""
        return self._child.pid

    def look_after(self) -> None:
        """Start it again if it died, and say so; raises CannotRun when it keeps dying."""
        status = self._child.poll()
        if status is None:
            return
        self._deaths += 1
        how = f"exit status {status}" if status >= 0 else signal.Signals(-status).name
        if self._deaths == _MOST_DEATHS:
            refuse("\n".join(self.log.tail()))
            raise CannotRun(f"the worker died {_MOST_DEATHS} times, at last with {how}; its last words are above.")
        say(f"The worker died ({how}); another one starts (log: {self.log.shown})")
        time.sleep(0.5)
        self._child = self._start()

    def stop(self) -> None:
        """End it, what it does included: a run that is not finished waits for the next worker."""
        stop(self._child)

    def _start(self) -> Child:
        return start(
            [
                *(sys.executable, "-m", "celery", "-A", "config", "worker", "--queues", QUEUES),
                *("--concurrency", "2", "--hostname", f"{self._name}@%h", "--loglevel", "INFO"),
            ],
            log=self.log.path,
            environment=self._environment,
            cwd=ROOT,
        )


@contextmanager
def worker(ready: Services, *, name: str = "nightly") -> Iterator[Worker]:
    """Have a worker while the work inside runs."""
    started = Worker(ready, name=name)
    say(f"Worker started (log: {started.log.shown})")
    try:
        yield started
    finally:
        started.stop()

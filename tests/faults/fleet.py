"""Real workers, beats and a Redis of a test's own, started, killed and restarted by hand."""

import os
import signal
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import redis

from dev.binaries import valkey_server
from dev.ports import HOST, free_port
from dev.processes import Child, start, stop
from dev.run_folder import ROOT

PATIENCE_SECONDS = 60
RELEASE = "tested"
CELERY = (sys.executable, "-m", "celery", "-A", "config")


def wait_until(true: Callable[[], object], *, within_seconds: float = PATIENCE_SECONDS) -> None:
    """Look ten times a second; a test that waits for nothing fails here and says what it waited for."""
    deadline = time.monotonic() + within_seconds
    while not true():
        assert time.monotonic() < deadline, f"not within {within_seconds} s: {true.__name__}"
        time.sleep(0.1)


class Broker:
    """A Redis that can be stopped and started again at the same address, empty."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._port = free_port()
        self._child: Child | None = None
        self.url = f"redis://{HOST}:{self._port}/0"
        self.client = redis.Redis.from_url(self.url)
        self.start()

    def start(self) -> None:
        command = [valkey_server(), "--port", str(self._port), "--bind", HOST, "--save", "", "--appendonly", "no"]
        self._child = start(command, log=self._folder / "valkey.log", cwd=self._folder)
        wait_until(self.answers)

    def answers(self) -> bool:
        try:
            return bool(self.client.ping())
        except redis.ConnectionError:
            return False

    def kill(self) -> None:
        if self._child:
            stop(self._child, ask=signal.SIGKILL)


class Fleet:
    """The processes of one test; whatever is left at its end is killed."""

    def __init__(self, folder: Path, environment: Mapping[str, str]) -> None:
        self._folder = folder
        ours = {"RELEASE": RELEASE, "RUN_LEASE_SECONDS": "5", "REMAP_SIGTERM": "SIGQUIT"}
        self._environment = {**os.environ, **environment, **ours}
        self._children: list[Child] = []

    def worker(self, name: str) -> Child:
        """A worker with two processes, ready to take messages."""
        before = self.log(name).count(" ready.")
        worker = self._start(name, "worker", "--concurrency=2", f"--hostname={name}@test", "--loglevel=INFO")
        wait_until(lambda: self._says(worker, name, " ready.", more_often_than=before))
        return worker

    def beat(self, name: str) -> Child:
        """A beat that has read its schedule."""
        beat = self._start(name, "beat", "--pidfile=", "--loglevel=INFO")
        wait_until(lambda: self._says(beat, name, "beat: Starting"))
        return beat

    def log(self, name: str) -> str:
        file = self._folder / f"{name}.log"
        return file.read_text() if file.exists() else ""

    def kill_all(self) -> None:
        for child in self._children:
            kill(child)

    def _says(self, child: Child, name: str, words: str, *, more_often_than: int = 0) -> bool:
        assert child.poll() is None, f"{name} died:\n{self.log(name)[-2000:]}"
        return self.log(name).count(words) > more_often_than

    def _start(self, name: str, *arguments: str) -> Child:
        log = self._folder / f"{name}.log"
        child = start([*CELERY, *arguments], log=log, environment=self._environment, cwd=ROOT)
        self._children.append(child)
        return child


def signal_all(child: Child, number: signal.Signals) -> None:
    """To the process and all it forked."""
    if child.poll() is None:
        os.killpg(child.pid, number)


def kill(child: Child) -> None:
    """kill -9 of the process and all it forked, as when its container or machine dies."""
    signal_all(child, signal.SIGKILL)
    child.wait()


def ends(child: Child) -> Callable[[], bool]:
    def has_ended() -> bool:
        return child.poll() is not None

    return has_ended

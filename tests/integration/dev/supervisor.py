"""A real `python -m dev.services run` for a test, and what it left running."""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from dev.run_folder import ROOT, published

PATIENCE_SECONDS = 30


def arguments(folder: Path, *command: str) -> list[str]:
    return [sys.executable, "-m", "dev.services", "run", "--folder", str(folder), "--", *command]


def environment(**variables: str) -> dict[str, str]:
    """Ours without the addresses of the session's servers, so that a run starts its own."""
    unset = ("DATABASE_URL", "REDIS_URL", "SECRET_KEY", "POSTGRES_PORT", "VALKEY_PORT")
    return {**{name: value for name, value in os.environ.items() if name not in unset}, **variables}


def run(folder: Path, *command: str, **variables: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        arguments(folder, *command),
        cwd=ROOT,
        env=environment(**variables),
        capture_output=True,
        text=True,
        check=False,
        timeout=PATIENCE_SECONDS,
    )


@contextmanager
def running(folder: Path) -> Iterator[subprocess.Popen[str]]:
    """A supervisor in a session of its own that has published its services and sleeps."""
    before = published(folder)  # of a supervisor that was killed
    child = subprocess.Popen(
        arguments(folder, "sleep", "600"),
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        wait_until(lambda: published(folder) not in ({}, before))
        yield child
    finally:
        child.terminate()
        child.communicate(timeout=PATIENCE_SECONDS)


def server_pids(folder: Path) -> list[int]:
    """The processes of both servers: each works in the folder, or in the data outside that it links to."""
    places = (folder, (folder / "postgres").resolve())
    return [pid for pid in _processes() if any(_works_in(pid).is_relative_to(place) for place in places)]


def wait_until(happened: Callable[[], bool]) -> None:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not happened():
        assert time.monotonic() < deadline, "waited in vain"
        time.sleep(0.05)


def _processes() -> list[int]:
    return [int(path.name) for path in Path("/proc").glob("[0-9]*")]


def _works_in(pid: int) -> Path:
    try:
        return Path(f"/proc/{pid}/cwd").readlink()
    except OSError:
        return Path("/")

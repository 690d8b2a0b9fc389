"""The folder `.run/`: who owns the running services, and what other processes need to use them."""

import fcntl
import os
import secrets
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from dev.steps import CannotRun, say

ROOT = Path(__file__).resolve().parent.parent
RUN = ROOT / ".run"
_OWNER_STARTS_SECONDS = 90


@contextmanager
def claimed(folder: Path, *, owner: str) -> Iterator[str]:
    """Become the one who starts and stops services here; yields "", or who does so already and runs now.

    An owner that ends in order first waits for those who use its services.
    """
    folder.mkdir(parents=True, exist_ok=True)
    with (folder / "lock").open("a+") as lock, (folder / "users").open("a") as users:
        other = _claim_or_find(folder, lock.fileno(), owner=owner)
        if other:
            fcntl.flock(users, fcntl.LOCK_SH)
            yield other
        else:
            withdraw(folder)
            try:
                yield ""
            finally:
                withdraw(folder)


def wait_for_users(folder: Path) -> None:
    """Return once nobody else uses the services any more; others can't join from now on."""
    withdraw(folder)
    with (folder / "users").open("a") as users:
        if not _locked(users.fileno()):
            say("Waiting for another process that uses these services")
            fcntl.flock(users, fcntl.LOCK_EX)


def publish(folder: Path, environment: Mapping[str, str]) -> None:
    """Let every command started here find the services, as config/settings.py reads this file."""
    file = folder / "services.env"
    unfinished = folder / "services.env.new"
    unfinished.unlink(missing_ok=True)
    unfinished.touch(mode=0o600)
    unfinished.write_text("".join(f"{name}={value}\n" for name, value in environment.items()))
    unfinished.rename(file)


def published(folder: Path) -> dict[str, str]:
    """What the owner has published; empty when it hasn't yet, or no longer."""
    try:
        lines = (folder / "services.env").read_text().splitlines()
    except FileNotFoundError:
        return {}
    return dict(line.split("=", 1) for line in lines)


def withdraw(folder: Path) -> None:
    """Publish nothing any more."""
    (folder / "services.env").unlink(missing_ok=True)


def secret_key(folder: Path) -> str:
    """Django's key for this folder, kept so that a restart doesn't log everybody out."""
    file = folder / "secret_key"
    if not file.is_file():
        file.touch(mode=0o600)
        file.write_text(secrets.token_urlsafe(50))
    return file.read_text()


def _claim_or_find(folder: Path, lock: int, *, owner: str) -> str:
    deadline = time.monotonic() + _OWNER_STARTS_SECONDS
    while not _locked(lock):
        if published(folder):
            return _told(folder)
        if time.monotonic() > deadline:
            raise CannotRun(f"{_told(folder)} neither starts nor stops its services: end it and try again.")
        time.sleep(0.1)
    os.ftruncate(lock, 0)
    os.write(lock, f"{owner} (process {os.getpid()})".encode())
    return ""


def _locked(file: int) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _told(folder: Path) -> str:
    return (folder / "lock").read_text() or "Another process"

"""Child processes that end when they are told to, and also when their parent is killed."""

import ctypes
import os
import signal
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from dev.accounts import Account, identity
from dev.signals import ENDING, Stopped, not_now

_PR_SET_PDEATHSIG = 1
_LIBC = ctypes.CDLL(None)

Child = subprocess.Popen[bytes]


def start(
    command: Sequence[str | Path],
    *,
    log: Path,
    environment: Mapping[str, str] | None = None,
    account: Account | None = None,
    cwd: Path | None = None,
    end_with: signal.Signals = signal.SIGTERM,
) -> Child:
    """Start a server in its own session, which the terminal's Ctrl-C doesn't reach, its output appended to a log.

    `end_with` is the signal it gets when this process ends without having stopped it.
    """
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as output, not_now():
        return subprocess.Popen(
            [os.fspath(part) for part in command],
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            env=environment,
            cwd=cwd,
            start_new_session=True,
            preexec_fn=_leash(end_with),  # noqa: PLW1509  # no threads here, and the leash is set nowhere else
            **identity(account),
        )


def stop(child: Child, *, ask: signal.Signals = signal.SIGTERM, grace_seconds: float = 10) -> None:
    """Ask a child to end, and end it when it has not done so in time."""
    if child.poll() is None:
        child.send_signal(ask)
    try:
        child.wait(timeout=grace_seconds)
    except subprocess.TimeoutExpired:
        child.kill()
        child.wait()


def foreground(
    command: Sequence[str | Path],
    *,
    environment: Mapping[str, str],
    meanwhile: Callable[[], None] = lambda: None,
) -> int:
    """Run a command that has the terminal to itself; its exit status, as a shell would tell it.

    `meanwhile` is called a few times a second. Ctrl-C is the command's to answer: an interactive one goes on.
    """
    child = _child_at_the_terminal(command, environment)
    try:
        while True:
            try:
                status = child.wait(timeout=0.25)
            except subprocess.TimeoutExpired:
                meanwhile()
            except Stopped as stopped:
                _pass_on(stopped, child)
            else:
                return status if status >= 0 else 128 - status
    finally:
        stop(child)


def printed_by(command: Sequence[str | Path], *, environment: Mapping[str, str]) -> tuple[int, str]:
    """Run a command to its end: its exit status, and all it printed."""
    child = _child_at_the_terminal(command, environment, output=subprocess.PIPE)
    try:
        text = child.communicate()[0].decode(errors="replace")
    finally:
        stop(child)
    return child.returncode, text


def is_running(pid: int) -> bool:
    """Whether a process of that number lives, ours or another user's."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True


def _child_at_the_terminal(
    command: Sequence[str | Path], environment: Mapping[str, str], *, output: int | None = None
) -> Child:
    # A signal that arrives while Python forks would be lost in a callback that can't raise.
    with not_now():
        return subprocess.Popen(
            [os.fspath(part) for part in command],
            stdin=None if output is None else subprocess.DEVNULL,
            stdout=output,
            stderr=None if output is None else subprocess.STDOUT,
            env=environment,
            preexec_fn=_leash(signal.SIGTERM),  # noqa: PLW1509  # as above
        )


def _pass_on(stopped: Stopped, child: Child) -> None:
    if stopped.signal != signal.SIGINT:
        raise stopped
    try:
        # The terminal sends Ctrl-C to the command as well; only one sent to this process alone must be passed on.
        child.wait(timeout=2)
    except subprocess.TimeoutExpired:
        child.send_signal(signal.SIGINT)


def _leash(end_with: signal.Signals) -> Callable[[], None]:
    parent = os.getpid()

    def hold() -> None:
        signal.pthread_sigmask(signal.SIG_UNBLOCK, ENDING)
        signal.signal(signal.SIGINT, signal.SIG_DFL)
        if sys.platform == "linux":
            _LIBC.prctl(_PR_SET_PDEATHSIG, end_with)
            if os.getppid() != parent:
                os._exit(1)

    return hold

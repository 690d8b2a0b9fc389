"""Users of this machine that a child can run as: PostgreSQL refuses to run as root."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from dev.steps import CannotRun

_UNPRIVILEGED = ("nobody", "postgres", "daemon")


class Identity(TypedDict, total=False):
    """The arguments of `subprocess.Popen` that say who the child is."""

    user: int
    group: int
    extra_groups: list[int]


@dataclass(frozen=True, kw_only=True)
class Account:
    """One user of the machine."""

    name: str
    uid: int
    gid: int


def identity(account: Account | None) -> Identity:
    """Become that user, or stay who we are."""
    return Identity() if account is None else Identity(user=account.uid, group=account.gid, extra_groups=[])


def unprivileged_account() -> Account | None:
    """Whom root hands PostgreSQL to; None for anybody else, who runs it himself."""
    if os.geteuid() != 0:
        return None
    for name in _UNPRIVILEGED:
        account = _account(name)
        if account is not None and runs(["/bin/sh", "-c", ":"], account=account):
            return account
    raise CannotRun(
        f"PostgreSQL refuses to run as root and none of the users {', '.join(_UNPRIVILEGED)} can be used here: "
        "run this as an ordinary user, or set DATABASE_URL."
    )


def runs(command: Sequence[str | Path], *, account: Account | None) -> bool:
    """Whether a short command can be started as that user and succeeds."""
    try:
        done = subprocess.run(
            [os.fspath(part) for part in command],
            stdin=subprocess.DEVNULL,
            capture_output=True,
            check=False,
            cwd="/",
            **identity(account),
        )
    except OSError:
        return False
    return done.returncode == 0


def reaches(folder: Path, *, account: Account | None) -> bool:
    """Whether that user gets into a folder through all those above it."""
    return runs(["/bin/sh", "-c", 'cd -- "$1"', "sh", folder], account=account)


def _account(name: str) -> Account | None:
    try:
        entry = pwd.getpwnam(name)
    except KeyError:
        return None
    return Account(name=name, uid=entry.pw_uid, gid=entry.pw_gid)

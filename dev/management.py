"""Running manage.py as a step: quiet when it works, in full when it doesn't."""

import subprocess
import sys
from collections.abc import Mapping

from dev.run_folder import ROOT
from dev.services import Services
from dev.steps import CannotRun, refuse


def command(*arguments: str) -> list[str]:
    """The command line of a management command."""
    return [sys.executable, str(ROOT / "manage.py"), *arguments]


def manage(ready: Services, *arguments: str, secrets: Mapping[str, str] | None = None) -> str:
    """Run a management command and return what it printed; raises CannotRun after showing why it failed.

    `secrets` go to its environment only.
    """
    done = subprocess.run(
        command(*arguments),
        cwd=ROOT,
        env={**ready.environment, **(secrets or {})},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )
    if done.returncode != 0:
        refuse(done.stdout.rstrip())
        raise CannotRun(f"manage.py {arguments[0]} failed with exit status {done.returncode}, as shown above.")
    return done.stdout

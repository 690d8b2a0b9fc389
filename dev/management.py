"""Running manage.py as a step: quiet when it works, in full when it doesn't."""

import sys
from collections.abc import Mapping

from dev.processes import printed_by
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
    status, printed = printed_by(command(*arguments), environment={**ready.environment, **(secrets or {})})
    if status != 0:
        refuse(printed.rstrip())
        raise CannotRun(f"manage.py {arguments[0]} failed with exit status {status}, as shown above.")
    return printed

"""Runs the real commands the way a person does: in processes of their own."""

import subprocess
import sys
from collections.abc import Mapping

from dev.run_folder import ROOT
from dev.steps import CannotRun, refuse

FINISHED = (0, 1)
"""The exit statuses of a check that came to its end: nothing to report, something to report."""


def python(*arguments: str, environment: Mapping[str, str], allowed: tuple[int, ...] = (0,)) -> str:
    """What a Python program prints; raises CannotRun, after showing all it said, for any other exit status."""
    done = subprocess.run(
        [sys.executable, *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, check=False
    )
    if done.returncode not in allowed:
        refuse((done.stdout + done.stderr).strip())
        raise CannotRun(f"{' '.join(arguments)} ended with exit status {done.returncode}, as shown above.")
    return done.stdout

"""Django's own commands in a process of its own: what this one imported of the old migrations is not in its way."""

import os
import subprocess
import sys
from collections.abc import Sequence

from django.conf import settings
from django.core.management.base import CommandError


def run_django(*arguments: str, keep_open: Sequence[int] = ()) -> subprocess.CompletedProcess[str]:
    """Run `manage.py` with these arguments under the same settings; it inherits the descriptors `keep_open`."""
    return subprocess.run(
        [sys.executable, "-m", "django", *arguments, "--no-color"],
        env={
            **os.environ,
            "DJANGO_SETTINGS_MODULE": settings_module(),
            "PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path),
            "PYTHONDONTWRITEBYTECODE": "1",
        },
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        check=False,
        pass_fds=tuple(keep_open),
        start_new_session=True,
    )


def settings_module() -> str:
    """The module that the settings came from; a CommandError where a program made them by itself."""
    name = getattr(settings, "SETTINGS_MODULE", None)
    if not name:
        raise CommandError("The settings come from no module (settings.configure()): a new process could not use them.")
    return str(name)


def last_words(done: subprocess.CompletedProcess[str]) -> str:
    """The last line that a failed command wrote."""
    lines = (done.stderr.strip() or done.stdout.strip()).splitlines()
    return lines[-1].strip() if lines else f"exit status {done.returncode}"

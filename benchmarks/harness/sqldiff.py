"""`sqldiff -a` of django-extensions in this process, from a folder of its own: it is no dependency of the project."""

import io
import sys

from django.core.management import call_command

from benchmarks.harness.beside import installed


def provide() -> None:
    """Let it be imported."""
    sys.path.append(str(installed("requirements.txt")))


def sqldiff() -> int:
    """Run it on all apps; the number of differences it reports."""
    out = io.StringIO()
    call_command("sqldiff", all_applications=True, sql=False, dense_output=True, no_color=True, stdout=out)
    return len(out.getvalue().splitlines())

"""`sqldiff -a` of django-extensions in this process, from a folder of its own: it is no dependency of the project."""

import io
import subprocess
import sys
from pathlib import Path

from django.core.management import call_command

_REQUIREMENTS = Path(__file__).parents[1] / "requirements.txt"
_FOLDER = Path(__file__).parents[2] / ".run" / "benchmarks"


def provide() -> None:
    """Install it on first use, by its hashes, and let it be imported."""
    stamp = _FOLDER / _REQUIREMENTS.name
    if not stamp.exists() or stamp.read_text() != _REQUIREMENTS.read_text():
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        options = ["--upgrade", "--require-hashes", "--target", str(_FOLDER), "-r", str(_REQUIREMENTS)]
        subprocess.run([*command, *options], check=True)
        stamp.write_text(_REQUIREMENTS.read_text())
    sys.path.append(str(_FOLDER))


def sqldiff() -> int:
    """Run it on all apps; the number of differences it reports."""
    out = io.StringIO()
    call_command("sqldiff", all_applications=True, sql=False, dense_output=True, no_color=True, stdout=out)
    return len(out.getvalue().splitlines())

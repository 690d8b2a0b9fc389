"""What benchmarks compare with and nothing else uses: installed beside .venv, never into it."""

import subprocess
import sys
from pathlib import Path

_BENCHMARKS = Path(__file__).parents[1]
_FOLDER = _BENCHMARKS.parent / ".run" / "benchmarks"


def installed(requirements: str) -> Path:
    """The folder with the packages of a file of benchmarks/, installed on first use, by their hashes."""
    wanted = _BENCHMARKS / requirements
    folder = _FOLDER / wanted.stem
    stamp = folder / wanted.name
    if not stamp.exists() or stamp.read_text() != wanted.read_text():
        command = [sys.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps"]
        options = ["--upgrade", "--require-hashes", "--target", str(folder), "-r", str(wanted)]
        subprocess.run([*command, *options], check=True)
        stamp.write_text(wanted.read_text())
    return folder

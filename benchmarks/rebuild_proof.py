"""The proof of a rebuild beside the plain `migrate` of both chains, each as a real process on an empty database."""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.harness.databases import own_database
from benchmarks.harness.long_history import write_project
from benchmarks.harness.rounds import timed
from benchmarks.harness.tables import show

ROOT = Path(__file__).resolve().parents[1]
APPS = 6
ROUNDS = 3
LIMIT = 3.0


def main() -> None:
    """Prove once to have the new chain, then time the three of them in turn."""
    with tempfile.TemporaryDirectory() as temporary:
        old, new = Path(temporary) / "old", Path(temporary) / "new"
        old.mkdir()
        write_project(old, apps=APPS)
        proven = json.loads(_in_own_database(old, "benchmarks.harness.prove_here"))
        if not proven["equal"]:
            raise SystemExit("The new chain is not equal to the old one: nothing was measured.")
        _swapped(old, new, proven["new"])
        calls = {
            "migrate, old chain": lambda: _in_own_database(old, "django", "migrate", "--verbosity=0"),
            "migrate, new chain": lambda: _in_own_database(new, "django", "migrate", "--verbosity=0"),
            "proof": lambda: _in_own_database(old, "benchmarks.harness.prove_here"),
        }
        seconds = {name: median(timed(call) for _ in range(ROUNDS)) for name, call in calls.items()}
    times = seconds["proof"] / (seconds["migrate, old chain"] + seconds["migrate, new chain"])
    show(
        f"{proven['tables']} tables, {proven['old']} old files, {len(proven['new'])} new; median of {ROUNDS}, s",
        [*seconds, "proof / both", "wanted at most"],
        [[*(f"{value:.1f}" for value in seconds.values()), f"{times:.2f}", f"{LIMIT:.0f}"]],
    )


def _swapped(old: Path, new: Path, files: list[dict[str, str]]) -> None:
    """The project with the new files in the old ones' place."""
    shutil.copytree(old, new, ignore=shutil.ignore_patterns("0*_step.py", "__pycache__"))
    for file in files:
        (new / file["app"] / "migrations" / file["path"]).write_text(file["text"])


def _in_own_database(folder: Path, module: str, *arguments: str) -> str:
    with own_database() as url:
        variables: dict[str, Any] = {
            **os.environ,
            "DATABASE_URL": url,
            "DJANGO_SETTINGS_MODULE": "settings",
            "PYTHONPATH": os.pathsep.join([str(folder), str(ROOT)]),
        }
        command = [sys.executable, "-m", module, *arguments]
        return subprocess.run(command, cwd=folder, env=variables, check=True, capture_output=True, text=True).stdout


if __name__ == "__main__":
    main()

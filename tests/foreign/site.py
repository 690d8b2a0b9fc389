"""A foreign site: its migrated database, copies of it, and its commands on them."""

import json
import os
import subprocess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from tests.foreign.rows import fill
from tests.foreign.server import Server

ROOT = Path(__file__).resolve().parents[2]
PROJECTS = ROOT / "tests" / "foreign" / "projects"
PYTHON = ROOT / ".run" / "foreign-venv" / "bin" / "python"


class Site:
    """One settings module of projects/ on one server; `fresh` is its migrated database, `filled` a copy with rows."""

    def __init__(self, name: str, server: Server, cache: Path, *, seed: int = 0) -> None:
        self.name = name
        self.seed = seed
        self._label = f"{name}_{seed}" if seed else name
        self.server = server
        self.cache = cache
        self.fresh = ""
        self.filled = ""
        self._copies = 0
        self._process: subprocess.Popen[str] | None = None

    def __enter__(self) -> Self:
        self.fresh = self.server.make(self._label)
        migrated = self.process("migrate", "--verbosity=0", "--run-syncdb")
        assert migrated.returncode == 0, migrated.stderr[-2000:]
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._process and self._process.stdin:
            self._process.stdin.close()
            self._process.wait(timeout=30)

    def fill(self) -> dict[str, int]:
        """Make the filled database, with what a package leaves wrong put right; the rows of each table."""
        self.filled = self.server.make(f"{self._label}_filled", template=self.fresh)
        for finding in self.findings(self.filled):
            self.server.run(self.filled, *finding["fix_sql"])
        return fill(self.server, self.filled)

    def copy(self) -> str:
        """The name of a new database like the filled one."""
        self._copies += 1
        return self.server.make(f"{self._label}_{self._copies}", template=self.filled)

    def process(self, *arguments: str) -> subprocess.CompletedProcess[str]:
        """A command of the site as a process of its own, on the fresh database."""
        return subprocess.run(
            [PYTHON, "-W", "ignore", "-m", "django", *arguments],
            env=self._environment(),
            cwd=PROJECTS,
            capture_output=True,
            text=True,
            check=False,
        )

    def command(
        self, database: str, *arguments: str, account: tuple[str, str] | None = None
    ) -> tuple[int, dict[str, Any]]:
        """A command with `--format=json` on one database: its exit status and what it printed."""
        answer = self._ask([database, *(account or self.server.account), *arguments, "--format=json"])
        assert answer["out"], answer["errors"]
        return int(answer["exit"]), json.loads(answer["out"])

    def findings(self, database: str) -> list[dict[str, Any]]:
        """What the schema audit finds."""
        _, report = self.command(database, "check_db_structure", "--fail-on=info")
        found: list[dict[str, Any]] = report["findings"]
        return found

    def _ask(self, question: list[str]) -> dict[str, Any]:
        if self._process is None:
            self._process = subprocess.Popen(
                [PYTHON, "-W", "ignore", PROJECTS / "answering.py"],
                env=self._environment(),
                cwd=PROJECTS,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                text=True,
            )
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(json.dumps(question) + "\n")
        self._process.stdin.flush()
        line = self._process.stdout.readline()
        assert line, f"the process of {self.name} ended"
        answer: dict[str, Any] = json.loads(line)
        return answer

    def _environment(self) -> dict[str, str]:
        return {
            **os.environ,
            "DATABASE_URL": self.server.address(self.fresh),
            "DJANGO_SETTINGS_MODULE": f"site_{self.name}",
            "FOREIGN_CACHE": str(self.cache / self.name),
            "RANDOM_SEED": str(self.seed),
            "PYTHONPATH": os.pathsep.join([str(PROJECTS), str(ROOT)]),
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONWARNINGS": "ignore",
        }

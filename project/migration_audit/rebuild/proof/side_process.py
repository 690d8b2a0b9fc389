"""Starts the two sides of the proof and asks them."""

import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import IO, Any

from project.migration_audit.rebuild.fresh_process import settings_module


class SideFailedError(Exception):
    """A side could not do what it was asked; `place` says in which operation, where it knows."""

    def __init__(self, error: str, place: Mapping[str, Any]) -> None:
        super().__init__(error)
        self.place = place


@dataclass(frozen=True, kw_only=True)
class Side:
    """A running side: `ask` sends a question, `answer` waits for what it says."""

    process: "subprocess.Popen[str]"
    words: IO[str]

    def ask(self, question: str) -> None:
        """`migrate`, `state` or `reverse`; it works on while the other side is asked."""
        self._write(question)

    def answer(self) -> dict[str, Any]:
        """Its answer; SideFailedError where it ended."""
        assert self.process.stdout is not None  # noqa: S101  (a pipe was asked for)
        line = self.process.stdout.readline()
        found: dict[str, Any] = json.loads(line) if line else {"failure": self._last_words()}
        if "failure" in found:
            raise SideFailedError(found["failure"], found)
        return found

    def _write(self, line: str) -> None:
        assert self.process.stdin is not None  # noqa: S101  (a pipe was asked for)
        try:
            self.process.stdin.write(line + "\n")
            self.process.stdin.flush()
        except BrokenPipeError:
            return  # it ended: the answer says why

    def _last_words(self) -> str:
        status = self.process.wait()
        self.words.seek(0)
        lines = self.words.read().strip().splitlines()
        return lines[-1] if lines else f"its process ended with status {status}"


@contextmanager
def side(request: Mapping[str, Any]) -> Iterator[Side]:
    """Start one, and end it with the block.

    `request` has `database` (an alias), `databases` (settings by alias), `apps`, `files` (None for the old chain) and
    `removed`.
    """
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as words:
        process = subprocess.Popen(
            [sys.executable, "-m", "project.migration_audit.rebuild.proof.side"],
            env={
                **os.environ,
                "DJANGO_SETTINGS_MODULE": settings_module(),
                "PYTHONPATH": os.pathsep.join(path or os.getcwd() for path in sys.path),
                "PYTHONDONTWRITEBYTECODE": "1",
            },
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=words,
            text=True,
            start_new_session=True,
        )
        started = Side(process=process, words=words)
        try:
            started.ask(json.dumps(request))
            yield started
        finally:
            process.kill()
            process.communicate()

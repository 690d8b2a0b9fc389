"""The log of a server we start, and the one sentence to be read out of it when the server fails."""

from dataclasses import dataclass
from pathlib import Path

from dev.run_folder import ROOT
from dev.steps import CannotRun

_KNOWN = {
    "No space left on device": "the disk is full: make room",
    "Address already in use": "its port is in use: free it, or try again to have another chosen",
    "Permission denied": "something is closed to the user it runs as",
}


@dataclass(frozen=True, kw_only=True)
class ServerLog:
    """Where one server writes."""

    server: str
    path: Path

    @property
    def shown(self) -> Path:
        """The path as a person in the project's folder would type it."""
        return self.path.relative_to(ROOT) if self.path.is_relative_to(ROOT) else self.path

    def explain(self, what_happened: str) -> CannotRun:
        """The error to raise: what happened, why as far as the log tells, and where the log is."""
        lines = self.tail()
        reasons = [meaning for words, meaning in _KNOWN.items() if any(words in line for line in lines)]
        reason = reasons[0] if reasons else (lines[-1] if lines else "it wrote nothing")
        return CannotRun(f"{self.server} {what_happened}: {reason} (log: {self.shown}).")

    def tail(self, lines: int = 20) -> list[str]:
        """The last lines, without the empty ones."""
        try:
            text = self.path.read_text(errors="replace")
        except FileNotFoundError:
            return []
        return [line for line in text.splitlines() if line.strip()][-lines:]

"""How an audit reaches what records and remembers, without knowing it.

`settings.AUDIT_RECORDER` is the dotted path of a class that satisfies `Recorder`. Without it (a foreign project that
only installs an audit) nothing is stored, and the commands say so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from project.findings import Finding


@dataclass(frozen=True, kw_only=True)
class Stored:
    """What became of a report: its run and how it compares with the one before, or why it was not stored."""

    run_id: int | None = None
    new: int = 0
    known: int = 0
    fixed: int = 0
    back: int = 0
    why_not: str = ""

    def __str__(self) -> str:
        if self.run_id is None:
            return f"not stored: {self.why_not}"
        return f"stored as run {self.run_id}: {self.new} new, {self.known} known, {self.fixed} fixed, {self.back} back"


class Recorder(Protocol):
    """Stores the report of a whole audit."""

    def record(
        self, *, tool: str, database: str, findings: Sequence[Finding], stats: Mapping[str, Any], score: float
    ) -> Stored:
        """Store one finished audit as a run; never raises for report tables that don't exist yet."""
        ...


class NoRecorder:
    """Where no recorder is set: nothing is stored, visibly."""

    def record(
        self, *, tool: str, database: str, findings: Sequence[Finding], stats: Mapping[str, Any], score: float
    ) -> Stored:
        """Say why nothing was stored."""
        return Stored(why_not="no AUDIT_RECORDER in the settings")


def recorder() -> Recorder:
    """The recorder of the settings, or the one that stores nothing."""
    path = getattr(settings, "AUDIT_RECORDER", "")
    loaded: Recorder = import_string(path)() if path else NoRecorder()
    return loaded

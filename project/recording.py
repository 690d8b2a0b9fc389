"""How an audit reaches what records and remembers, without knowing it.

`settings.AUDIT_RECORDER` is the dotted path of a class that satisfies `Recorder`. Without it (a foreign project that
only installs an audit) nothing is stored, and the commands say so.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from django.conf import settings
from django.utils.module_loading import import_string

from project.applied import Applied
from project.findings import Finding
from project.waivers import Waiver


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


@dataclass(frozen=True, kw_only=True)
class SeenMigration:
    """The file of a recorded migration as it was first seen, in 64 hex digits each.

    `file_sha256` is that of its bytes, `code_sha256` that of what Python reads in it, without comments and layout.
    Another `applied_at` is another time that it was applied: what was seen before that doesn't count.
    """

    app: str
    name: str
    file_sha256: str
    code_sha256: str
    applied_at: datetime


class Journal(Protocol):
    """What one run of `--fix` did, statement by statement; each is written before it runs and after."""

    @property
    def name(self) -> str:
        """What `--undo` takes."""
        ...

    def write(self, applied: Applied) -> None:
        """Store it, durably, in the place of what was written with its position before."""
        ...

    def read(self) -> list[Applied]:
        """Everything written, by position."""
        ...


class Recorder(Protocol):
    """Stores whole audits and what was done about them, and remembers what people accepted."""

    def record(
        self, *, tool: str, database: str, findings: Sequence[Finding], stats: Mapping[str, Any], score: float
    ) -> Stored:
        """Store one finished audit as a run; never raises for report tables that don't exist yet."""
        ...

    def past(self, *, tool: str, database: str, statistic: str) -> Sequence[tuple[datetime, Any]]:
        """A statistic of the recorded runs of a quarter of a year, oldest first; none where they can't be read."""
        ...

    def waivers(self, *, tool: str, database: str) -> Sequence[Waiver]:
        """The waivers granted for findings of a tool; none where they can't be read."""
        ...

    def journal(self, *, run_id: int, database: str) -> Journal | None:
        """The journal of what was done after a recorded run; None where there is no such run, or no room for rows."""
        ...

    def unfinished(self, *, database: str) -> Sequence[Journal]:
        """The journals with a statement of which nobody knows the end."""
        ...

    def seen_migrations(self, *, database: str) -> Sequence[SeenMigration] | None:
        """The files of recorded migrations as they were first seen; None where nothing can be remembered."""
        ...

    def remember_migrations(self, *, database: str, seen: Sequence[SeenMigration]) -> None:
        """Remember these and no others; never raises where there is no room for them yet."""
        ...


class NoRecorder:
    """Where no recorder is set: nothing is stored, visibly."""

    def record(
        self, *, tool: str, database: str, findings: Sequence[Finding], stats: Mapping[str, Any], score: float
    ) -> Stored:
        """Say why nothing was stored."""
        return Stored(why_not="no AUDIT_RECORDER in the settings")

    def past(self, *, tool: str, database: str, statistic: str) -> Sequence[tuple[datetime, Any]]:
        """None."""
        return ()

    def waivers(self, *, tool: str, database: str) -> Sequence[Waiver]:
        """None."""
        return ()

    def journal(self, *, run_id: int, database: str) -> Journal | None:
        """None: fixes are kept in a file."""
        return None

    def unfinished(self, *, database: str) -> Sequence[Journal]:
        """None."""
        return ()

    def seen_migrations(self, *, database: str) -> Sequence[SeenMigration] | None:
        """Nothing is remembered."""
        return None

    def remember_migrations(self, *, database: str, seen: Sequence[SeenMigration]) -> None:
        """Nowhere."""


def recorder() -> Recorder:
    """The recorder of the settings, or the one that stores nothing."""
    path = getattr(settings, "AUDIT_RECORDER", "")
    loaded: Recorder = import_string(path)() if path else NoRecorder()
    return loaded

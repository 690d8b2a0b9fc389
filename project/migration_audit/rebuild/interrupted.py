"""Rebuilds and restores that were killed: found by their markers, told, and undone or finished."""

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from django.core.management.base import CommandError

from project.migration_audit.rebuild.exchange import undo
from project.migration_audit.rebuild.folder_files import MARKER
from project.migration_audit.rebuild.journal import Journal, State, held, is_held, read_journal
from project.migration_audit.rebuild.markers import journals_of, marked_folders, remove_markers
from project.migration_audit.rebuild.steps import OnStep

# How long the `migrate` of a killed rebuild may take to end by itself.
PATIENCE_SECONDS = 30.0


@dataclass(frozen=True, kw_only=True)
class Interrupted:
    """An exchange that has begun and not ended; `runs` where its process still lives."""

    journal: Journal
    runs: bool

    def __str__(self) -> str:
        what = f"A {self.journal.purpose.value} of {', '.join(sorted(self.journal.folders))}"
        since = f"begun at {self.journal.begun_at}"
        if self.runs:
            return f"{what}, {since} by process {self.journal.process}, is under way."
        if self.journal.state is State.BEGUN:
            return f"{what}, {since}, was interrupted: its files, rows and names are to be put back as they were."
        ended = "done" if self.journal.state is State.DONE else "taken back"
        return f"{what}, {since}, was {ended} and interrupted at its very end: only its markers are left."

    @property
    def next_step(self) -> str:
        """What to do about it, in a sentence."""
        return "Wait until it has ended." if self.runs else "Run `manage.py rebuild_migrations`: it puts this in order."


class Told(NamedTuple):
    """One of them in two sentences: what it is, and what to do."""

    what: str
    next_step: str


def interrupted() -> list[Interrupted]:
    """Those of the installed apps; nothing is written. A CommandError where a journal is gone or damaged."""
    return [Interrupted(journal=journal, runs=is_held(journal.folder)) for journal in _journals()]


def told_interrupted() -> tuple[Told, ...]:
    """Each of them, also one whose journal is gone."""
    try:
        return tuple(Told(str(one), one.next_step) for one in interrupted())
    except CommandError as error:
        return (Told(str(error), "`manage.py rebuild_migrations` goes on where the journal is back."),)


def settle(on_step: OnStep) -> list[str]:
    """Put back what was begun, and clear away what is over; a sentence for each.

    A CommandError where one is under way, or where its journal is gone.
    """
    told = []
    for journal in _journals():
        with _alone_with(journal):
            now = read_journal(journal.folder)
            if now is None or not any((folder / MARKER).exists() for folder in journal.folders.values()):
                continue  # it ended while we waited
            told.append(str(Interrupted(journal=now, runs=False)))
            if now.state is State.BEGUN:
                undo(now, on_step)
            else:
                remove_markers(now.folders.values())
    return told


def _journals() -> Iterator[Journal]:
    marked = marked_folders()
    for place in journals_of(marked.values()):
        journal = read_journal(place)
        if journal is None:
            raise _lost(place, marked)
        for label, folder in marked.items():
            if label in journal.folders and journal.folders[label] != folder:
                raise CommandError(
                    f"The journal {place} tells of {journal.folders[label]}, which lies at {folder} now: "
                    "run this where the rebuild was begun."
                )
        yield journal


def _lost(place: Path, marked: dict[str, Path]) -> CommandError:
    folder = next(iter(marked.values()))
    return CommandError(
        f"A rebuild of {', '.join(sorted(marked))} was interrupted and its journal {place} is gone: bring it back, or "
        f"put the files back from version control and remove {folder / MARKER}."
    )


@contextmanager
def _alone_with(journal: Journal) -> Iterator[None]:
    """Wait for what a killed process left running; who still lives is not waited for."""
    deadline = time.monotonic() + PATIENCE_SECONDS
    while True:
        with held(journal.folder) as descriptor:
            if descriptor is not None:
                yield
                return
        if _lives(journal.process) or time.monotonic() > deadline:
            runs = Interrupted(journal=journal, runs=True)
            raise CommandError(f"{runs} {runs.next_step}")
        time.sleep(0.1)


def _lives(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True

"""The journal of an exchange of migration files: written before the first of them is touched, read after a crash.

It lies in the backup that the exchange made of what was before: `journal.json`, and the new files below `new/`.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from project.migration_audit.rebuild.durable import write_new, write_over
from project.migration_audit.rebuild.folder_files import FileImage, Files

JOURNAL = "journal.json"
LOCK = "journal.lock"
FORMAT_VERSION = 1


class Purpose(StrEnum):
    """What the files are exchanged for."""

    REBUILD = "rebuild"
    RESTORE = "restore"


class State(StrEnum):
    """BEGUN is undone by whoever finds it; DONE and UNDONE only want their markers removed."""

    BEGUN = "begun"
    DONE = "done"
    UNDONE = "undone"


@dataclass(frozen=True, kw_only=True)
class Rename:
    """A name that an existing database has and the new chain hasn't: the statement, and the one that takes it back."""

    sql: str
    undo_sql: str


@dataclass(frozen=True, kw_only=True)
class Journal:
    """One exchange: the folders by app, the files that come, those that go, and the renames by database.

    `folder` is the backup of what was before.
    """

    folder: Path
    purpose: Purpose
    folders: Mapping[str, Path]
    new: Mapping[str, Files]
    old: Mapping[str, tuple[str, ...]]
    renames: Mapping[str, tuple[Rename, ...]] = field(default_factory=dict)
    databases: tuple[str, ...] = ()
    state: State = State.BEGUN
    begun_at: str = field(default_factory=lambda: datetime.now(UTC).isoformat(timespec="seconds"))
    process: int = field(default_factory=os.getpid)

    def store_files(self) -> None:
        """Keep the new files, so that the journal alone tells what was meant."""
        for app, files in self.new.items():
            for path, image in files.items():
                write_new(self.folder / "new" / app / path, image.content)

    def write(self, state: State) -> None:
        """Make the journal durable in this state."""
        journal = replace(self, state=state)
        write_over(self.folder / JOURNAL, json.dumps(journal.as_json(), indent=1).encode(), mode=0o644)

    def as_json(self) -> dict[str, Any]:
        """What `read_journal` reads; files by hash, their bytes lie beside it."""
        return {
            "format_version": FORMAT_VERSION,
            "purpose": self.purpose.value,
            "state": self.state.value,
            "begun_at": self.begun_at,
            "process": self.process,
            "folders": {app: str(folder) for app, folder in self.folders.items()},
            "new": {
                app: [{"path": path, "sha256": image.sha256, "mode": image.mode} for path, image in files.items()]
                for app, files in self.new.items()
            },
            "old": {app: list(paths) for app, paths in self.old.items()},
            "renames": {alias: [vars(rename) for rename in renames] for alias, renames in self.renames.items()},
            "databases": list(self.databases),
        }


def read_journal(folder: Path) -> Journal | None:
    """The journal of a backup; None where it has none, a CommandError where it can't be read."""
    try:
        text = (folder / JOURNAL).read_text(encoding="utf-8")
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CommandError(f"The journal {folder / JOURNAL} can't be read ({error.strerror}).") from error
    try:
        return _from_json(folder, json.loads(text))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(f"The journal {folder / JOURNAL} is damaged: put the files back by hand.") from error


def _from_json(folder: Path, read: dict[str, Any]) -> Journal:
    return Journal(
        folder=folder,
        purpose=Purpose(read["purpose"]),
        state=State(read["state"]),
        begun_at=read["begun_at"],
        process=read["process"],
        folders={app: Path(place) for app, place in read["folders"].items()},
        new={
            app: {
                one["path"]: FileImage(content=(folder / "new" / app / one["path"]).read_bytes(), mode=one["mode"])
                for one in files
            }
            for app, files in read["new"].items()
        },
        old={app: tuple(paths) for app, paths in read["old"].items()},
        renames={alias: tuple(Rename(**one) for one in renames) for alias, renames in read["renames"].items()},
        databases=tuple(read["databases"]),
    )


@contextmanager
def held(folder: Path) -> Iterator[int | None]:
    """The journal's lock as a file descriptor, None where a living process has it.

    A process that inherits the descriptor holds it too: the `migrate` that outlives a killed rebuild is seen.
    """
    descriptor = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
    try:
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
        else:
            yield descriptor
    finally:
        os.close(descriptor)


def is_held(folder: Path) -> bool:
    """Whether a living process has the journal's lock; nothing is written."""
    try:
        descriptor = os.open(folder / LOCK, os.O_RDONLY)
    except OSError:
        return False
    try:
        fcntl.flock(descriptor, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    finally:
        os.close(descriptor)
    return False

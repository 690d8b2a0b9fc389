"""The journal of `--fix` as a file, where there is no recorder: a line of JSON for each thing that happened, synced."""

import json
import os
import secrets
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.db import connections

from project.applied import Applied, Purpose, State
from project.schema_audit.building.cache import cache_folder
from project.schema_audit.statements import statement

_LOOKED_AT = 50


class JournalError(Exception):
    """A journal can't be written or read; the text is one sentence."""


class FileJournal:
    """Satisfies `project.recording.Journal`; the first line names the database, each other one a statement's state."""

    def __init__(self, path: Path) -> None:
        self.path = path

    @property
    def name(self) -> str:
        """The file."""
        return str(self.path)

    @property
    def schemas(self) -> tuple[str, ...]:
        """Those that were mended by name; none for the role's own search path."""
        return tuple(next(_lines(self.path), {}).get("schemas", ()))

    def write(self, applied: Applied) -> None:
        """Append it, and wait until the disk has it."""
        _append(self.path, {**asdict(applied), "at": datetime.now(UTC).isoformat(timespec="seconds")})

    def read(self) -> list[Applied]:
        """The last line of each position; one that a crash cut short never ran."""
        found: dict[int, Applied] = {}
        for line in list(_lines(self.path))[1:]:
            line.pop("at", None)
            applied = Applied(
                **{**line, "undo_sql": tuple(line["undo_sql"])}
                | {"purpose": Purpose(line["purpose"]), "state": State(line["state"])}
            )
            found[applied.position] = applied
        return [found[position] for position in sorted(found)]


def create_journal(using: str, schemas: Sequence[str] = ()) -> FileJournal:
    """A new file beside the cache; JournalError where the folder can't be written."""
    folder = cache_folder()
    begun = datetime.now(UTC)
    path = folder / f"fixes-{begun:%Y%m%dT%H%M%SZ}-{secrets.token_hex(2)}.jsonl"
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        header = {"journal": 1, "database": _database(using), "begun_at": begun.isoformat(timespec="seconds")}
        _append(path, {**header, "schemas": list(schemas)})
        descriptor = os.open(folder, os.O_RDONLY)
        os.fsync(descriptor)
        os.close(descriptor)
    except OSError as error:
        raise JournalError(
            f"Nothing was changed: no journal can be written to {folder} ({error.strerror}); "
            "set SCHEMA_AUDIT_CACHE to a folder that can be."
        ) from error
    return FileJournal(path)


def open_journal(name: str, using: str) -> FileJournal:
    """The journal of a path, or of a file's name beside the cache; JournalError where it is none of this database."""
    path = next((one for one in (Path(name), cache_folder() / name) if one.is_file()), None)
    if path is None:
        raise JournalError(f"There is no run and no journal {name!r}: the summary of --fix names it.")
    header = next(_lines(path), {})
    if header.get("journal") != 1:
        raise JournalError(f"{path} is no journal of --fix.")
    if header["database"] != _database(using):
        raise JournalError(f"{path} tells of database {header['database']}, not of {_database(using)}.")
    return FileJournal(path)


def unfinished_files(using: str, schemas: Sequence[str] = ()) -> list[FileJournal]:
    """The newest journals of this database, and of a fix of these schemas, with a statement that has no known end."""
    here = _database(using)
    newest = sorted(cache_folder().glob("fixes-*.jsonl"))[-_LOOKED_AT:]
    ours = [FileJournal(path) for path in newest if next(_lines(path), {}).get("database") == here]
    ours = [journal for journal in ours if journal.schemas == tuple(schemas)]
    return [journal for journal in ours if any(one.state is State.PENDING for one in journal.read())]


def _append(path: Path, line: dict[str, Any]) -> None:
    """On a line of its own, also after one that a crash cut short."""
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT | os.O_APPEND, 0o600)
    try:
        size = os.fstat(descriptor).st_size
        torn = size > 0 and os.pread(descriptor, 1, size - 1) != b"\n"
        os.write(descriptor, (b"\n" if torn else b"") + json.dumps(line).encode() + b"\n")
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _lines(path: Path) -> Iterator[dict[str, Any]]:
    """Of a file that somebody else keeps to themselves, none."""
    try:
        text = path.read_text(encoding="utf-8")
    except OSError:
        return
    for line in text.splitlines():
        with suppress(ValueError):
            yield json.loads(line)


def _database(using: str) -> str:
    """Its name and number: one that was dropped and made anew under its name is another."""
    with connections[using].cursor() as cursor:
        cursor.execute(statement("this_database"))
        return str(cursor.fetchone()[0])

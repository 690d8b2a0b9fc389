"""Writes a backup of migrations: whole or not at all."""

import errno
import json
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from project.migration_audit.rebuild.backup_contents import BackupContents

MANIFEST = "manifest.json"
FORMAT_VERSION = 1
NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})


def write_backup(contents: BackupContents, parent: Path) -> Path:
    """Write `parent/<UTC time>/` and return it.

    It is written beside its place, synced to disk, and renamed: a folder without the dot is complete. A CommandError
    says in one sentence what kept it from being written; nothing of it remains then.
    """
    started = datetime.now(UTC)
    with _told_in_a_sentence(parent):
        parent.mkdir(parents=True, exist_ok=True)
        unfinished = parent / f".{started:%Y-%m-%dT%H-%M-%S.%fZ}.unfinished"
        try:
            unfinished.mkdir()
            _write_all(contents, unfinished, started)
            return _put_in_place(unfinished, parent / f"{started:%Y-%m-%dT%H-%M-%SZ}")
        finally:
            shutil.rmtree(unfinished, ignore_errors=True)


def _write_all(contents: BackupContents, folder: Path, started: datetime) -> None:
    for saved in contents.files:
        _write(folder / "files" / saved.app / saved.path, saved.content)
    for database in contents.databases:
        if database.schema is not None:
            _write(folder / "schema" / f"{database.database}.json", _as_json(database.schema))
    _write(folder / MANIFEST, _as_json(_manifest(contents, started)))
    for path in (*(found for found in folder.rglob("*") if found.is_dir()), folder):
        _sync(path)


def _manifest(contents: BackupContents, started: datetime) -> dict[str, Any]:
    return {
        "format_version": FORMAT_VERSION,
        "taken_at": started.isoformat(),
        "folders": contents.folders,
        "files": [
            {"app": saved.app, "path": saved.path, "sha256": saved.sha256, "mode": saved.mode}
            for saved in contents.files
        ],
        "databases": {
            database.database: {"rows": database.rows, "schema": database.schema is not None}
            for database in contents.databases
        },
    }


def _as_json(value: Any) -> bytes:
    return json.dumps(value, indent=1, ensure_ascii=False).encode() + b"\n"


def _write(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _put_in_place(unfinished: Path, place: Path) -> Path:
    """Rename it; a second backup of the same second gets a number."""
    number = 1
    final = place
    while final.exists():
        number += 1
        final = place.with_name(f"{place.name}-{number}")
    unfinished.rename(final)
    _sync(final.parent)
    return final


@contextmanager
def _told_in_a_sentence(parent: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = "its disk is full" if error.errno in NO_ROOM else (error.strerror or str(error))
        sentence = f"No backup was written: {parent} can't take it ({why}). Name another folder with --output."
        raise CommandError(sentence) from error

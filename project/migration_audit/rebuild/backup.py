"""Writes a backup of migrations: whole or not at all."""

import errno
import json
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from project.migration_audit.rebuild.backup_contents import BackupContents
from project.migration_audit.rebuild.durable import sync_folder, write_new

MANIFEST = "manifest.json"
FILES = "files"
SCHEMA = "schema"
FORMAT_VERSION = 2
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
    for app, files in contents.files.items():
        for path, image in files.items():
            write_new(folder / FILES / app / path, image.content)
    written = {
        database.database: _as_json(database.schema) for database in contents.databases if database.schema is not None
    }
    for name, schema in written.items():
        write_new(folder / SCHEMA / f"{name}.json", schema)
    hashes = {name: sha256(schema).hexdigest() for name, schema in written.items()}
    write_new(folder / MANIFEST, _as_json(_manifest(contents, started, hashes)))
    for made in (*(found for found in folder.rglob("*") if found.is_dir()), folder):
        sync_folder(made)


def _manifest(contents: BackupContents, started: datetime, schema_hashes: Mapping[str, str]) -> dict[str, Any]:
    described = {
        "format_version": FORMAT_VERSION,
        "taken_at": started.isoformat(),
        "folders": dict(contents.folders),
        "files": [
            {"app": app, "path": path, "sha256": image.sha256, "mode": image.mode}
            for app, files in contents.files.items()
            for path, image in files.items()
        ],
        "databases": {
            database.database: {
                "rows": database.rows,
                "sequence": database.sequence,
                "schema_sha256": schema_hashes.get(database.database),
            }
            for database in contents.databases
        },
    }
    return {**described, "sha256": manifest_hash(described)}


def manifest_hash(manifest: Mapping[str, Any]) -> str:
    """Of everything in a manifest but the hash itself."""
    told = {key: value for key, value in manifest.items() if key != "sha256"}
    return sha256(json.dumps(told, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def _as_json(value: Any) -> bytes:
    return json.dumps(value, indent=1, ensure_ascii=False).encode() + b"\n"


def _put_in_place(unfinished: Path, place: Path) -> Path:
    """Rename it; a second backup of the same second gets a number."""
    number = 1
    final = place
    while final.exists():
        number += 1
        final = place.with_name(f"{place.name}-{number}")
    unfinished.rename(final)
    sync_folder(final.parent)
    return final


@contextmanager
def _told_in_a_sentence(parent: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        why = "its disk is full" if error.errno in NO_ROOM else (error.strerror or str(error))
        sentence = f"No backup was written: {parent} can't take it ({why}). Name another folder with --output."
        raise CommandError(sentence) from error

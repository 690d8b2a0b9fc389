"""Reads a backup of migrations: all of it is as it was written, or it is refused in one sentence."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError

from project.migration_audit.rebuild.backup import FILES, FORMAT_VERSION, MANIFEST, SCHEMA, manifest_hash
from project.migration_audit.rebuild.folder_files import FileImage, Files
from project.migration_audit.rebuild.live_picture import Schema
from project.migration_audit.rebuild.record_rows import Row, SequenceAt


@dataclass(frozen=True, kw_only=True)
class SavedDatabase:
    """The rows of the chosen apps (None: there was no table), where their sequence stood, the schema."""

    rows: tuple[Row, ...] | None
    sequence: SequenceAt | None
    schema: Schema | None


@dataclass(frozen=True, kw_only=True)
class Backup:
    """One whole backup; folders and files by app, databases by alias."""

    folder: Path
    taken_at: str
    folders: Mapping[str, Path]
    files: Mapping[str, Files]
    databases: Mapping[str, SavedDatabase]


def read_backup(folder: Path) -> Backup:
    """Everything is read and compared with its hash before anything is returned."""
    try:
        manifest = json.loads((folder / MANIFEST).read_bytes())
    except (FileNotFoundError, NotADirectoryError) as error:
        raise CommandError(f"{folder} is no backup of migrations: it has no {MANIFEST}.") from error
    except OSError as error:
        raise CommandError(f"The backup {folder} can't be read ({error.strerror}).") from error
    except ValueError as error:
        raise damaged(folder, MANIFEST) from error
    if not isinstance(manifest, dict) or manifest.get("format_version") != FORMAT_VERSION:
        raise CommandError(f"{folder} was not written by this version of rebuild_migrations; put it back by hand.")
    if manifest.get("sha256") != manifest_hash(manifest):
        raise damaged(folder, MANIFEST)
    return Backup(
        folder=folder,
        taken_at=manifest["taken_at"],
        folders={app: Path(place) for app, place in manifest["folders"].items()},
        files={app: _files(folder, app, manifest["files"]) for app in manifest["folders"]},
        databases={alias: _database(folder, alias, saved) for alias, saved in manifest["databases"].items()},
    )


def damaged(folder: Path, what: str) -> CommandError:
    """What is said of a backup that isn't as it was written."""
    return CommandError(f"The backup {folder} is damaged ({what} is not as it was written): nothing was put back.")


def _files(folder: Path, app: str, listed: list[dict[str, Any]]) -> dict[str, FileImage]:
    return {
        one["path"]: FileImage(
            content=_content(folder, f"{FILES}/{app}/{one['path']}", one["sha256"]),
            mode=one["mode"],
        )
        for one in listed
        if one["app"] == app
    }


def _database(folder: Path, alias: str, saved: dict[str, Any]) -> SavedDatabase:
    has_schema = saved["schema_sha256"] is not None
    text = _content(folder, f"{SCHEMA}/{alias}.json", saved["schema_sha256"]) if has_schema else None
    return SavedDatabase(
        rows=None if saved["rows"] is None else tuple(saved["rows"]),
        sequence=SequenceAt(*saved["sequence"]) if saved["sequence"] else None,
        schema=None if text is None else json.loads(text),
    )


def _content(folder: Path, name: str, expected: str) -> bytes:
    try:
        content = (folder / name).read_bytes()
    except OSError as error:
        raise damaged(folder, name) from error
    if sha256(content).hexdigest() != expected:
        raise damaged(folder, name)
    return content

"""A small file in each migrations folder while its files are exchanged: whoever looks there finds the journal."""

import json
from collections.abc import Iterable, Iterator
from pathlib import Path

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from project.migration_audit.disk import migrations_folder
from project.migration_audit.rebuild.durable import remove, write_over
from project.migration_audit.rebuild.folder_files import MARKER


def place_markers(folders: Iterable[Path], journal: Path) -> None:
    """In every folder, before a file of any of them is touched."""
    for folder in folders:
        write_over(folder / MARKER, json.dumps({"journal": str(journal)}).encode(), mode=0o644)


def remove_markers(folders: Iterable[Path]) -> None:
    """The last thing an exchange does."""
    for folder in folders:
        remove(folder / MARKER)


def marked_folders() -> dict[str, Path]:
    """The migrations folders of installed apps in which an exchange has begun and not ended, by app."""
    folders = ((config.label, place_of_migrations(config.label)) for config in apps.get_app_configs())
    return {label: folder for label, folder in folders if folder is not None and (folder / MARKER).exists()}


def place_of_migrations(label: str) -> Path | None:
    """Where the migrations of an app lie, or lay before half of them was gone; None where it has none."""
    folder = migrations_folder(label)
    if folder is not None:
        return folder
    name, explicit = MigrationLoader.migrations_module(label)
    if name is None or explicit:
        return None
    return Path(apps.get_app_config(label).path).resolve() / "migrations"


def journals_of(folders: Iterable[Path]) -> Iterator[Path]:
    """Where the markers say that the journal lies, each once; a marker that can't be read says its own place."""
    yield from dict.fromkeys(_journal_of(folder / MARKER) for folder in folders)


def _journal_of(marker: Path) -> Path:
    try:
        return Path(json.loads(marker.read_text(encoding="utf-8"))["journal"])
    except (OSError, ValueError, KeyError, TypeError):
        return marker

"""What a backup of migrations holds, read once: bytes of files, rows, the schema as PostgreSQL describes it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.management.base import CommandError
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from project.migration_audit.rebuild.folder_files import Files, read_files
from project.migration_audit.rebuild.live_picture import read_schema
from project.migration_audit.rebuild.record_rows import SequenceAt, read_record_rows, read_sequence
from project.migration_audit.rebuild.scope import ChosenApp


@dataclass(frozen=True, kw_only=True)
class SavedRows:
    """What one database says: its rows for the chosen apps as JSON (None: no such table), and its schema."""

    database: str
    rows: tuple[dict[str, Any], ...] | None
    sequence: SequenceAt | None
    schema: dict[str, Any] | None


@dataclass(frozen=True, kw_only=True)
class BackupContents:
    """All that is needed to put files and rows back, and to see that the schema is still the same; by app."""

    folders: Mapping[str, str]
    files: Mapping[str, Files]
    databases: tuple[SavedRows, ...]


def read_contents(apps: Iterable[ChosenApp]) -> BackupContents:
    """Read the files of these apps and the rows of every database.

    Raises OperationalError for a database that is away, CommandError for a file that can't be read.
    """
    chosen = tuple(apps)
    labels = [app.label for app in chosen]
    return BackupContents(
        folders={app.label: str(app.folder) for app in chosen},
        files=files_of(chosen),
        databases=tuple(_rows(connections[alias], labels) for alias in connections),
    )


def files_of(apps: Iterable[ChosenApp]) -> dict[str, Files]:
    """By app, every file below its folder, also those that are no migrations; a CommandError for an unreadable one."""
    try:
        return {app.label: read_files(app.folder) for app in apps}
    except OSError as error:
        raise CommandError(f"{error.filename} can't be read ({error.strerror}): nothing was changed.") from error


def _rows(connection: BaseDatabaseWrapper, labels: list[str]) -> SavedRows:
    rows = read_record_rows(connection, labels)
    return SavedRows(
        database=connection.alias,
        rows=rows,
        sequence=None if rows is None else read_sequence(connection),
        schema=read_schema(connection),
    )

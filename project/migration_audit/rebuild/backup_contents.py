"""What a backup of migrations holds, read once: bytes of files, rows, the schema as PostgreSQL describes it."""

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import CommandError
from django.db import connections, transaction
from django.db.backends.base.base import BaseDatabaseWrapper
from django.db.migrations.recorder import MigrationRecorder

from project.migration_audit.rebuild.scope import ChosenApp
from project.schema_audit.snapshot import read_rows


@dataclass(frozen=True, kw_only=True)
class SavedFile:
    """One file of a migrations folder; `path` is relative to that folder, `mode` its permission bits."""

    app: str
    path: str
    content: bytes
    mode: int

    @property
    def sha256(self) -> str:
        """Hex digest of the content."""
        return hashlib.sha256(self.content).hexdigest()


@dataclass(frozen=True, kw_only=True)
class SavedRows:
    """What one database says: its rows for the chosen apps as JSON (None: no such table), and its schema."""

    database: str
    rows: tuple[dict[str, Any], ...] | None
    schema: dict[str, Any] | None


@dataclass(frozen=True, kw_only=True)
class BackupContents:
    """All that is needed to put files and rows back, and to see that the schema is still the same."""

    folders: dict[str, str]
    files: tuple[SavedFile, ...]
    databases: tuple[SavedRows, ...]


def read_contents(apps: Iterable[ChosenApp]) -> BackupContents:
    """Read the files of these apps and the rows of every database.

    Raises OperationalError for a database that is away, CommandError for a file that can't be read.
    """
    chosen = tuple(apps)
    labels = [app.label for app in chosen]
    return BackupContents(
        folders={app.label: str(app.folder) for app in chosen},
        files=tuple(saved for app in chosen for saved in _files(app)),
        databases=tuple(_rows(connections[alias], labels) for alias in connections),
    )


def _files(app: ChosenApp) -> Iterator[SavedFile]:
    """Every file below the folder, also those that are no migrations; what Python compiled is left out."""
    for path in sorted(app.folder.rglob("*")):
        if path.is_file() and "__pycache__" not in path.parts and path.suffix != ".pyc":
            yield SavedFile(
                app=app.label,
                path=path.relative_to(app.folder).as_posix(),
                content=_content(path),
                mode=path.stat().st_mode & 0o777,
            )


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"No backup was written: {path} can't be read ({error.strerror}).") from error


def _rows(connection: BaseDatabaseWrapper, labels: list[str]) -> SavedRows:
    recorder = MigrationRecorder(connection)
    rows = None
    if recorder.has_table():
        found = recorder.migration_qs.filter(app__in=labels).order_by("pk").values("id", "app", "name", "applied")
        rows = tuple({**row, "applied": row["applied"].isoformat()} for row in found)
    return SavedRows(database=connection.alias, rows=rows, schema=_schema(connection))


def _schema(connection: BaseDatabaseWrapper) -> dict[str, Any] | None:
    """The schema in PostgreSQL's own words, from the one reader of its catalog; None for another kind of database."""
    if connection.vendor != "postgresql":
        return None
    with transaction.atomic(connection.alias), connection.cursor() as cursor:
        cursor.execute("SELECT current_schemas(false)")
        return asdict(read_rows(cursor, cursor.fetchone()[0]))

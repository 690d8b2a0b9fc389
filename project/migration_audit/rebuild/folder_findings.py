"""What in a migrations folder keeps a rebuild from beginning, before a byte of it is touched."""

import os
import shutil
import subprocess
from collections.abc import Iterable, Iterator
from pathlib import Path

from project.findings import Direction, Finding, Severity, by_hand
from project.migration_audit.disk import migration_names
from project.migration_audit.rebuild.folder_files import read_files
from project.migration_audit.rebuild.scope import ChosenApp

# What a backup and a journal need beside twice the files: the schema as text, and some air.
ROOM_BYTES = 32 * 1024 * 1024


def folder_findings(apps: Iterable[ChosenApp], output: Path) -> Iterator[Finding]:
    """Folders that can't be written, links, strays, migrations without their source, and no room for a backup."""
    chosen = tuple(apps)
    for app in chosen:
        yield from _not_writable(app)
        yield from _links(app)
        yield from _without_source(app)
        yield from _strays(app)
    yield from _no_room(chosen, output)


def _not_writable(app: ChosenApp) -> Iterator[Finding]:
    folders = [app.folder, *(path for path in app.folder.rglob("*") if path.is_dir() and path.name != "__pycache__")]
    for folder in folders:
        if not os.access(folder, os.W_OK | os.X_OK):
            yield _finding("folder_not_writable", app, f"{folder} can't be written by this user.", str(folder))


def _links(app: ChosenApp) -> Iterator[Finding]:
    for path in sorted(app.folder.rglob("*")):
        if path.is_symlink():
            message = f"{path} is a symbolic link: what it leads to is not this app's to rewrite."
            yield _finding("link_in_folder", app, message, str(path))


def _without_source(app: ChosenApp) -> Iterator[Finding]:
    for name in sorted(migration_names([str(app.folder)])):
        if not (app.folder / f"{name}.py").is_file():
            message = f"Migration {app.label}.{name} has no source file {app.folder / name}.py: it can't be rewritten."
            yield _finding("migration_without_source", app, message, str(app.folder / name))


def _strays(app: ChosenApp) -> Iterator[Finding]:
    """Python files that are no migrations and that version control doesn't have as they are; others stay untouched."""
    ours = {f"{name}.py" for name in migration_names([str(app.folder)])} | {"__init__.py"}
    strays = [path for path in read_files(app.folder) if path.endswith(".py") and path not in ours]
    uncommitted = _uncommitted(app.folder) if strays else frozenset()
    for path in strays:
        if (app.folder / path).resolve() in uncommitted:
            message = f"{app.folder / path} is no migration and isn't committed: nobody could tell whose it is."
            yield _finding("stray_file", app, message, str(app.folder / path), note="Commit it, or take it away.")


def _uncommitted(folder: Path) -> frozenset[Path]:
    """What git lists as new or changed below a folder; nothing where there is no git, or no repository of it."""
    command = [
        "git",
        "-C",
        str(folder),
        "status",
        "--porcelain",
        "-z",
        "--untracked-files=all",
        "--no-renames",
        "--",
        ".",
    ]
    try:
        top = subprocess.run(
            ["git", "-C", str(folder), "rev-parse", "--show-toplevel"], capture_output=True, text=True, check=True
        ).stdout.strip()
        listed = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    except (OSError, subprocess.CalledProcessError):
        return frozenset()
    return frozenset((Path(top) / line[3:]).resolve() for line in listed.split("\0") if line)


def _no_room(apps: tuple[ChosenApp, ...], output: Path) -> Iterator[Finding]:
    place = next(folder for folder in (output, *output.parents) if folder.exists())
    if not place.is_dir() or not os.access(place, os.W_OK | os.X_OK):
        yield _no_backup(f"The backup can't be written: {place} is no folder that this user may write.", output)
        return
    needed = ROOM_BYTES + 2 * sum(len(image.content) for app in apps for image in read_files(app.folder).values())
    for folder in (place, *(app.folder for app in apps)):
        if shutil.disk_usage(folder).free < needed:
            yield _no_backup(f"The disk of {folder} is full: {needed // 2**20 + 1} MB must be free.", folder)


def _finding(code: str, app: ChosenApp, message: str, place: str, note: str = "") -> Finding:
    return Finding(
        code=code,
        severity=Severity.ERROR,
        message=message,
        object=place,
        app=app.label,
        fix=by_hand(Direction.CODE, note) if note else None,
    )


def _no_backup(message: str, place: Path) -> Finding:
    note = "Name another folder with --output, or make room."
    return Finding(
        code="no_room_for_backup",
        severity=Severity.ERROR,
        message=message,
        object=str(place),
        fix=by_hand(Direction.CODE, note),
    )

"""Which apps a rebuild may touch: the project's own, with migrations. Never those of installed packages."""

import sys
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.management.base import CommandError

from project.migration_audit.disk import migrations_folder, read_disk
from project.migration_audit.state import InstalledApp
from project.output.audit_command import known_apps


@dataclass(frozen=True, kw_only=True)
class ChosenApp:
    """An app whose migrations lie in `folder` and may be rewritten."""

    label: str
    folder: Path


def chosen_apps(labels: Collection[str] | None) -> tuple[ChosenApp, ...]:
    """The apps that were asked for, or all of the project; a CommandError for one that may not be touched."""
    installed = read_disk().apps
    if labels is None:
        folders = {label: _folder(label) for label, app in installed.items() if app.ours and app.migrated}
        folders = {label: folder for label, folder in folders.items() if is_of_project(folder)}
    else:
        for label in known_apps(labels):
            _refuse(installed[label])
        folders = {label: _folder(label) for label in labels}
        _refuse_foreign(folders)
    if not folders:
        raise CommandError("No app of this project has migrations: there is nothing to rebuild.")
    return tuple(ChosenApp(label=label, folder=folder) for label, folder in folders.items())


def is_of_project(folder: Path) -> bool:
    """Below BASE_DIR or the working directory, and not in a virtual environment that lies there too."""
    environment = Path(sys.prefix).resolve() if sys.prefix != sys.base_prefix else None
    if environment and folder.is_relative_to(environment):
        return False
    return any(folder.is_relative_to(root) for root in project_roots())


def project_roots() -> tuple[Path, ...]:
    """Where the project lies: what its settings call BASE_DIR, and the working directory."""
    base = getattr(settings, "BASE_DIR", None)
    return tuple(dict.fromkeys(Path(root).resolve() for root in (base, Path.cwd()) if root))


def _refuse(app: InstalledApp) -> None:
    if not app.ours:
        raise CommandError(f"{app.label} is an installed package: its migrations belong to it and are never rewritten.")
    if not app.migrated:
        raise CommandError(f"{app.label} has no migrations here: there is nothing to rebuild.")


def _refuse_foreign(folders: dict[str, Path]) -> None:
    for label, folder in folders.items():
        if not is_of_project(folder):
            raise CommandError(
                f"{label} lies outside the project ({folder}): its migrations are never rewritten. "
                f"The project is {' and '.join(map(str, project_roots()))}."
            )


def _folder(label: str) -> Path:
    folder = migrations_folder(label)
    if folder is None:
        raise CommandError(f"The migrations of {label} can't be imported; `manage.py check_migrations` says why.")
    return folder

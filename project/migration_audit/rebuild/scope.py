"""Which apps a rebuild may touch: the project's own, with migrations. Never those of installed packages."""

from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

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
    if labels is not None:
        for label in known_apps(labels):
            _refuse(installed[label])
    wanted = labels if labels is not None else [label for label, app in installed.items() if app.ours and app.migrated]
    if not wanted:
        raise CommandError("No app of this project has migrations: there is nothing to rebuild.")
    return tuple(ChosenApp(label=label, folder=_folder(label)) for label in dict.fromkeys(wanted))


def _refuse(app: InstalledApp) -> None:
    if not app.ours:
        raise CommandError(f"{app.label} is an installed package: its migrations belong to it and are never rewritten.")
    if not app.migrated:
        raise CommandError(f"{app.label} has no migrations here: there is nothing to rebuild.")


def _folder(label: str) -> Path:
    folder = migrations_folder(label)
    if folder is None:
        raise CommandError(f"The migrations of {label} can't be imported; `manage.py check_migrations` says why.")
    return folder

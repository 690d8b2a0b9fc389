"""What a rebuild would replace and carry over, and what stands in its way. Nothing is written."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.db.migrations.loader import MigrationLoader

from project.findings import Finding
from project.migration_audit.order import order
from project.migration_audit.read import read
from project.migration_audit.rebuild.chain import Mode
from project.migration_audit.rebuild.inventory import InventoryItem, inventory
from project.migration_audit.rebuild.preflight import blockers
from project.migration_audit.rebuild.scope import ChosenApp
from project.migration_audit.state import MigrationKey


@dataclass(frozen=True, kw_only=True)
class Look:
    """One look at the chosen apps.

    `rows` are the records that would be replaced, by database; `dependents` are migrations of other apps that name a
    replaced one; `items` is empty where the files can't be read, which `blockers` then says.
    """

    apps: tuple[ChosenApp, ...]
    mode: Mode
    files: tuple[Path, ...]
    rows: Mapping[str, tuple[MigrationKey, ...]]
    items: tuple[InventoryItem, ...]
    dependents: tuple[str, ...]
    blockers: tuple[Finding, ...]


def look(apps: Iterable[ChosenApp], databases: Sequence[str], *, mode: Mode) -> Look:
    """Look at the files of these apps and at the records in these databases, of which there is at least one.

    Folding alterations leaves every other operation where it stands: there nothing has to be classified.
    """
    folder_of = {app.label: app.folder for app in apps}
    states = [read(alias) for alias in databases]
    readable = not states[0].broken_files and states[0].broken_graph is None
    loader = MigrationLoader(None) if readable else None
    items = _items(loader, folder_of) if loader else ()
    files = sorted(key for key in states[0].files if key.app in folder_of)
    return Look(
        apps=tuple(apps),
        mode=mode,
        files=tuple(_file(key, folder_of) for key in files),
        rows={state.database: tuple(k for k in state.records or () if k.app in folder_of) for state in states},
        items=items,
        dependents=tuple(_dependents(loader, folder_of)) if loader else (),
        blockers=blockers(states, folder_of, items if mode is Mode.FROM_MODELS else ()),
    )


def _items(loader: MigrationLoader, folder_of: dict[str, Path]) -> tuple[InventoryItem, ...]:
    keys = [key for key in order(loader) if key.app in folder_of]
    return inventory([loader.graph.nodes[key] for key in keys], {key: _file(key, folder_of) for key in keys})


def _dependents(loader: MigrationLoader, folder_of: dict[str, Path]) -> list[str]:
    return sorted(
        f"{migration} depends on {app}.{name}"
        for migration in loader.graph.nodes.values()
        for app, name in migration.dependencies
        if migration.app_label not in folder_of and app in folder_of
    )


def _file(key: MigrationKey, folder_of: dict[str, Path]) -> Path:
    return folder_of[key.app] / f"{key.name}.py"

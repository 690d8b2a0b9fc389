"""Which migration files lie on disk, and which of them Python can't load.

Django's loader stops at the first broken file and names no file; this looks at each of them, by Django's own rules of
what counts as a migration.
"""

import pkgutil
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from types import ModuleType

from django.apps import AppConfig, apps
from django.db.migrations.loader import MIGRATIONS_MODULE_NAME, MigrationLoader

from project.migration_audit.state import BrokenFile, InstalledApp, MigrationKey
from project.schema_audit.guard import Failure, guarded

INSTALLED_PACKAGES = frozenset({"site-packages", "dist-packages"})


@dataclass(frozen=True, kw_only=True)
class Disk:
    """Every installed app, every migration by name, and what is broken among them."""

    apps: dict[str, InstalledApp]
    files: frozenset[MigrationKey]
    broken: tuple[BrokenFile, ...]


def read_disk() -> Disk:
    """Look at every installed app; imports its migrations, as Django does."""
    installed: dict[str, InstalledApp] = {}
    files: set[MigrationKey] = set()
    broken: list[BrokenFile] = []
    for config in apps.get_app_configs():
        package, problem = _migrations_package(config)
        installed[config.label] = InstalledApp(
            label=config.label, ours=_is_ours(config, package), migrated=package is not None
        )
        if problem:
            broken.append(BrokenFile(app=config.label, name="", problem=problem))
        if package is not None:
            keys = {MigrationKey(config.label, name) for name in migration_names(package.__path__)}
            files |= keys
            broken += _broken_files(package, sorted(keys))
    return Disk(apps=installed, files=frozenset(files), broken=tuple(broken))


def migrations_folder(label: str) -> Path | None:
    """Where the migrations of an app lie; None where it has none, or they can't be imported."""
    package, _problem = _migrations_package(apps.get_app_config(label))
    return None if package is None else _folder(package)


def module_name(key: MigrationKey) -> str:
    """The module that a migration of an installed app is."""
    return f"{MigrationLoader.migrations_module(key.app)[0]}.{key.name}"


def source_file(key: MigrationKey) -> Path | None:
    """The source of a migration that was loaded; None where Python loaded another kind of file."""
    module = sys.modules.get(module_name(key))
    file = Path(getattr(module, "__file__", None) or "")
    return file if file.suffix == ".py" and file.exists() else None


def _migrations_package(config: AppConfig) -> tuple[ModuleType | None, str]:
    """The package and nothing, nothing and nothing (an app without migrations), or nothing and what is wrong."""
    name, explicit = MigrationLoader.migrations_module(config.label)
    if name is None:
        return None, ""
    imported = guarded(name, lambda: _import_package(name, explicit=explicit))
    return (None, imported.error) if isinstance(imported, Failure) else (imported, "")


def _import_package(name: str, *, explicit: bool) -> ModuleType | None:
    try:
        module = import_module(name)
    except ModuleNotFoundError as error:
        if not explicit and MIGRATIONS_MODULE_NAME in (error.name or "").split("."):
            return None
        raise
    if not hasattr(module, "__path__"):
        return None
    is_bare_folder = getattr(module, "__file__", None) is None and not isinstance(module.__path__, list)
    return None if is_bare_folder else module


def migration_names(folders: Iterable[str]) -> set[str]:
    """The modules in these folders that Django takes for migrations."""
    return {m.name for m in pkgutil.iter_modules(folders) if not m.ispkg and m.name[0] not in "_~"}


def _broken_files(package: ModuleType, keys: list[MigrationKey]) -> Iterator[BrokenFile]:
    for key in keys:
        problem = _problem_of(f"{package.__name__}.{key.name}", key)
        if problem:
            yield BrokenFile(app=key.app, name=key.name, problem=problem)


def _problem_of(module_name: str, key: MigrationKey) -> str:
    module = guarded(module_name, lambda: import_module(module_name))
    if isinstance(module, Failure):
        return module.error
    migration_class = getattr(module, "Migration", None)
    if migration_class is None:
        return "it has no Migration class"
    made = guarded(module_name, lambda: migration_class(key.name, key.app))
    return made.error if isinstance(made, Failure) else ""


def _is_ours(config: AppConfig, package: ModuleType | None) -> bool:
    """Where the migrations lie decides: MIGRATION_MODULES may put those of an installed package into the project."""
    folder = Path(config.path) if package is None else _folder(package)
    return not INSTALLED_PACKAGES.intersection(folder.parts)


def _folder(package: ModuleType) -> Path:
    return Path(next(iter(package.__path__))).resolve()

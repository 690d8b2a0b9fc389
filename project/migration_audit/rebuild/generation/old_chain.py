"""The migrations that a rebuild replaces, as Django loads them."""

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.db.migrations.graph import MigrationGraph
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration

from project.migration_audit.order import order
from project.migration_audit.rebuild.chain import OldFile
from project.migration_audit.rebuild.scope import ChosenApp
from project.migration_audit.state import MigrationKey


@dataclass(frozen=True, kw_only=True)
class OldChain:
    """Every migration in the order of `migrate`, and what the chosen apps have on disk.

    `names` are all names that the row of a migration may have: its own and, for a squashed one, those it replaces.
    """

    chosen: tuple[str, ...]
    migrations: tuple[Migration, ...]
    graph: MigrationGraph
    names: Mapping[MigrationKey, tuple[MigrationKey, ...]]
    files: tuple[OldFile, ...]
    unmigrated: frozenset[str] = frozenset()

    @property
    def modules(self) -> frozenset[str]:
        """The Python modules that go away."""
        return self.modules_of(file.key for file in self.files)

    def modules_of(self, keys: Iterable[MigrationKey]) -> frozenset[str]:
        """The Python modules of some migrations."""
        return frozenset(f"{MigrationLoader.migrations_module(key.app)[0]}.{key.name}" for key in keys)

    def of_app(self, label: str) -> list[Migration]:
        """The migrations of one app, in their order."""
        return [migration for migration in self.migrations if migration.app_label == label]

    def number(self, key: MigrationKey) -> int:
        """Which of its app's migrations it is, from 1."""
        return [key_of(migration) for migration in self.of_app(key.app)].index(key) + 1

    def before(self, key: MigrationKey) -> tuple[MigrationKey, ...]:
        """What a migration depends on, directly or not."""
        plan: list[tuple[str, str]] = self.graph.forwards_plan(key)
        return tuple(MigrationKey(*found) for found in plan[:-1])

    def node_of(self, dependency: tuple[str, str]) -> MigrationKey | None:
        """The migration that a declared dependency means; None for an app without migrations."""
        app, name = dependency
        if name in ("__first__", "__latest__"):
            nodes = self.graph.root_nodes(app) if name == "__first__" else self.graph.leaf_nodes(app)
            return MigrationKey(*nodes[0]) if nodes else None
        stands_for = (key for key, names in self.names.items() if dependency in names)
        return next(stands_for, MigrationKey(app, name))


def read_old_chain(chosen: Sequence[ChosenApp]) -> OldChain:
    """Load every migration; needs no database."""
    folder_of = {app.label: app.folder for app in chosen}
    loader = MigrationLoader(None, ignore_no_migrations=True)
    disk: Mapping[tuple[str, str], Migration] = loader.disk_migrations or {}
    keys = order(loader)
    return OldChain(
        chosen=tuple(sorted(folder_of)),
        migrations=tuple(loader.graph.nodes[key] for key in keys),
        graph=loader.graph,
        names={key: tuple(dict.fromkeys(_names(key, disk))) for key in keys},
        files=tuple(_files(disk, folder_of)),
        unmigrated=frozenset(loader.unmigrated_apps or ()),
    )


def key_of(migration: Migration) -> MigrationKey:
    """As Django's graph keys it."""
    return MigrationKey(migration.app_label, migration.name)


def setting_of(dependency: tuple[str, str]) -> str | None:
    """The setting that a swappable dependency means (it knows the model only); None for an ordinary one."""
    model = getattr(dependency, "setting", None)
    return None if model is None else apps.get_swappable_settings_name(model)


def _names(key: tuple[str, str], disk: Mapping[tuple[str, str], Migration]) -> Iterator[MigrationKey]:
    """What a squashed migration replaces comes before its own name; a squash may replace another one."""
    migration = disk.get(key)
    for replaced in migration.replaces if migration else ():
        yield from _names((replaced[0], replaced[1]), disk)
    yield MigrationKey(*key)


def _files(disk: Collection[tuple[str, str]], folder_of: Mapping[str, Path]) -> Iterator[OldFile]:
    for app, name in sorted(disk):
        if app in folder_of:
            yield OldFile(app=app, name=name, path=folder_of[app] / f"{name}.py")

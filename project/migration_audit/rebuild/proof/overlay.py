"""Has Django's loader see the new chain in this process as if its files had taken the old ones' place.

The modules have the names and places they would have then, so that relative imports and `__file__` mean the same; no
file is written.
"""

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from types import ModuleType

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.migration import Migration

_LOAD_DISK = MigrationLoader.load_disk


@contextmanager
def new_chain(files: Sequence[Mapping[str, str]], removed: Sequence[Sequence[str]]) -> Iterator[None]:
    """While the block runs; `files` have app, name and text, `removed` are pairs of app and name."""
    migrations = [_migration(**file) for file in files]

    def load_as_if(self: MigrationLoader) -> None:
        _LOAD_DISK(self)
        for app, name in removed:
            self.disk_migrations.pop((app, name), None)
        self.disk_migrations.update({(made.app_label, made.name): made for made in migrations})

    with _loading(load_as_if):
        yield


@contextmanager
def old_chain() -> Iterator[None]:
    """Within the other one: the files on disk again."""
    with _loading(_LOAD_DISK):
        yield


@contextmanager
def _loading(load_disk: Callable[[MigrationLoader], None]) -> Iterator[None]:
    before = MigrationLoader.load_disk
    MigrationLoader.load_disk = load_disk  # type: ignore[method-assign,assignment]  # migrate makes its loader by itself
    try:
        yield
    finally:
        MigrationLoader.load_disk = before  # type: ignore[method-assign]


def _migration(app: str, name: str, text: str) -> Migration:
    package = import_module(str(MigrationLoader.migrations_module(app)[0]))
    module = ModuleType(f"{package.__name__}.{name}")
    module.__package__ = package.__name__
    module.__file__ = str(Path(next(iter(package.__path__))) / f"{name}.py")
    sys.modules[module.__name__] = module
    exec(compile(text, module.__file__, "exec"), module.__dict__)  # noqa: S102  (the file that would lie there)
    migration: Migration = module.Migration(name, app)
    return migration

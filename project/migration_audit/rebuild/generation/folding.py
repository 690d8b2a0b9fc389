"""The old files with what alters folded into what it alters; the other files and their order stay."""

from collections.abc import Collection, Iterator, Sequence
from datetime import date

from django.db.migrations.migration import Migration

from project.migration_audit.rebuild.chain import Mode, NewChain, NewFile
from project.migration_audit.rebuild.generation.copied_code import CopiedCode
from project.migration_audit.rebuild.generation.file_names import new_keys
from project.migration_audit.rebuild.generation.folding_operations import Folded, Placed, fold
from project.migration_audit.rebuild.generation.migration_text import migration_text
from project.migration_audit.rebuild.generation.observers import Observers
from project.migration_audit.rebuild.generation.old_chain import OldChain, key_of, setting_of
from project.migration_audit.rebuild.generation.schema import SETTING
from project.migration_audit.rebuild.generation.source_code import NotCopiableError
from project.migration_audit.rebuild.inventory import InventoryItem
from project.migration_audit.rebuild.kinds import Kind
from project.migration_audit.state import MigrationKey

Dependency = tuple[str, str]
# What was folded already, by the app and the numbers of its files that stay as they are, or that others name.
Folds = dict[tuple[str, frozenset[int], frozenset[int]], Folded]


def folded_chain(old: OldChain, items: Sequence[InventoryItem], *, today: date) -> NewChain:
    """The chain with fewer operations; only files that change are written anew and in `removed`.

    A file that can't be written anew (a function without a name, a value that Django can't write) stays as it is, and
    what can be folded without it is.
    """
    folds: Folds = {}
    frozen: dict[MigrationKey, str] = {}
    while True:
        plan = _Plan(old, frozen.keys(), folds)
        files, stuck = _written(old, plan, today)
        if not stuck:
            break
        frozen |= stuck
    gone = {name for file in files for name in file.replaces}
    of_gone = [item for item in items if item.migration in gone]
    return NewChain(
        mode=Mode.REMOVE_ALTERS,
        files=tuple(files),
        removed=tuple(file for file in old.files if file.key in gone),
        carried=tuple(item for item in of_gone if item.by_hand and item.kind is not Kind.ELIDABLE),
        left_out=tuple(item for item in of_gone if item.kind is Kind.ELIDABLE),
        notes=tuple(f"{key} stays as it is: {why}." for key, why in frozen.items()),
    )


def _written(old: OldChain, plan: "_Plan", today: date) -> tuple[list[NewFile], dict[MigrationKey, str]]:
    """The files of a plan, and those that can't be written with the reason."""
    written = [key for key in (key_of(migration) for migration in old.migrations) if key in plan.written]
    keys = new_keys(
        [(key.app, old.number(key)) for key in written], today=today, taken=[file.key for file in old.files]
    )
    writer = _Writer(old, plan, dict(zip(written, keys, strict=True)), today)
    files: list[NewFile] = []
    stuck: dict[MigrationKey, str] = {}
    for key in written:
        try:
            files.append(writer.file(key))
        except (NotCopiableError, ValueError) as error:
            stuck[key] = str(error).splitlines()[0].rstrip(".")
    return files, stuck


class _Plan:
    """Of every chosen app: what is in each file, which are written anew, and who stands for those that are empty."""

    def __init__(self, old: OldChain, frozen: Collection[MigrationKey], folds: Folds) -> None:
        self.operations: dict[MigrationKey, list[Placed]] = {}
        self.owner: dict[MigrationKey, MigrationKey] = {}
        self.written: set[MigrationKey] = set()
        for app in old.chosen:
            migrations = old.of_app(app)
            kept = frozenset(place for place, migration in enumerate(migrations) if key_of(migration) in frozen)
            observers = Observers(old, app, frozen)
            bound = frozenset(place for place in range(len(migrations)) if observers.named_by_others(place))
            if (app, kept, bound) not in folds:
                folds[app, kept, bound] = fold(app, migrations, observers, kept)
            self._add(migrations, folds[app, kept, bound])
        for migration in old.migrations:
            depends = any(old.node_of((app, name)) in self.owner for app, name in migration.dependencies)
            if depends and migration.app_label in old.chosen and key_of(migration) not in {*self.owner, *frozen}:
                self._rewrite(migration)

    def _add(self, migrations: Sequence[Migration], folded: Folded) -> None:
        keys = [key_of(migration) for migration in migrations]
        self.owner.update({keys[file]: keys[taker] for file, taker in folded.owner.items()})
        for file, migration in enumerate(migrations):
            left = [placed for placed in folded.placed if placed.file == file]
            if self._is_changed(migration, left) and keys[file] not in self.owner:
                self.written.add(keys[file])
                self.operations[keys[file]] = left

    def _is_changed(self, migration: Migration, left: Sequence[Placed]) -> bool:
        """What may be left out is no reason by itself to write a file anew."""
        needed = [operation for operation in migration.operations if not getattr(operation, "elidable", False)]
        now = [placed.operation for placed in left]
        return len(now) != len(needed) or any(one is not other for one, other in zip(now, needed, strict=True))

    def _rewrite(self, migration: Migration) -> None:
        """Its operations stay; its dependencies don't."""
        key = key_of(migration)
        if key not in self.written:
            self.written.add(key)
            placed = enumerate(migration.operations)
            self.operations[key] = [Placed(operation=one, file=-1, origin=(-1, place)) for place, one in placed]


class _Writer:
    """Writes the changed files; NotCopiableError or ValueError for one that can't be."""

    def __init__(self, old: OldChain, plan: _Plan, new_of: dict[MigrationKey, MigrationKey], today: date) -> None:
        self._old = old
        self._plan = plan
        self._new_of = new_of
        self._today = today
        self._migrations = {key_of(migration): migration for migration in old.migrations}
        gone = {*plan.written, *plan.owner}
        self._gone = old.modules_of(name for key in gone for name in old.names[key])

    def file(self, key: MigrationKey) -> NewFile:
        migration = self._migrations[key]
        new = self._new_of[key]
        code = CopiedCode(self._gone)
        operations = [code.adopt(placed.operation) for placed in self._plan.operations[key]]
        owned = [key, *(empty for empty, owner in self._plan.owner.items() if owner == key)]
        replaces = [name for one in owned for name in self._old.names[one]]
        text = migration_text(
            new,
            operations,
            today=self._today,
            initial=bool(migration.initial),
            atomic=migration.atomic,
            replaces=replaces,
            dependencies=tuple(dict.fromkeys(self._dependencies(key, new))),
            run_before=[one for before in migration.run_before for one in self._mapped((before[0], before[1]), new)],
            code=code.text(),
        )
        return NewFile(app=new.app, name=new.name, path=f"{new.name}.py", text=text, replaces=tuple(replaces))

    def _dependencies(self, key: MigrationKey, new: MigrationKey) -> Iterator[Dependency]:
        for dependency in self._migrations[key].dependencies:
            if setting := setting_of(dependency):
                yield SETTING, setting
            else:
                yield from self._mapped((dependency[0], dependency[1]), new)

    def _mapped(self, dependency: Dependency, new: MigrationKey) -> Iterator[Dependency]:
        """What stands for a dependency now; an empty file's own dependencies go with its name."""
        node = self._old.node_of(dependency)
        if node in self._plan.owner:
            yield from (one for one in [self._new_of[self._plan.owner[node]]] if one != new)
            yield from self._dependencies(node, new)
        elif node in self._new_of:
            yield from (one for one in [self._new_of[node]] if one != new)
        else:
            yield dependency

"""Whether an operation may go back to an earlier file: what it needs is there, and nobody saw the world in between."""

from collections.abc import Collection, Iterator
from functools import cached_property

from django.db.migrations.migration import Migration
from django.db.migrations.operations import (
    AlterField,
    CreateModel,
    DeleteModel,
    RemoveField,
    RenameField,
    RenameModel,
    RunPython,
    RunSQL,
    SeparateDatabaseAndState,
)
from django.db.migrations.operations.base import Operation
from django.db.migrations.utils import resolve_relation

from project.migration_audit.rebuild.generation.old_chain import OldChain, key_of
from project.migration_audit.rebuild.generation.source_code import identifiers_in, nodes_of, words_in
from project.migration_audit.rebuild.generation.words import words_of
from project.migration_audit.rebuild.kinds import sql_of
from project.migration_audit.state import MigrationKey

_SEEN_BY_OTHERS = (RenameModel, DeleteModel, RemoveField, RenameField)


class Observers:
    """Knows the chain around the files of one app."""

    def __init__(self, old: OldChain, app: str, frozen: Collection[MigrationKey] = ()) -> None:
        self._old = old
        self._frozen = frozen
        self._app = app
        self._keys = [key_of(migration) for migration in old.of_app(app)]
        self._before = {key_of(m): frozenset(old.before(key_of(m))) for m in old.migrations}

    def may_go_back(self, operation: Operation, giver: int, receiver: int) -> bool:
        """From one file of the app to an earlier one, both by their number in the app."""
        at = {*self._before[self._keys[receiver]], self._keys[receiver]}
        if any(self._made_in.get(model) not in at for model in self._needs(operation)):
            return False
        return not any(self._minds(migration, operation) for migration in self._between(giver, receiver))

    def named_by_others(self, file: int) -> bool:
        """Whether a file that stays as it is depends on this one by its name: of an app not chosen, or a frozen one."""
        return any(
            dependency in self._old.names[self._keys[file]]
            for migration in self._old.migrations
            if migration.app_label not in self._old.chosen or key_of(migration) in self._frozen
            for dependency in migration.dependencies
        )

    @cached_property
    def _made_in(self) -> dict[tuple[str, str], MigrationKey]:
        """Where each model got the name it has."""
        found: dict[tuple[str, str], MigrationKey] = {}
        for migration in self._old.migrations:
            for operation in migration.operations:
                if isinstance(operation, CreateModel):
                    found[migration.app_label, operation.name_lower] = key_of(migration)
                elif isinstance(operation, RenameModel):
                    found[migration.app_label, operation.new_name_lower] = key_of(migration)
        return found

    def _needs(self, operation: Operation) -> Iterator[tuple[str, str]]:
        """Models of other apps that its fields point to."""
        field = getattr(operation, "field", None)
        fields = [one for _name, one in operation.fields] if isinstance(operation, CreateModel) else [field]
        for one in fields:
            remote = getattr(one, "remote_field", None)
            for model in (getattr(remote, "model", None), getattr(remote, "through", None)):
                if model is not None:
                    app, name = resolve_relation(model, self._app, getattr(operation, "model_name_lower", ""))
                    if app != self._app and (app, name) in self._made_in:
                        yield app, name

    def _between(self, giver: int, receiver: int) -> Iterator[Migration]:
        """Migrations of other apps that come after the receiver, and don't come after the giver."""
        for migration in self._old.migrations:
            before = self._before[key_of(migration)]
            comes_after = self._keys[receiver] in before and self._keys[giver] not in before
            if migration.app_label != self._app and comes_after:
                yield migration

    def _minds(self, migration: Migration, operation: Operation) -> bool:
        names = _names(operation)
        if any(_speaks_of(one, names) for one in migration.operations):
            return True
        is_key = isinstance(operation, AlterField) and operation.field.primary_key
        if not is_key and not isinstance(operation, _SEEN_BY_OTHERS):
            return False
        return any(one.references_model(name, self._app) for one in migration.operations for name in names)


def lets_pass(passed: Operation, operation: Operation, app: str) -> bool:
    """Whether one may go back past the other: Django's word, and for SQL and Python whether they speak of it."""
    if isinstance(passed, RunSQL | RunPython):
        return not _speaks_of(passed, _names(operation))
    return passed.reduce(operation, app) is True


def _names(operation: Operation) -> set[str]:
    """The model and the field that it changes, in lower case."""
    found = [getattr(operation, name, None) for name in ("model_name", "name", "old_name")]
    return {name.lower() for name in found if isinstance(name, str)}


def _speaks_of(operation: Operation, names: set[str]) -> bool:
    """Whether SQL or Python names one of them, or can't be read; a table's name holds that of its model."""
    if isinstance(operation, SeparateDatabaseAndState):
        return any(_speaks_of(part, names) for part in operation.database_operations)
    if isinstance(operation, RunSQL):
        words = words_of(" ".join(sql_of(operation)))
    elif isinstance(operation, RunPython) and operation.code is not RunPython.noop:
        words = words_in(nodes_of(operation.code)) | identifiers_in(nodes_of(operation.code))
        if not words:
            return True
    else:
        return False
    return any(name in word for word in words for name in names)

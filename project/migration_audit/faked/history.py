"""The versions of a table through the recorded operations: each operation after which its model is another one."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db.backends.utils import strip_quotes, truncate_name
from django.db.migrations import operations as ops
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ModelState, ProjectState
from django.db.migrations.utils import resolve_relation

from project.migration_audit.sql_of import sql_texts
from project.migration_audit.state import MigrationKey

ModelKey = tuple[str, str]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One operation of a recorded migration, by its position in the file."""

    key: MigrationKey
    number: int
    operation: Operation

    @property
    def is_state_only(self) -> bool:
        """Whether it never meant to do anything to the database."""
        return is_state_only(self.operation)


@dataclass(frozen=True, kw_only=True)
class Version:
    """A model after one step, with every model it leads to; without one the step deleted it."""

    step: Step
    model: ModelKey | None
    models: Mapping[ModelKey, ModelState] = field(default_factory=dict)

    @property
    def db_table(self) -> str:
        """The table that the model names; empty for a deleted one."""
        if self.model is None:
            return ""
        state = self.models[self.model]
        return str(state.options.get("db_table") or "_".join(self.model))

    def many_to_many_tables(self, db_table: str, longest: int | None) -> Iterator[str]:
        """The tables that Django makes for its many-to-many fields, by its own rule, beside a table of this name."""
        fields = self.models[self.model].fields.items() if self.model else ()
        for name, one in fields:
            if one.many_to_many and getattr(one.remote_field, "through", None) is None:
                yield getattr(one, "db_table", None) or truncate_name(f"{strip_quotes(db_table)}_{name}", longest)


Histories = dict[ModelKey, list[Version]]


def steps_of(loader: MigrationLoader, keys: Sequence[MigrationKey]) -> Iterator[Step]:
    """Every operation of the migrations, in their order."""
    for key in keys:
        for number, operation in enumerate(loader.graph.nodes[key].operations):
            yield Step(key=key, number=number, operation=operation)


def histories(loader: MigrationLoader, keys: Sequence[MigrationKey], apps: Collection[str]) -> Histories:
    """The versions of every model of these apps, by its last key; a renamed model keeps its history."""
    state = ProjectState(real_apps=loader.unmigrated_apps)
    found: Histories = {}
    signatures: dict[ModelKey, Any] = {}
    for step in steps_of(loader, keys):
        for old, new in _renamed_by(step.key.app, step.operation):
            found[new], signatures[new] = found.pop(old, []), signatures.pop(old, None)
        step.operation.state_forwards(step.key.app, state)
        for model in _perhaps_changed(step, {*state.models, *signatures}, apps):
            signature = _signature(model, state)
            if signature != signatures.get(model):
                signatures[model] = signature
                found.setdefault(model, []).append(_version(step, model, state))
    return found


def _perhaps_changed(step: Step, models: Collection[ModelKey], apps: Collection[str]) -> list[ModelKey]:
    """The models of the step's app; those of all where it is about a name or a key that others lead to."""
    everywhere = any(_reaches_others(one) for one in flat(step.operation))
    return [model for model in models if model[0] in apps and (everywhere or model[0] == step.key.app)]


def _reaches_others(operation: Operation) -> bool:
    is_key = isinstance(operation, ops.AlterField) and (operation.field.primary_key or operation.field.unique)
    return is_key or isinstance(operation, ops.RenameModel | ops.RenameField)


def flat(operation: Operation) -> Iterator[Operation]:
    """The operation, or what a SeparateDatabaseAndState or a RunSQL tells the state in its place."""
    told: Sequence[Operation] = getattr(operation, "state_operations", None) or ()
    if not told:
        yield operation
    for one in told:
        yield from flat(one)


def is_state_only(operation: Operation) -> bool:
    """Whether an operation tells only the state: there is nothing for the database in it."""
    if isinstance(operation, ops.RunSQL):
        return not any(text.strip() for text in sql_texts(operation.sql))
    if not isinstance(operation, ops.SeparateDatabaseAndState):
        return False
    return all(is_state_only(one) for one in operation.database_operations)


def _version(step: Step, model: ModelKey, state: ProjectState) -> Version:
    if model not in state.models:
        return Version(step=step, model=None)
    return Version(step=step, model=model, models={key: state.models[key].clone() for key in _closure(model, state)})


def _signature(key: ModelKey, state: ProjectState) -> Any:
    """What tells two versions of a model apart: Django puts another object in the place of whatever changes.

    The keys of the models it leads to belong to it: a foreign key has their type.
    """
    model = state.models.get(key)
    if model is None:
        return None
    fields = tuple((name, _Same(one)) for name, one in model.fields.items())
    targets = [state.models[target] for target in _targets(key, state) if target in state.models]
    keys = tuple(_Same(one) for target in targets for one in target.fields.values() if one.primary_key or one.unique)
    return model.name, fields, repr(sorted(model.options.items(), key=lambda item: item[0])), model.bases, keys


@dataclass(frozen=True, eq=False)
class _Same:
    """Equal to another one of the very same object."""

    one: Any

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.one is other.one

    __hash__ = None  # type: ignore[assignment]  # only compared


def _closure(model: ModelKey, state: ProjectState) -> list[ModelKey]:
    """The model and all that it, and what it leads to, can't be made without."""
    found = {model: None}
    waiting = [model]
    while waiting:
        for target in _targets(waiting.pop(), state):
            if target in state.models and target not in found:
                found[target] = None
                waiting.append(target)
    return list(found)


def _targets(key: ModelKey, state: ProjectState) -> Iterator[ModelKey]:
    model = state.models[key]
    for one in model.fields.values():
        remote: Any = one.remote_field
        for named in (getattr(remote, "model", None), getattr(remote, "through", None)):
            if named is not None:
                yield _resolved(named, key)
    for base in model.bases:
        if isinstance(base, str):
            yield _resolved(base, key)


def _resolved(named: Any, key: ModelKey) -> ModelKey:
    app, model = resolve_relation(named, *key)
    return app, model


def _renamed_by(app: str, operation: Operation) -> Iterator[tuple[ModelKey, ModelKey]]:
    for one in flat(operation):
        if isinstance(one, ops.RenameModel):
            yield (app, one.old_name_lower), (app, one.new_name_lower)


def project_state(version: Version, real_apps: Collection[str], db_table: str) -> ProjectState:
    """What the version needs, with its model on another table, to be compared with that one."""
    models = {key: state.clone() for key, state in version.models.items()}
    if version.model is not None:
        options = models[version.model].options
        models[version.model].options = {**options, "db_table": db_table}
    return ProjectState(models=models, real_apps=set(real_apps))

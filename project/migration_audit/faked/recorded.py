"""The migrations that the database says it has, and which of their operations change its schema."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations.base import Operation
from django.db.migrations.state import ProjectState

from project.migration_audit.faked.gather import Recorded
from project.migration_audit.faked.history import Histories, Version, flat
from project.migration_audit.model_changes import touches_database
from project.migration_audit.order import order
from project.migration_audit.state import MigrationKey


def recorded_history(loader: MigrationLoader) -> list[MigrationKey]:
    """The recorded migrations and all that they need, in the order of the graph: without these they can't have run."""
    needed = {MigrationKey(*key) for key in loader.applied_migrations or {} if key in loader.graph.nodes}
    in_order = order(loader)
    for key in reversed(in_order):
        if key in needed:
            needed.update(MigrationKey(*parent.key) for parent in loader.graph.node_map[key].parents)
    return [key for key in in_order if key in needed]


def recorded_migrations(
    loader: MigrationLoader,
    found: Histories,
    keys: Sequence[MigrationKey],
    *,
    own: Iterable[tuple[MigrationKey, int]] = (),
) -> list[Recorded]:
    """Each recorded migration, with its neighbours and its operations that change the schema; `own` ones by SQL."""
    recorded = [key for key in keys if key in (loader.applied_migrations or {})]
    operations = _schema_operations(found)
    for key, number in own:
        operations[key].add(number)
    below = _children(loader, recorded)
    return [
        Recorded(
            key=key,
            operations={
                number: loader.graph.nodes[key].operations[number].describe() for number in sorted(operations[key])
            },
            parent=_parent(loader, key, recorded),
            children=below[key],
        )
        for key in recorded
    ]


def _schema_operations(found: Histories) -> defaultdict[MigrationKey, set[int]]:
    numbers: defaultdict[MigrationKey, set[int]] = defaultdict(set)
    for versions in found.values():
        for before, version in zip([None, *versions], versions, strict=False):
            if _changes_schema(before, version):
                numbers[version.step.key].add(version.step.number)
    return numbers


def _changes_schema(before: Version | None, version: Version) -> bool:
    if version.step.is_state_only or not any(_has_table(one) for one in (before, version)):
        return False
    state = ProjectState(models=dict(before.models)) if before else ProjectState()
    return any(_touches(version.step.key.app, one, state) for one in flat(version.step.operation))


def _touches(app: str, operation: Operation, state: ProjectState) -> bool:
    try:
        return touches_database(app, operation, state)
    except KeyError:  # a part of a SeparateDatabaseAndState after others that made what it changes
        return True


def _has_table(version: Version | None) -> bool:
    if version is None or version.model is None:
        return False
    options = version.models[version.model].options
    return options.get("managed", True) and not options.get("proxy", False)


def _parent(loader: MigrationLoader, key: MigrationKey, recorded: Sequence[MigrationKey]) -> MigrationKey | None:
    parents = [MigrationKey(*parent.key) for parent in loader.graph.node_map[key].parents if parent.key[0] == key.app]
    return next((parent for parent in sorted(parents) if parent in recorded), None)


def _children(
    loader: MigrationLoader, recorded: Sequence[MigrationKey]
) -> Mapping[MigrationKey, frozenset[MigrationKey]]:
    below: dict[MigrationKey, frozenset[MigrationKey]] = {}
    for key in reversed(recorded):
        children = [MigrationKey(*child.key) for child in loader.graph.node_map[key].children]
        below[key] = frozenset(one for child in children if child in below for one in (child, *below[child]))
    return below

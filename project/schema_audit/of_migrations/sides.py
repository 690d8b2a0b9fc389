"""The two sides that migrations describe: everything applied, and only what is recorded as applied."""

from dataclasses import dataclass, replace

from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from project.schema_audit.building.expected import expected_schema
from project.schema_audit.matching import Comparison, compare
from project.schema_audit.of_migrations.order import Key, in_order
from project.schema_audit.owners import Owner, managed_models, owners_by_table
from project.schema_audit.schema import Table
from project.schema_audit.session import Session


@dataclass(frozen=True, slots=True, kw_only=True)
class MigrationSides:
    """The live schema compared with both states."""

    state: Comparison
    applied: Comparison


def migration_sides(session: Session, loader: MigrationLoader, models: Comparison) -> MigrationSides:
    """Build both states; tables of apps without migrations are taken from the models."""
    state = _compared(session, loader, loader.project_state(), models, None)
    applied = [key for key in in_order(loader) if key in loader.applied_migrations]
    if len(applied) == len(loader.graph.nodes):
        return MigrationSides(state=state, applied=state)
    before = ProjectState(real_apps=loader.unmigrated_apps)
    for key in applied:
        before = loader.graph.nodes[key].mutate_state(before, preserve=False)
    return MigrationSides(state=state, applied=_compared(session, loader, before, models, applied))


def _compared(
    session: Session, loader: MigrationLoader, state: ProjectState, models: Comparison, keys: list[Key] | None
) -> Comparison:
    classes = managed_models(session.alias, state.apps)
    side = expected_schema(session, classes, loader, keys)
    owners = {
        table: owner
        for table, owner in owners_by_table(classes, session.path[0], session.connection).items()
        if owner.app in loader.migrated_apps
    }
    tables: dict[str, Table] = {name: table for name, table in side.schema.tables.items() if name in owners}
    unmigrated = {name: owner for name, owner in models.owners.items() if owner.app not in loader.migrated_apps}
    tables |= {name: models.expected.tables[name] for name in unmigrated if name in models.expected.tables}
    schema = replace(side.schema, tables=tables)
    everyone: dict[str, Owner] = {**owners, **unmigrated}
    known = frozenset(models.owners) - frozenset(everyone)
    return compare(
        models.live,
        schema,
        everyone,
        known=frozenset(models.known - known),
        unknown=models.unknown,
        hidden=models.hidden,
    )

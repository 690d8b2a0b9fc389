"""The live schema against what the recorded migrations make, and against what the models make."""

from collections.abc import Collection, Sequence
from dataclasses import replace

from django.apps import apps
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState

from project.migration_audit.state import MigrationKey
from project.schema_audit.building.expected import expected_schema
from project.schema_audit.matching import Comparison, compare
from project.schema_audit.of_migrations.files import migration_files
from project.schema_audit.owners import ModelClass, Owner, known_tables, managed_models, owners_by_table
from project.schema_audit.reading.assemble import assemble
from project.schema_audit.reading.live_views import live_views
from project.schema_audit.reading.snapshot import read_rows
from project.schema_audit.reread import settled
from project.schema_audit.schema import Schema
from project.schema_audit.session import Session


def against_recorded(session: Session, loader: MigrationLoader, keys: Sequence[MigrationKey]) -> Comparison:
    """The tables of migrated apps, as the given migrations leave them, paired with the live ones.

    `ScratchUnavailableError` where the expected side can't be had.
    """
    state = ProjectState(real_apps=loader.unmigrated_apps)
    for key in keys:
        state = loader.graph.nodes[key].mutate_state(state, preserve=False)
    classes = managed_models(session.alias, state.apps)
    chosen = None if len(keys) == len(loader.graph.nodes) else list(keys)
    return _compared(session, classes, loader, chosen, only=loader.migrated_apps)


def against_models(session: Session, comparison: Comparison) -> Comparison:
    """The same live schema beside the models of the code."""
    classes = managed_models(session.alias)
    loader = migration_files()
    return _compared(session, classes, loader, None, live=comparison.live)


def _compared(
    session: Session,
    classes: list[ModelClass],
    loader: MigrationLoader | None,
    keys: list[MigrationKey] | None,
    *,
    only: Collection[str] | None = None,
    live: Schema | None = None,
) -> Comparison:
    everyone = owners_by_table(classes, session.path[0], session.connection)
    owners = {name: owner for name, owner in everyone.items() if only is None or owner.app in only}
    expected = expected_schema(session, classes, loader, keys)
    live = live or _live(session, everyone.values())
    views = live_views(session, expected.schema.views)
    live, expected = replace(live, views=views or {}), expected if views is not None else expected.without_views()
    schema = replace(expected.schema, tables={n: t for n, t in expected.schema.tables.items() if n in owners})
    if session.may_make_temporary and not session.read_only:
        live = settled(session, live, schema)
    return compare(
        live,
        schema,
        owners,
        known=known_tables(apps, session.path[0]) | frozenset(everyone),
        unknown={table: reason for table, reason in expected.failures.items() if table in owners},
    )


def _live(session: Session, owners: Collection[Owner]) -> Schema:
    beside = session.beside(owner.schema for owner in owners)
    wanted = [owner.relation for owner in owners]
    return assemble(read_rows(session.cursor, session.path, beside=beside, wanted=wanted))

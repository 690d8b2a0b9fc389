"""Compares one version of a model with the live database, as the schema audit compares models with it."""

from collections.abc import Container
from dataclasses import dataclass, replace
from functools import cached_property

from django.apps import apps
from django.db.migrations.loader import MigrationLoader

from project.findings import Finding
from project.migration_audit.faked.blame import EXISTENCE, ONLY_LIVE, Difference, Differences, Place
from project.migration_audit.faked.history import Version, project_state
from project.schema_audit.building.ddl import collect
from project.schema_audit.building.ladder import climb
from project.schema_audit.detect import detect
from project.schema_audit.matching import Comparison, compare
from project.schema_audit.of_migrations.own_statements import OwnStatements
from project.schema_audit.owners import ModelClass, managed_models, owners_by_table, table_name, with_foreign_targets
from project.schema_audit.reading.assemble import assemble_expected
from project.schema_audit.reread import settled
from project.schema_audit.schema import Schema
from project.schema_audit.session import Session

# What operations on models make and take away. What else the schema audit finds (rows, roles, how far a key's numbers
# are, what is switched off) is no migration's work.
_STRUCTURE = frozenset(
    {
        "missing_table",
        "table_comment",
        "missing_column",
        "orphaned_column",
        "column_type",
        "column_length",
        "column_decimal",
        "column_null",
        "column_default",
        "column_identity",
        "column_collation",
        "column_generated",
        "column_comment",
        "constraint_name",
        "primary_key_differs",
        "foreign_key_differs",
        "unique_differs",
        "check_differs",
        "exclusion_differs",
        "index_differs",
        "index_name",
        "enum_differs",
        "domain_differs",
        "function_differs",
        "trigger_differs",
        "view_differs",
        "tables_exchanged",
        "columns_exchanged",
        *(
            f"{side}_{kind}"
            for side in ("missing", "extra")
            for kind in ("primary_key", "foreign_key", "unique", "check", "exclusion", "index")
        ),
    }
)
_OF_THE_WHOLE_THING = frozenset({"missing_table", "missing_column", "orphaned_column"})


def is_structure(finding: Finding) -> bool:
    """Whether an operation on a model can have to do with it."""
    return finding.code in _STRUCTURE


def place_of(finding: Finding) -> Place:
    """Where it is, apart from which side says what."""
    whole = finding.code in _OF_THE_WHOLE_THING or finding.object is not None
    return Place(finding.table, finding.column, finding.object, EXISTENCE if whole else finding.code)


def difference(finding: Finding) -> Difference:
    """The same, as a value of the history."""
    return Difference(
        code=finding.code,
        expected=finding.expected,
        text=_in_short(finding),
        severity=finding.severity,
    )


def _in_short(finding: Finding) -> str:
    place = finding.place.replace(": ", " ")
    if finding.code.startswith("missing_"):
        return f"{place} is missing"
    if finding.code.startswith(ONLY_LIVE):
        return f"{place} is still there"
    if finding.expected and finding.actual:
        return f"{place} is {finding.actual}, not {finding.expected}"
    return f"{place}: {finding.message.rstrip('.')}"


@dataclass(frozen=True, kw_only=True)
class Look:
    """The live database, and what it takes to build a version beside it."""

    session: Session
    loader: MigrationLoader
    applied: Comparison

    @cached_property
    def unclaimed(self) -> frozenset[str]:
        """The live tables that the recorded migrations leave to no model, and that no model without migrations has."""
        return frozenset(name for name, table in self.applied.live.tables.items() if table.is_table) - self.taken

    @cached_property
    def taken(self) -> frozenset[str]:
        """The tables that some model has a right to at the end of the recorded history."""
        models = apps.get_models(include_auto_created=True)
        others = {
            self.name(model._meta.db_table)
            for model in models
            if not model._meta.managed or model._meta.app_label not in self.loader.migrated_apps
        }
        return frozenset(self.applied.owners) | others

    def is_there(self, db_table: str) -> bool:
        """Whether the database has such a table."""
        found = self.applied.live.tables.get(self.name(db_table))
        return found is not None and found.is_table

    def name(self, db_table: str) -> str:
        """The table as findings write it."""
        return table_name(db_table, self.session.path[0])

    def tables_of(self, version: Version, db_table: str) -> tuple[str, ...]:
        """The tables that the version has on this database: its own first, then many-to-many ones; none if not ours."""
        model = self._model(version, db_table)
        return tuple(owners_by_table([model], self.session.path[0], self.session.connection)) if model else ()

    def differences(self, version: Version, db_table: str) -> Differences:
        """Where the live table (and those of its many-to-many fields) is not as the version says."""
        model = self._model(version, db_table)
        if model is None:
            return {}
        comparison = self._compared(model)
        return {place_of(one): difference(one) for one in detect(comparison) if is_structure(one)}

    def _compared(self, model: ModelClass) -> Comparison:
        session = self.session
        ddl = collect(session.connection, with_foreign_targets([model]), session.path[0])
        built, _ = climb(session, ddl, OwnStatements())
        owners = owners_by_table([model], session.path[0], session.connection)
        schema = _of(assemble_expected(built.rows, ddl.scratch_names).schema, owners)
        live = settled(session, _of(self.applied.live, owners), schema)
        failures = {failure.step: failure.error for failure in (*ddl.failures, *built.failures)}
        return compare(live, schema, owners, unknown={name: text for name, text in failures.items() if name in owners})

    def _model(self, version: Version, db_table: str) -> ModelClass | None:
        if version.model is None:
            return None
        state = project_state(version, self.loader.unmigrated_apps, db_table)
        wanted = state.apps.get_model(*version.model)
        return next((model for model in managed_models(self.session.alias, state.apps) if model is wanted), None)


def _of(schema: Schema, tables: Container[str]) -> Schema:
    """The picture with these tables only."""
    return replace(schema, tables={name: table for name, table in schema.tables.items() if name in tables}, keys={})

"""Which planner mends which code, and what is a migration's to mend."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from functools import partial

from project.findings import Cause, Direction, Finding, Fix, Tier
from project.schema_audit.fixes import (
    columns,
    constraints,
    exchanges,
    indexes,
    sequences,
    tables,
    traits,
    triggers,
    types,
    types_of_migrations,
    views,
)
from project.schema_audit.fixes.planning import Planning
from project.schema_audit.fixes.qualified import qualifying
from project.schema_audit.fixes.steps import by_hand
from project.schema_audit.guard import Failure, guarded
from project.schema_audit.of_migrations.authorship import DROPS, MIGRATE

Planner = Callable[[Finding, Planning], Fix]

PLANNERS: Mapping[str, Planner] = {
    "tables_exchanged": exchanges.tables_exchanged,
    "columns_exchanged": exchanges.columns_exchanged,
    "missing_table": tables.missing_table,
    "table_in_other_schema": tables.table_in_other_schema,
    "not_a_table": tables.not_a_table,
    "extra_table": tables.extra_table,
    "missing_column": columns.missing_column,
    "orphaned_column": columns.orphaned_column,
    "column_null": columns.column_null,
    "column_default": columns.column_default,
    "column_comment": columns.column_comment,
    "column_type": types.column_type,
    "column_length": types.column_type,
    "column_decimal": types.column_type,
    "column_collation": types.column_collation,
    "column_identity": sequences.column_identity,
    "column_generated": types.column_generated,
    "sequence_ownership": sequences.sequence_ownership,
    "sequence_parameters": sequences.sequence_parameters,
    "sequence_behind": sequences.sequence_behind,
    "key_headroom": sequences.key_headroom,
    "missing_extension": types_of_migrations.missing_extension,
    "enum_differs": types_of_migrations.enum_differs,
    "domain_differs": types_of_migrations.domain_differs,
    "function_differs": types_of_migrations.function_differs,
    "view_differs": views.view_differs,
    "trigger_differs": triggers.trigger_differs,
    "extra_trigger": triggers.extra_trigger,
    "table_attached": traits.table_attached,
    "unlogged_table": traits.unlogged_table,
    "table_comment": traits.table_comment,
    "row_security": traits.row_security,
    "table_privileges": traits.table_privileges,
    "constraint_not_valid": traits.constraint_not_valid,
    "triggers_disabled": traits.triggers_disabled,
    "dangling_rows": traits.rows_by_hand,
    "null_rows": traits.rows_by_hand,
    "duplicate_rows": traits.rows_by_hand,
    "rows_breaking_check": traits.rows_by_hand,
    "not_checked": traits.not_checked,
    "missing_primary_key": constraints.add_missing,
    "primary_key_differs": constraints.replace_differing,
    "missing_unique": constraints.add_missing,
    "unique_differs": constraints.unique_differs,
    "extra_unique": constraints.drop_extra,
    "missing_check": constraints.add_missing,
    "check_differs": constraints.replace_differing,
    "extra_check": constraints.drop_extra,
    "missing_exclusion": constraints.add_missing,
    "exclusion_differs": constraints.replace_differing,
    "extra_exclusion": constraints.drop_extra,
    "missing_foreign_key": constraints.add_missing,
    "foreign_key_differs": constraints.replace_differing,
    "extra_foreign_key": constraints.drop_extra,
    "missing_index": indexes.missing_index,
    "index_differs": indexes.index_differs,
    "invalid_index": indexes.invalid_index,
    "duplicate_index": indexes.drop_extra_index,
    "extra_index": indexes.drop_extra_index,
    "constraint_name": indexes.constraint_name,
    "index_name": indexes.index_name,
}


def with_fixes(findings: Iterable[Finding], planning: Planning) -> list[Finding]:
    """The findings with their plans; what migrations explain is mended by migrations."""
    planned = [replace(finding, fix=finding.fix or _plan(finding, planning)) for finding in findings]
    if not planning.home:
        return planned
    rewrite = qualifying(planning.comparison, planning.home)
    return [replace(finding, fix=finding.fix and rewrite(finding.fix)) for finding in planned]


def _plan(finding: Finding, planning: Planning) -> Fix | None:
    if finding.cause is Cause.UNAPPLIED_MIGRATION:
        return _by_migrating(finding, planning)
    if finding.cause is Cause.MODEL_CHANGE_WITHOUT_MIGRATION:
        app = f" {finding.app}" if finding.app else ""
        note = f"Run `manage.py makemigrations{app}`, then `manage.py migrate{app} --database {planning.alias}`."
        return by_hand(note, direction=Direction.CODE)
    planner = PLANNERS.get(finding.code)
    if planner is None:
        return None
    outcome = guarded(finding.code, partial(planner, finding, planning))
    return by_hand(f"No plan could be made: {outcome.error}") if isinstance(outcome, Failure) else outcome


def _by_migrating(finding: Finding, planning: Planning) -> Fix:
    """The command, never its statements: run by themselves they would make the migration fail later."""
    details = dict(finding.details)
    note = f"Run `manage.py migrate {details.get(MIGRATE, '')} --database {planning.alias}`.".replace("  ", " ")
    if planning.path:
        return by_hand(f"{note} Let it search {planning.path}: PGOPTIONS='-c search_path={planning.path}'.")
    if dropped := details.get(DROPS):
        return by_hand(f"{note} It drops columns or tables ({dropped}): look at what they hold first.")
    return Fix(tier=Tier.CONFIRM, note=note)

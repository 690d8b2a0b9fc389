"""Every detector: a small pure function per code, listed once, in the order of the report."""

from collections.abc import Callable, Iterator

from project.findings import Finding
from project.schema_audit.detectors import (
    column_traits,
    columns,
    constraints,
    foreign_keys,
    indexes,
    names,
    sequences,
    switched_off,
    table_traits,
    tables,
)
from project.schema_audit.matching import Comparison

Detector = Callable[[Comparison], Iterator[Finding]]

# The order is that of the fixes too: tables before columns, columns before keys, keys before what points at them.
ALL: tuple[Detector, ...] = (
    tables.table_in_other_schema,
    tables.not_a_table,
    tables.missing_table,
    table_traits.unlogged_table,
    table_traits.row_security,
    table_traits.table_privileges,
    columns.missing_column,
    columns.orphaned_column,
    columns.column_type,
    columns.column_length,
    columns.column_decimal,
    column_traits.column_generated,
    column_traits.column_collation,
    columns.column_default,
    columns.column_null,
    column_traits.column_identity,
    sequences.sequence_ownership,
    sequences.sequence_parameters,
    sequences.sequence_behind,
    sequences.key_headroom,
    constraints.missing_primary_key,
    constraints.primary_key_differs,
    constraints.missing_unique,
    constraints.unique_differs,
    constraints.extra_unique,
    constraints.missing_exclusion,
    constraints.exclusion_differs,
    constraints.extra_exclusion,
    constraints.missing_check,
    constraints.check_differs,
    constraints.extra_check,
    foreign_keys.missing_foreign_key,
    foreign_keys.foreign_key_differs,
    foreign_keys.extra_foreign_key,
    switched_off.triggers_disabled,
    switched_off.constraint_not_valid,
    indexes.invalid_index,
    indexes.missing_index,
    indexes.index_differs,
    indexes.duplicate_index,
    indexes.extra_index,
    names.constraint_name,
    names.index_name,
    column_traits.column_comment,
    table_traits.table_comment,
    tables.extra_table,
)

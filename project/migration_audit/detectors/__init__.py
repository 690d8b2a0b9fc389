"""The detectors of the migration audit: one pure function per finding code, `detect(state) -> Iterator[Finding]`."""

from collections.abc import Iterable
from typing import Protocol

from project.findings import Finding
from project.migration_audit.detectors import (
    code,
    files,
    graph,
    history,
    models,
    pending,
    rebuilds,
    records,
    schema,
    squashes,
)
from project.migration_audit.state import MigrationState


class Detector(Protocol):
    """A function with a name; the name is the finding code."""

    __name__: str

    def __call__(self, state: MigrationState) -> Iterable[Finding]:
        """What is wrong in this picture."""
        ...


# In the order of the report: what blocks everything else comes first.
ALL: tuple[Detector, ...] = (
    rebuilds.rebuild_interrupted,
    files.unreadable_migration,
    files.missing_dependency,
    files.circular_dependency,
    files.models_not_compared,
    graph.conflicting_leaves,
    history.inconsistent_history,
    squashes.squash_half_applied,
    records.recorded_but_missing,
    records.duplicate_record,
    schema.edited_after_apply,
    schema.faked_migration,
    schema.expected_unavailable,
    history.unapplied,
    pending.unsafe_operation,
    pending.irreversible_operation,
    code.data_migration_imports_live_code,
    models.model_change_without_migration,
)

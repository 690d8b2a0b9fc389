"""The detectors of the migration audit: one pure function per finding code, `detect(state) -> Iterator[Finding]`."""

from collections.abc import Callable, Iterable

from project.findings import Finding
from project.migration_audit.detectors import files, graph, history, models, records, squashes
from project.migration_audit.state import MigrationState

Detector = Callable[[MigrationState], Iterable[Finding]]

# In the order of the report: what blocks everything else comes first.
ALL: tuple[Detector, ...] = (
    files.unreadable_migration,
    files.missing_dependency,
    files.circular_dependency,
    files.models_not_compared,
    graph.conflicting_leaves,
    history.inconsistent_history,
    squashes.squash_half_applied,
    records.recorded_but_missing,
    records.duplicate_record,
    history.unapplied,
    models.model_change_without_migration,
)

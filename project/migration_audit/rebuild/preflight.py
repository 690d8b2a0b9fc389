"""What must be in order before migrations can be rebuilt. Pure: pictures in, findings out."""

from collections.abc import Collection, Iterable

from project.findings import Finding, Severity, worst_first
from project.migration_audit.audit import CONCERNS_EVERY_APP, detect
from project.migration_audit.rebuild.generation.refusals import unclassified
from project.migration_audit.rebuild.inventory import InventoryItem
from project.migration_audit.rebuild.kinds import Kind
from project.migration_audit.state import MigrationState

# Whatever apps are rebuilt: `migrate` records the new chain, and would run or stop at these of other apps.
STOPS_MIGRATE = frozenset({"unapplied", "conflicting_leaves", "inconsistent_history", "squash_half_applied"})


def blockers(
    states: Iterable[MigrationState], app_labels: Collection[str], items: Iterable[InventoryItem]
) -> tuple[Finding, ...]:
    """Everything that is wrong with the chosen apps on any database, and each operation nobody can classify."""
    found: dict[tuple[str, str | None], Finding] = {}
    for state in states:
        for finding in detect(state):
            if _blocks(finding, app_labels):
                found.setdefault((finding.code, finding.object), finding)
    unknown = (unclassified(item) for item in items if item.kind is Kind.UNKNOWN)
    return tuple(worst_first([*found.values(), *unknown]))


def _blocks(finding: Finding, app_labels: Collection[str]) -> bool:
    everywhere = finding.code in CONCERNS_EVERY_APP or finding.code in STOPS_MIGRATE
    concerns = finding.app is None or finding.app in app_labels or everywhere
    return concerns and finding.severity is not Severity.INFO

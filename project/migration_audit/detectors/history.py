"""What waits to be applied, and what was applied out of order."""

from collections import Counter
from collections.abc import Iterator

from project.findings import Cause, Direction, Finding, Fix, Severity, Tier, by_hand
from project.migration_audit.plan import PlannedMigration
from project.migration_audit.state import MigrationKey, MigrationState
from project.migration_audit.unsafe.effect import Work
from project.output.counted import counted


def unapplied(state: MigrationState) -> Iterator[Finding]:
    """What `migrate` would run. A database that was never migrated is one finding, not one per migration."""
    pending = [key for key in state.pending if key not in state.recorded]
    if not state.recorded and pending:
        yield _never_migrated(state, pending)
        return
    planned = {one.key: one for one in state.waiting}
    for key in pending:
        yield Finding(
            code="unapplied",
            severity=Severity.ERROR,
            message=f"Migration {key} was not applied to this database.{_cost(planned.get(key))}",
            object=str(key),
            app=key.app,
            expected="applied",
            actual="not recorded in django_migrations",
            cause=Cause.UNAPPLIED_MIGRATION,
            cause_detail=f"The code is ahead of the database: {len(pending)} to apply.",
            details=_plan(planned.get(key)),
            fix=_migrate(f"manage.py migrate {key.app} {key.name}", blocked=_blocked(state)),
        )


def inconsistent_history(state: MigrationState) -> Iterator[Finding]:
    """Applied before something it depends on: `migrate` refuses with InconsistentMigrationHistory.

    Django's own rule: a squashed parent counts as applied where everything it replaces is.
    """
    recorded = state.recorded
    for key in sorted(recorded & state.parents.keys()):
        missing = [parent for parent in state.parents[key] if not _counts_as_applied(state, parent)]
        if not missing:
            continue
        names = ", ".join(str(parent) for parent in missing)
        yield Finding(
            code="inconsistent_history",
            severity=Severity.ERROR,
            message=f"Migration {key} is recorded as applied before its dependency {names}; `migrate` refuses to run.",
            object=str(key),
            app=key.app,
            expected=f"{names} applied first",
            actual=f"{names} not recorded",
            cause_detail="A row was deleted or faked, or the dependency was added after the migration had run.",
            fix=by_hand(Direction.DATABASE, _restore_the_order(key, missing[0])),
        )


def _never_migrated(state: MigrationState, pending: list[MigrationKey]) -> Finding:
    where = "has no django_migrations table" if state.records is None else "has an empty django_migrations table"
    counts = ((app, str(count)) for app, count in Counter(key.app for key in pending).items())
    return Finding(
        code="unapplied",
        severity=Severity.ERROR,
        message=f"This database was never migrated: it {where}; still to come: {counted(len(pending), 'migration')}.",
        expected=f"{counted(len(pending), 'migration')} applied",
        actual="none recorded",
        cause=Cause.UNAPPLIED_MIGRATION,
        cause_detail="`migrate` never ran here, or this is not the database that was meant.",
        details=tuple(counts),
        fix=_migrate("manage.py migrate", blocked=_blocked(state)),
    )


def _cost(planned: PlannedMigration | None) -> str:
    """The strongest lock that it would take, in a sentence."""
    if planned is None:
        return ""
    if planned.problem:
        return f" Its locks were not all weighed: {planned.problem.rstrip('.')}."
    strongest = planned.strongest
    if strongest is None:
        return " It locks no table that is there already."
    how_long = "for a moment" if strongest.work is Work.BRIEF else f"while it {strongest.work.value}"
    return f" Its strongest lock: {strongest.lock.value} on {strongest.table}, {how_long}."


def _plan(planned: PlannedMigration | None) -> tuple[tuple[str, str], ...]:
    if planned is None:
        return ()
    strongest = planned.strongest
    return (
        ("sql", "\n".join(line for line in planned.sql)),
        ("strongest lock", f"{strongest.lock.value} on {strongest.table}" if strongest else "none"),
        ("rewrites", ", ".join(planned.rewritten)),
    )


def _restore_the_order(child: MigrationKey, parent: MigrationKey) -> str:
    """`migrate --fake` refuses on such a history too, so the row has to be written or taken away by hand."""
    return (
        f"See with `manage.py check_db_structure` which of {parent} and {child} the database has. Insert into "
        f"django_migrations the row of one that it has, delete the row of one that it lacks, then `manage.py migrate`."
    )


def _counts_as_applied(state: MigrationState, key: MigrationKey) -> bool:
    replaced = state.replaces.get(key, ())
    return key in state.recorded or (bool(replaced) and all(k in state.recorded for k in replaced))


def _blocked(state: MigrationState) -> bool:
    return any(len(leaves) > 1 for leaves in state.leaves.values()) or any(inconsistent_history(state))


def _migrate(command: str, *, blocked: bool) -> Fix:
    first = "Mend the conflict or the history reported here first. Then " if blocked else ""
    return Fix(
        tier=Tier.CONFIRM,
        direction=Direction.DATABASE,
        note=f"{first}`{command}` (`manage.py check_migrations --plan` shows its SQL).",
    )

"""The recorded migrations against the live schema."""

from collections.abc import Iterator

from project.findings import Cause, Direction, Finding, Fix, Severity, Tier
from project.migration_audit.faked.lost import LostMigration, LostOperation
from project.migration_audit.state import MigrationState

_TRACES_TOLD = 3


def faked_migration(state: MigrationState) -> Iterator[Finding]:
    """A recorded migration of which operations are not in the database."""
    for key, one in state.lost.items():
        if key not in state.edited:
            yield _faked(state, one)


def expected_unavailable(state: MigrationState) -> Iterator[Finding]:
    """What could not be compared with the schema: whether it is there is not known."""
    for problem in state.schema_problems:
        yield Finding(
            code="expected_unavailable",
            severity=Severity.ERROR,
            message=f"Whether the recorded migrations are in the database was not proven: {problem}",
            object=problem.partition(":")[0] if ":" in problem else None,
        )


def _faked(state: MigrationState, one: LostMigration) -> Finding:
    if one.is_whole:
        how_much = "nothing of it is in the database"
        why = "Its row was written without running it (`migrate --fake`), or what it made was taken away by hand."
    else:
        how_much = f"{len(one.lost)} of its {one.operations} operations are not in the database"
        why = (
            "It was faked over tables that were there already (`--fake-initial`), it was stopped half way outside a "
            "transaction, or what it made was changed by hand."
        )
    return Finding(
        code="faked_migration",
        severity=one.severity,
        message=f"{one.key} is recorded as applied, but {how_much}: {'; '.join(map(_told, one.lost))}.",
        object=str(one.key),
        app=one.key.app,
        expected=f"{one.operations} operations in the database",
        actual=f"not there: {'; '.join(operation.text for operation in one.lost)}",
        cause=Cause.DRIFT,
        cause_detail=why,
        details=tuple((_label(operation), _traces(operation)) for operation in one.lost),
        fix=Fix(tier=Tier.PLAN, direction=Direction.DATABASE, note=_next_step(one)),
    )


def _label(operation: LostOperation) -> str:
    return f"operation {operation.number + 1}"


def _told(operation: LostOperation) -> str:
    return f"{operation.text} ({_traces(operation)})"


def _traces(operation: LostOperation) -> str:
    told = [trace.text for trace in operation.traces]
    more = len(told) - _TRACES_TOLD
    return "; ".join(told[:_TRACES_TOLD]) + (f"; and {more} more" if more > 0 else "")


def _next_step(one: LostMigration) -> str:
    if one.to_unfake:
        return (
            f"`manage.py migrate {one.to_unfake} --fake` takes the row back, `manage.py migrate {one.key.app}` then "
            f"runs it. `manage.py check_migrations --plan` shows its SQL in between."
        )
    return (
        "The row can't be taken back without those of others: `manage.py check_db_structure --fix` makes what is "
        "missing; what the migration did to rows has to be done by hand."
    )

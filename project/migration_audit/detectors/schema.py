"""The recorded migrations against the live schema."""

from collections.abc import Iterator

from project.findings import Cause, Direction, Finding, Severity, by_hand
from project.migration_audit.faked.lost import LostMigration, LostOperation
from project.migration_audit.state import Edit, MigrationKey, MigrationState
from project.output.counted import counted

_TRACES_TOLD = 3
_DIGITS = 12


def faked_migration(state: MigrationState) -> Iterator[Finding]:
    """A recorded migration of which operations are not in the database."""
    for key, one in state.lost.items():
        if not _is_explained(state, key):
            yield _faked(one)


def expected_unavailable(state: MigrationState) -> Iterator[Finding]:
    """What could not be looked at closer; nothing unchecked reads as clean."""
    for problem in state.problems:
        yield Finding(
            code="expected_unavailable",
            severity=Severity.ERROR,
            message=f"{problem.rstrip('.')}.",
            object=problem,
        )


def edited_after_apply(state: MigrationState) -> Iterator[Finding]:
    """A file that is not the one that was seen when it was recorded; nothing without a recorder that remembers.

    What it makes now and the database lacks is told here, at the root, and not as faked once more.
    """
    for key, edit in state.edited.items():
        lost = state.lost.get(key) if edit.code else None
        yield Finding(
            code="edited_after_apply",
            severity=_severity(edit, lost),
            message=_edited(key, edit, lost),
            object=str(key),
            app=key.app,
            expected=f"file {edit.before[:_DIGITS]}",
            actual=f"file {edit.after[:_DIGITS]}",
            cause_detail="An applied migration never runs again here: a new database gets what the file says now.",
            details=tuple((_label(operation), _traces(operation)) for operation in lost.lost) if lost else (),
            fix=by_hand(
                Direction.CODE,
                "Bring back the file as it was applied (version control has it), and write the change as a "
                "migration of its own. Where both databases are the same all the same, a waiver accepts the edit.",
            ),
        )


def _is_explained(state: MigrationState, key: MigrationKey) -> bool:
    return key in state.edited and state.edited[key].code


def _severity(edit: Edit, lost: LostMigration | None) -> Severity:
    if not edit.code:
        return Severity.INFO
    return lost.severity if lost else Severity.WARNING


def _edited(key: MigrationKey, edit: Edit, lost: LostMigration | None) -> str:
    if not edit.code:
        return f"The file of {key} was edited after it was applied; only comments or layout changed."
    told = f"; not in this database: {'; '.join(map(_told, lost.lost))}" if lost else ""
    return f"The file of {key} was edited after it was applied{told}."


def _faked(one: LostMigration) -> Finding:
    if one.is_whole:
        how_much = "nothing of it is in the database"
        why = "Its row was written without running it (`migrate --fake`), or what it made was taken away by hand."
    else:
        are = "is" if len(one.lost) == 1 else "are"
        how_much = f"{len(one.lost)} of its {one.operations} operations {are} not in the database"
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
        expected=f"{counted(one.operations, 'operation')} in the database",
        actual=f"not there: {'; '.join(operation.text for operation in one.lost)}",
        cause=Cause.DRIFT,
        cause_detail=why,
        details=tuple((_label(operation), _traces(operation)) for operation in one.lost),
        fix=by_hand(Direction.DATABASE, _next_step(one)),
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

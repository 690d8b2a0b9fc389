"""The models against the migration files: what `makemigrations` would write."""

from collections.abc import Iterator

from project.findings import Cause, Direction, Finding, Severity, by_hand
from project.migration_audit.state import MigrationState, ModelChange


def model_change_without_migration(state: MigrationState) -> Iterator[Finding]:
    """An operation that no migration holds.

    An error where the database would change, a warning where only Python's own description does (`makemigrations`
    will write it into the next migration, whoever runs it). For an installed package one step milder: nobody here can
    write its migration, and the usual reason is a setting (DEFAULT_AUTO_FIELD), which stands in the next step.
    """
    for change in state.model_changes or ():
        ours = state.is_ours(change.app)
        yield Finding(
            code="model_change_without_migration",
            severity=_severity(change, ours=ours),
            message=f"The models of {change.app} have a change that no migration makes: {change.text}.",
            object=f"{change.app}.{change.name}",
            app=change.app,
            model=change.model,
            field=change.field,
            expected=change.expected,
            actual=change.actual,
            cause=Cause.MODEL_CHANGE_WITHOUT_MIGRATION,
            cause_detail=_why(change, ours=ours),
            fix=by_hand(Direction.CODE, _next_step(change, ours=ours)),
        )


def _severity(change: ModelChange, *, ours: bool) -> Severity:
    if ours:
        return Severity.ERROR if change.touches_database else Severity.WARNING
    return Severity.WARNING if change.touches_database else Severity.INFO


def _why(change: ModelChange, *, ours: bool) -> str:
    whose = "A model was edited" if ours else "A setting or a patched class changes the model of an installed package"
    effect = "the database needs it too" if change.touches_database else "nothing changes in the database"
    return f"{whose}, and `makemigrations` was not run since; {effect}."


def _next_step(change: ModelChange, *, ours: bool) -> str:
    if ours:
        return f"`manage.py makemigrations {change.app}`, then `manage.py migrate {change.app}`."
    return (
        f"Don't run makemigrations: it would write into the installed package. Set the package's default_auto_field in "
        f"an AppConfig of your own, or take its migrations over with MIGRATION_MODULES['{change.app}']."
    )

"""Migrations that use the running application, whose code will be another one when they run again."""

from collections.abc import Iterator

from project.findings import Direction, Finding, Severity, by_hand
from project.migration_audit.state import MigrationState


def data_migration_imports_live_code(state: MigrationState) -> Iterator[Finding]:
    """A migration of ours that imports models instead of asking the state for them."""
    for key, found in state.live_imports.items():
        names = ", ".join(one.name for one in found)
        yield Finding(
            code="data_migration_imports_live_code",
            severity=Severity.WARNING,
            message=f"{key} uses {names} of the running application (line {found[0].line}).",
            object=str(key),
            app=key.app,
            expected="models from the migration's own state",
            actual=names,
            cause_detail="On a new database it runs with the models of that day: a field that was added since is not "
            "in the table yet, and a model that is gone can't be imported.",
            fix=by_hand(
                Direction.CODE,
                'Take the model from the first argument: apps.get_model("app", "Model"); name its app in '
                "`dependencies`.",
            ),
        )

"""The shape of the graph that Django makes of the files."""

from collections.abc import Iterator

from project.findings import Direction, Finding, Severity, by_hand
from project.migration_audit.state import MigrationState


def conflicting_leaves(state: MigrationState) -> Iterator[Finding]:
    """An app with more than one last migration: `migrate` and `makemigrations` refuse to run."""
    for app, leaves in sorted(state.leaves.items()):
        if len(leaves) < 2:
            continue
        names = ", ".join(leaf.name for leaf in leaves)
        note = (
            f"`manage.py makemigrations --merge {app}`, read what it writes, then `manage.py migrate {app}`."
            if state.is_ours(app)
            else f"{app} is an installed package: reinstall it, files of two releases lie beside each other."
        )
        yield Finding(
            code="conflicting_leaves",
            severity=Severity.ERROR,
            message=f"{app} has {len(leaves)} last migrations: {names}; `migrate` refuses to run.",
            object=", ".join(str(leaf) for leaf in leaves),
            app=app,
            expected="one last migration",
            actual=names,
            cause_detail="Two branches each added a migration after the same one.",
            fix=by_hand(Direction.CODE, note),
        )

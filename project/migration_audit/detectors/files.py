"""What keeps Django from reading the migrations at all: broken files, missing dependencies, circles."""

from collections.abc import Iterator

from project.findings import Direction, Finding, Severity, by_hand
from project.migration_audit.state import GraphProblem, MigrationState


def unreadable_migration(state: MigrationState) -> Iterator[Finding]:
    """A migration file, or a whole migrations package, that Python can't load."""
    for broken in state.broken_files:
        place = f"{broken.app}.{broken.name}" if broken.name else broken.app
        what = f"migration {place}" if broken.name else f"the migrations package of {broken.app}"
        yield Finding(
            code="unreadable_migration",
            severity=Severity.ERROR,
            message=f"Django can't load {what}: {broken.problem}. What needs the graph or the models was not checked.",
            object=place,
            app=broken.app,
            expected="a module with a Migration class",
            actual=broken.problem,
            cause_detail="The file itself raises when it is imported; `migrate` and `makemigrations` stop there too.",
            fix=by_hand(Direction.CODE, f"Mend {place}, then run `manage.py check_migrations` again."),
        )


def missing_dependency(state: MigrationState) -> Iterator[Finding]:
    """A migration that depends on one that isn't there: `migrate` stops with NodeNotFoundError."""
    graph = state.broken_graph
    if graph is None or graph.problem is not GraphProblem.MISSING_DEPENDENCY or _is_of_a_half_applied_squash(state):
        return
    origin = str(graph.origin) if graph.origin else None
    what = f"{origin} depends on {graph.missing}, which isn't there" if origin and graph.missing else graph.text
    yield Finding(
        code="missing_dependency",
        severity=Severity.ERROR,
        message=f"The migrations don't fit together: {what}. What needs the graph was not checked.",
        object=origin,
        app=graph.origin.app if graph.origin else None,
        expected=f"a migration {graph.missing}" if graph.missing else "dependencies that exist",
        actual="no such migration",
        cause_detail=graph.text,
        fix=by_hand(
            Direction.CODE,
            f"Bring the file of {graph.missing} back, or name an existing migration in the dependencies of {origin}."
            if origin and graph.missing
            else "Correct the dependency that is named here, then run `manage.py check_migrations` again.",
        ),
    )


def circular_dependency(state: MigrationState) -> Iterator[Finding]:
    """Migrations that wait for one another."""
    graph = state.broken_graph
    if graph is None or graph.problem is not GraphProblem.CIRCULAR_DEPENDENCY:
        return
    yield Finding(
        code="circular_dependency",
        severity=Severity.ERROR,
        message=f"Migrations depend on one another in a circle ({graph.text}). What needs the graph was not checked.",
        expected="dependencies without a circle",
        actual=graph.text,
        cause_detail="`dependencies` or `run_before` of one of them point back.",
        fix=by_hand(Direction.CODE, "Split the foreign key that closes the circle into a later migration of its own."),
    )


def models_not_compared(state: MigrationState) -> Iterator[Finding]:
    """The migrations load and fit together, yet replaying them over the models fails."""
    if not state.models_problem or state.broken_graph or state.broken_files:
        return
    yield Finding(
        code="models_not_compared",
        severity=Severity.ERROR,
        message=f"The models could not be compared with the migrations: {state.models_problem}.",
        expected="a state that can be replayed from the migration files",
        actual=state.models_problem,
        cause_detail="An operation changes a model or a field that the operations before it don't make.",
        fix=by_hand(
            Direction.CODE,
            "`manage.py makemigrations --check` shows the operation; correct it, then run this check again.",
        ),
    )


def _is_of_a_half_applied_squash(state: MigrationState) -> bool:
    """Whether `squash_half_applied` reports the root of it."""
    missing = state.broken_graph.missing if state.broken_graph else None
    return any(missing in keys and state.recorded.intersection(keys) for keys in state.replaces.values())

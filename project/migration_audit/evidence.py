"""The closer look: what takes more than reading files and rows, added to the picture that `read` took."""

from collections.abc import Callable, Collection
from dataclasses import replace

from django.db import connections

from project.migration_audit.collect import collect
from project.migration_audit.detectors.history import inconsistent_history
from project.migration_audit.disk import module_name, source_file
from project.migration_audit.faked.read import read_lost
from project.migration_audit.live_code import LiveImport, live_imports
from project.migration_audit.plan import PlannedMigration
from project.migration_audit.seen_files import look_at_files
from project.migration_audit.state import MigrationKey, MigrationState
from project.migration_audit.unsafe.read_facts import read_facts
from project.migration_audit.weighing import weighed
from project.schema_audit.guard import Failure, guarded

_NOT_PROVEN = "Whether the recorded migrations are in the database was not proven"
_NOT_WEIGHED = "What the pending migrations would lock was not worked out"


def with_evidence(state: MigrationState, *, on_step: Callable[[str], None]) -> MigrationState:
    """The picture with what was proven about it; unchanged as far as the files make no graph."""
    if state.broken_files or state.broken_graph:
        return state
    return _with_files(_with_waiting(_with_lost(state, on_step), on_step), on_step)


def _with_lost(state: MigrationState, on_step: Callable[[str], None]) -> MigrationState:
    """Whether what is recorded is in the schema; PostgreSQL only."""
    if connections[state.database].vendor != "postgresql" or not state.recorded or state.models_problem:
        return state
    on_step("comparing the schema with the recorded migrations")
    unsettled = {change.app for change in state.model_changes or ()} | {key.app for key in state.pending}
    proof = guarded("the schema", lambda: read_lost(state.database, unsettled=unsettled, on_step=on_step))
    if isinstance(proof, Failure):
        return _with_problem(state, _NOT_PROVEN, proof.error)
    for problem in proof.problems:
        state = _with_problem(state, _NOT_PROVEN, problem)
    return replace(state, lost=proof.lost, schema_compared=not proof.problems)


def _with_problem(state: MigrationState, what: str, why: str) -> MigrationState:
    return replace(state, problems=(*state.problems, f"{what}: {why}"))


def _with_waiting(state: MigrationState, on_step: Callable[[str], None]) -> MigrationState:
    """The SQL of what waits; of a database before its first `migrate` it is one finding, and its tables are all new."""
    if not state.pending or not state.recorded or no_plan(state):
        return state
    on_step(f"collecting the SQL of {len(state.pending)} migrations")
    waiting = guarded("the plan", lambda: plan_of(state.database))
    if isinstance(waiting, Failure):
        return _with_problem(state, _NOT_WEIGHED, waiting.error)
    return replace(state, waiting=waiting)


def no_plan(state: MigrationState) -> str:
    """Why there is nothing to collect, where `migrate` itself would not start; empty where it would."""
    if state.broken_files or state.broken_graph:
        return "the migrations can't be put in order yet"
    if any(inconsistent_history(state)):
        return "`migrate` refuses to run on this history"
    return "the migrations can't be replayed" if state.models_problem else ""


def plan_of(using: str, *, app_labels: Collection[str] | None = None) -> tuple[PlannedMigration, ...]:
    """What `migrate` would run, weighed by the live tables where that can be done (PostgreSQL)."""
    collected = tuple(collect(using, app_labels=app_labels))
    if connections[using].vendor != "postgresql":
        return collected
    return tuple(weighed(collected, read_facts(connections[using])))


def _with_files(state: MigrationState, on_step: Callable[[str], None]) -> MigrationState:
    """What the files themselves say: edited since they were applied, or tied to code that will have changed."""
    on_step("reading the sources of migrations")
    seen = look_at_files(state.database)
    live = {key: found for key in sorted(state.files) if state.is_ours(key.app) and (found := _live_imports(key))}
    return replace(state, edited=seen.edited, files_compared=seen.compared, live_imports=live)


def _live_imports(key: MigrationKey) -> tuple[LiveImport, ...]:
    file = source_file(key)
    return live_imports(file.read_bytes(), module_name(key)) if file else ()

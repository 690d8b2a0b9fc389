"""The closer look: what takes more than reading files and rows, added to the picture that `read` took."""

from collections.abc import Callable
from dataclasses import replace

from django.db import connections

from project.migration_audit.faked.read import read_lost
from project.migration_audit.state import MigrationState
from project.schema_audit.guard import Failure, guarded


def with_evidence(state: MigrationState, *, on_step: Callable[[str], None]) -> MigrationState:
    """The picture with what was proven about it; unchanged as far as the files make no graph."""
    if state.broken_files or state.broken_graph:
        return state
    return _with_lost(state, on_step)


def _with_lost(state: MigrationState, on_step: Callable[[str], None]) -> MigrationState:
    """Whether what is recorded is in the schema; PostgreSQL only."""
    if connections[state.database].vendor != "postgresql" or not state.recorded:
        return state
    on_step("comparing the schema with the recorded migrations")
    unsettled = {change.app for change in state.model_changes or ()} | {key.app for key in state.pending}
    proof = guarded("the schema", lambda: read_lost(state.database, unsettled=unsettled, on_step=on_step))
    if isinstance(proof, Failure):
        return replace(state, schema_problems=(f"{proof.error}.",))
    return replace(state, lost=proof.lost, schema_problems=proof.problems)

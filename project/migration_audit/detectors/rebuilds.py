"""Rebuilds and restores that were killed before their end."""

from collections.abc import Iterator

from project.findings import Direction, Finding, Severity, by_hand
from project.migration_audit.state import MigrationState


def rebuild_interrupted(state: MigrationState) -> Iterator[Finding]:
    """The files of some apps lie half old and half new, or a rebuild works on them right now."""
    for sentence, next_step in state.interrupted:
        yield Finding(
            code="rebuild_interrupted",
            severity=Severity.ERROR,
            message=sentence,
            object=sentence.partition(",")[0],
            expected="migration files of one chain",
            actual="a journal that was begun and not ended",
            cause_detail="rebuild_migrations was killed, or is at work.",
            fix=by_hand(Direction.CODE, next_step),
        )

"""System checks that `migrate` runs before it reads the migrations: what would make it fail obscurely, or silently."""

from collections.abc import Sequence
from typing import Any

from django.core.checks import CheckMessage, Error
from django.db import DatabaseError, connections

from project.findings import Severity
from project.migration_audit.detectors.squashes import squash_half_applied
from project.migration_audit.rebuild.interrupted import told_interrupted
from project.migration_audit.replaced import read_replaced


def no_database_is_half_way(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """migration_audit.E001: a database stands in the middle of migrations whose files are gone."""
    found: list[CheckMessage] = []
    for alias in databases or ():
        try:
            state = read_replaced(connections[alias])
        except DatabaseError:
            continue  # `migrate` itself says best that a database is away
        errors = [one for one in squash_half_applied(state) if one.severity is Severity.ERROR]
        found += [
            Error(f"Database {alias!r}: {one.message}", hint=one.fix.note if one.fix else "", id="migration_audit.E001")
            for one in errors
        ]
    return found


def no_rebuild_was_interrupted(
    app_configs: Any, databases: Sequence[str] | None = None, **kwargs: Any
) -> list[CheckMessage]:
    """migration_audit.E002: the files of a killed rebuild lie half old and half new."""
    if not databases:
        return []
    return [Error(told.what, hint=told.next_step, id="migration_audit.E002") for told in told_interrupted()]

"""What stands on a column so that PostgreSQL refuses to change its type: views, triggers, policies."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.db import DatabaseError

from project.findings import Finding
from project.schema_audit.fixes.words import live_table
from project.schema_audit.matching import Comparison
from project.schema_audit.session import Session, savepoint
from project.schema_audit.statements import statement

_RETYPED = ("column_type", "column_length", "column_decimal", "column_collation", "column_generated")


@dataclass(frozen=True, slots=True, kw_only=True)
class Dependent:
    """One thing that has to be away meanwhile; `restore` is None where no statement makes it again as it was."""

    told: str
    drop: str
    restore: str | None


def dependents(
    session: Session, findings: Sequence[Finding], comparison: Comparison
) -> Mapping[str, tuple[Dependent, ...]]:
    """By the finding's fingerprint, in the order of making; nothing of those that could not be looked at in time."""
    asked = [one for one in findings if one.code in _RETYPED and one.table in comparison.tables]
    found = defaultdict[str, list[Dependent]](list)
    for key, _, told, drop, restore in _selected(session, asked, comparison) if asked else ():
        found[key].append(Dependent(told=told, drop=drop, restore=restore))
    return {key: tuple(those) for key, those in found.items()}


def _selected(session: Session, asked: Sequence[Finding], comparison: Comparison) -> list[tuple[Any, ...]]:
    parameters: dict[str, list[str | None]] = {
        "keys": [one.fingerprint for one in asked],
        "tables": [live_table(comparison.tables[one.table or ""].live) for one in asked],
        "columns": [one.column for one in asked],
    }
    try:
        with savepoint(session):
            session.cursor.execute(statement("dependents"), parameters)
            return list(session.cursor.fetchall())
    except DatabaseError:
        # Somebody locks one of the views; a fix that finds them in its way is refused, and changes nothing.
        return []

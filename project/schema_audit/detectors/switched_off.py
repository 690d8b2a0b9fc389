"""Rules that are there and don't hold: not validated, not enforced, or with their triggers off."""

from collections.abc import Iterator

from project.findings import Finding, Severity
from project.schema_audit.detectors.place import at_table
from project.schema_audit.matching import Comparison
from project.schema_audit.schema import Kind

# What is checked at the end of a transaction is checked by a trigger.
_NOUNS = {
    Kind.FOREIGN_KEY: "foreign key",
    Kind.UNIQUE: "deferred unique constraint",
    Kind.PRIMARY_KEY: "deferred primary key",
    Kind.EXCLUSION: "deferred exclusion constraint",
}


def constraint_not_valid(comparison: Comparison) -> Iterator[Finding]:
    """It holds for new rows only (NOT VALID), or for none (NOT ENFORCED)."""
    for pair in comparison.unequal:
        for matched in pair.constraints.values():
            for live, expected in matched.same:
                if live.validated and live.enforced:
                    continue
                message = (
                    "The constraint was never checked against the rows that were there before it."
                    if live.enforced
                    else "The constraint is not enforced."
                )
                yield at_table(
                    pair.owner,
                    pair.name,
                    "constraint_not_valid",
                    Severity.WARNING if live.enforced else Severity.ERROR,
                    message,
                    object=live.name,
                    expected=expected.definition,
                    actual=f"{live.definition} {'NOT VALID' if live.enforced else 'NOT ENFORCED'}",
                )


def triggers_disabled(comparison: Comparison) -> Iterator[Finding]:
    """Triggers that are off: a foreign key that looks whole and keeps nothing, or a trigger that does nothing."""
    yield from _skipped_by_session(comparison)
    for pair in comparison.unequal:
        for live, expected in (one for matched in pair.constraints.values() for one in matched.same):
            if live.triggers_off and live.enforced:
                yield at_table(
                    pair.owner,
                    pair.name,
                    "triggers_disabled",
                    Severity.ERROR,
                    f"The triggers of the {_NOUNS[live.kind]} are disabled: it keeps nothing.",
                    object=live.name,
                    expected=expected.definition,
                    actual="disabled",
                )
        for trigger in pair.live.triggers:
            if not trigger.enabled:
                yield at_table(
                    pair.owner,
                    pair.name,
                    "triggers_disabled",
                    Severity.WARNING,
                    "The trigger is disabled.",
                    object=trigger.name,
                    expected="enabled",
                    actual="disabled",
                )


def _skipped_by_session(comparison: Comparison) -> Iterator[Finding]:
    """The role's sessions run as a replica's do: every foreign key looks whole and keeps nothing."""
    if comparison.live.skipped_triggers is not None:
        yield Finding(
            code="triggers_disabled",
            severity=Severity.ERROR,
            message="The sessions of this role run as a replica's do: no foreign key is kept, and no trigger fires.",
            object="session_replication_role",
            expected="origin",
            actual="replica",
        )

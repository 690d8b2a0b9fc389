"""A change that PostgreSQL refuses under views, triggers and policies: they are away for that one transaction."""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from project.findings import Fix
from project.schema_audit.fixes.dependents import Dependent
from project.schema_audit.fixes.steps import Step, by_hand


def around(dependents: Sequence[Dependent], fix: Fix, *, then: Iterable[Step] = ()) -> Fix:
    """The fix with these taken away before and brought back after it, all at once, and what comes `then`.

    What can't be brought back as it was is for a person to decide.
    """
    after = tuple(then)
    changed = replace(
        fix,
        sql=(*_within(dependents, fix.sql), *(step.sql for step in after)),
        locks=(*(fix.locks[:1] if dependents else fix.locks), *(step.lock for step in after)),
        undo_sql=_within(dependents, fix.undo_sql),
    )
    if not dependents:
        return changed
    told = ", ".join(one.told for one in dependents)
    if any(one.restore is None for one in dependents):
        note = f"PostgreSQL refuses it under {told}: take that away, change the column, and make it again."
        return by_hand(note, [*(one.drop for one in reversed(dependents) if one.drop), *fix.sql])
    return replace(changed, note=f"{fix.note} In the same transaction it is made anew: {told}.".strip())


def _within(dependents: Sequence[Dependent], statements: Sequence[str]) -> tuple[str, ...]:
    """One statement of all, so that nothing is lost half way."""
    if not (dependents and statements):
        return tuple(statements)
    all_of_it = [
        *(one.drop for one in reversed(dependents)),
        *statements,
        *(one.restore for one in dependents if one.restore),
    ]
    return (f"DO $fix$ BEGIN {'; '.join(all_of_it)}; END $fix$",)

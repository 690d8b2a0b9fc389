"""Squashed migrations that stand in the middle of what they replace."""

from collections.abc import Iterator

from project.findings import Direction, Finding, Fix, Severity, Tier
from project.migration_audit.state import MigrationKey, MigrationState


def squash_half_applied(state: MigrationState) -> Iterator[Finding]:
    """A squashed migration of whose originals some are recorded and some aren't, or that is recorded without them."""
    recorded = state.recorded
    for squash, replaced in sorted(state.replaces.items()):
        missing = [key for key in replaced if key not in recorded]
        if len(missing) == len(replaced) and squash in recorded:
            yield _recorded_without_originals(squash, replaced)
        elif missing and len(missing) < len(replaced):
            yield _half_applied(state, squash, replaced, missing)


def _recorded_without_originals(squash: MigrationKey, replaced: tuple[MigrationKey, ...]) -> Finding:
    return Finding(
        code="squash_half_applied",
        severity=Severity.ERROR,
        message=f"{squash} is recorded, none of the {len(replaced)} it replaces is: `migrate` would run it again.",
        object=str(squash),
        app=squash.app,
        expected="rows for what it replaces, or no `replaces` in the file",
        actual="only the squashed migration is recorded",
        cause_detail="Rows were pruned while the file still has `replaces`; Django goes by the rows of the replaced.",
        fix=Fix(
            tier=Tier.PLAN,
            direction=Direction.CODE,
            note=f"Remove `replaces` from the file of {squash}; its row then counts again.",
        ),
    )


def _half_applied(
    state: MigrationState, squash: MigrationKey, replaced: tuple[MigrationKey, ...], missing: list[MigrationKey]
) -> Finding:
    lost = [str(key) for key in missing if key not in state.files]
    names = ", ".join(str(key) for key in missing)
    note = (
        f"Bring back the files of {', '.join(lost)}, then `manage.py migrate {squash.app}`."
        if lost
        else f"`manage.py migrate {squash.app}` finishes the old ones; keep their files until every database did."
    )
    return Finding(
        code="squash_half_applied",
        severity=Severity.ERROR if lost else Severity.WARNING,
        message=f"{squash} can't be used yet: of the {len(replaced)} it replaces, {len(missing)} are not applied.",
        object=str(squash),
        app=squash.app,
        expected="all or none of what it replaces applied",
        actual=f"not applied: {names}" + (f"; without a file: {', '.join(lost)}" if lost else ""),
        cause_detail="The squash was deployed to a database that had not reached its end.",
        fix=Fix(tier=Tier.PLAN, direction=Direction.CODE if lost else Direction.DATABASE, note=note),
    )

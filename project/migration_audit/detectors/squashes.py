"""Squashed migrations that stand in the middle of what they replace."""

from collections.abc import Iterator

from project.findings import Direction, Finding, Severity, by_hand
from project.migration_audit.state import MigrationKey, MigrationState


def squash_half_applied(state: MigrationState) -> Iterator[Finding]:
    """A squashed migration of whose originals some are recorded and some aren't, or that is recorded without them.

    So is the first of several that replace one chain, where the old chain's rows end exactly between two of them.
    """
    recorded = state.recorded
    for squash, replaced in sorted(state.replaces.items()):
        missing = [key for key in replaced if key not in recorded]
        if len(missing) == len(replaced) and squash in recorded:
            yield _recorded_without_originals(squash, replaced)
        elif missing and len(missing) < len(replaced):
            yield _half_applied(state, squash, replaced, missing)
        elif not missing and squash not in recorded and (rest := _not_reached(state, squash)):
            yield _half_applied(state, squash, (*replaced, *rest), rest)


def _not_reached(state: MigrationState, squash: MigrationKey) -> list[MigrationKey]:
    """What the app's other squashed migrations replace and this database never had, where the files are gone."""
    others = [key for key in state.replaces if key.app == squash.app and key != squash]
    rest = [key for other in others for key in state.replaces[other] if key not in state.recorded]
    return rest if any(key not in state.files for key in rest) else []


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
        fix=by_hand(
            Direction.CODE,
            f"Remove `replaces` from the file of {squash}; its row then counts again.",
        ),
    )


def _half_applied(
    state: MigrationState, squash: MigrationKey, replaced: tuple[MigrationKey, ...], missing: list[MigrationKey]
) -> Finding:
    lost = [str(key) for key in missing if key not in state.files]
    names = ", ".join(str(key) for key in missing)
    note = (
        f"Install the release that still has {_few(lost)}, run its `manage.py migrate {squash.app}`, then this one. A "
        "new database whose first migrate was killed is made anew, or goes on with `migrate --skip-checks`."
        if lost
        else f"`manage.py migrate {squash.app}` finishes the old ones; keep their files until every database did."
    )
    are = "is" if len(missing) == 1 else "are"
    stands = "this database stands half way along the old ones, whose files are gone" if lost else "not in use yet"
    return Finding(
        code="squash_half_applied",
        severity=Severity.ERROR if lost else Severity.WARNING,
        message=f"{squash}: {stands}; {len(missing)} of the {len(replaced)} that are replaced {are} not applied.",
        object=str(squash),
        app=squash.app,
        expected="all or none of what it replaces applied",
        actual=f"not applied: {names}" + (f"; without a file: {', '.join(lost)}" if lost else ""),
        cause_detail="The squash was deployed to a database that had not reached its end.",
        fix=by_hand(Direction.CODE if lost else Direction.DATABASE, note),
    )


def _few(names: list[str]) -> str:
    return ", ".join(names[:3]) + (f" and {len(names) - 3} more" if len(names) > 3 else "")

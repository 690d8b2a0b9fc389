"""Rows of django_migrations that no file explains, or that are there twice."""

from collections import Counter
from collections.abc import Iterator

from project.findings import Direction, Finding, Severity, by_hand
from project.migration_audit.state import MigrationKey, MigrationState


def recorded_but_missing(state: MigrationState) -> Iterator[Finding]:
    """Rows without a file.

    Three kinds, for a row alone doesn't say that something is wrong: an error where the app's own chain goes on around
    it (the database may be ahead of this code); info where it is older than the app's first migration of today (left by
    a squash or a rebuild whose `replaces` is gone); info, once per app, where the app has no migrations here at all.
    """
    if state.broken_files:  # the broken file may be the one whose `replaces` explains the row
        return
    explained = {replaced for keys in state.replaces.values() for replaced in keys}
    ghosts = [key for key in dict.fromkeys(state.records or ()) if key not in state.files and key not in explained]
    for app, keys in _by_app(ghosts).items():
        installed = state.apps.get(app)
        if installed is None or not installed.migrated:
            yield _app_without_files(app, keys, is_installed=installed is not None)
            continue
        for key in keys:
            yield _older_chain(key) if _precedes_todays_chain(state, key) else _ghost(state, key)


def duplicate_record(state: MigrationState) -> Iterator[Finding]:
    """The same migration recorded twice: two `migrate` ran at the same time, or rows were copied."""
    for key, count in Counter(state.records or ()).items():
        if count > 1:
            yield Finding(
                code="duplicate_record",
                severity=Severity.WARNING,
                message=f"Migration {key} is recorded {count} times.",
                object=str(key),
                app=key.app,
                expected="one row in django_migrations",
                actual=f"{count} rows",
                cause_detail="Two `migrate` ran at the same time, or rows were copied from another database.",
                fix=by_hand(
                    Direction.DATABASE,
                    "Check that what it does is in the schema once only, then delete the later rows.",
                    (_keep_the_first_row(key),),
                ),
            )


def _app_without_files(app: str, keys: list[MigrationKey], *, is_installed: bool) -> Finding:
    if is_installed:
        why, note = "has no migrations here", "Nothing: its models are used here, its migrations are kept elsewhere."
    else:
        why, note = "is not installed", "Nothing, where another project owns it; else drop its tables, then its rows."
    return Finding(
        code="recorded_but_missing",
        severity=Severity.INFO,
        message=f"Rows of {app}, which {why}: {len(keys)} recorded.",
        object=app,
        app=app,
        expected="no rows of apps that have no files here",
        actual=", ".join(key.name for key in keys),
        cause_detail="Another project migrates this database too, or the app was removed and its rows stayed.",
        fix=by_hand(Direction.DATABASE, note),
    )


def _older_chain(key: MigrationKey) -> Finding:
    return Finding(
        code="recorded_but_missing",
        severity=Severity.INFO,
        message=f"{key} is recorded and has no file; it is older than the app's first migration of today.",
        object=str(key),
        app=key.app,
        expected="a file, or no row",
        actual="a row without a file",
        cause_detail="Left by a squash or a rebuild whose originals are gone.",
        fix=by_hand(Direction.DATABASE, f"`manage.py migrate {key.app} --prune` removes rows without files."),
    )


def _ghost(state: MigrationState, key: MigrationKey) -> Finding:
    return Finding(
        code="recorded_but_missing",
        severity=Severity.ERROR,
        message=f"{key} is recorded as applied and has no file; the database may be ahead of this code.",
        object=str(key),
        app=key.app,
        expected="a migration file for every row",
        actual="no such file",
        cause_detail="The file was deleted or renamed, or another branch or a newer release migrated this database.",
        fix=by_hand(
            Direction.CODE if state.is_ours(key.app) else Direction.DATABASE,
            f"Bring the file back from version control (or install the release that has it), then "
            f"`manage.py migrate {key.app}` forwards or backwards. Only where its changes are not in the schema: "
            f"`manage.py migrate {key.app} --prune`.",
        ),
    )


def _precedes_todays_chain(state: MigrationState, key: MigrationKey) -> bool:
    """Whether the row was written before those of all migrations of its app that begin a chain today."""
    order = {record: position for position, record in reversed(list(enumerate(state.records or ())))}
    own = [k for k in state.parents if k.app == key.app]
    roots = [k for k in own if all(parent.app != key.app for parent in state.parents[k])]
    return bool(roots) and all(root in order and order[key] < order[root] for root in roots)


def _by_app(keys: list[MigrationKey]) -> dict[str, list[MigrationKey]]:
    grouped: dict[str, list[MigrationKey]] = {}
    for key in keys:
        grouped.setdefault(key.app, []).append(key)
    return grouped


def _keep_the_first_row(key: MigrationKey) -> str:
    place = " and ".join(
        f"{column} = '{value.replace(chr(39), chr(39) * 2)}'" for column, value in key._asdict().items()
    )
    return f"delete from django_migrations where {place} and id > (select min(id) from django_migrations where {place})"

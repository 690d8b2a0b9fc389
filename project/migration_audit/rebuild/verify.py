"""After the files are exchanged: does Django read them, is nothing left to do, is every database what it was?"""

from collections.abc import Collection, Mapping, Sequence

from django.core.management.base import CommandError
from django.db import connections

from project.migration_audit.rebuild.fresh_process import last_words, run_django
from project.migration_audit.rebuild.live_picture import Picture, differing, live_picture
from project.migration_audit.rebuild.record_rows import read_record_rows
from project.migration_audit.state import MigrationKey


class NotAsBeforeError(CommandError):
    """A look afterwards found something; what was exchanged has to be put back."""


def nothing_would_run(using: str) -> None:
    """`migrate` would run no migration on this database: the new chain counts as applied there."""
    done = run_django("migrate", "--check", "--skip-checks", f"--database={using}")
    if done.returncode:
        why = last_words(done) if done.stderr.strip() else "the new migrations don't count as applied there"
        raise NotAsBeforeError(f"`migrate` would not leave database {using!r} alone: {why}.")


def models_are_told(labels: Collection[str]) -> None:
    """`makemigrations` would write nothing for these apps."""
    done = run_django("makemigrations", "--check", "--dry-run", "--skip-checks", *sorted(labels))
    if done.returncode:
        raise NotAsBeforeError(f"`makemigrations` would write more migrations: {last_words(done)}.")


def record(using: str, keep_open: Sequence[int]) -> None:
    """Let `migrate` record what replaces what is applied."""
    done = run_django(
        "migrate", "--no-input", "--skip-checks", "--verbosity=0", f"--database={using}", keep_open=keep_open
    )
    if done.returncode:
        raise NotAsBeforeError(f"`migrate` failed on database {using!r}: {last_words(done)}.")


def is_recorded(using: str, keys: Collection[MigrationKey]) -> None:
    """Every new migration has its row."""
    labels = {key.app for key in keys}
    rows = read_record_rows(connections[using], labels) or ()
    found = {MigrationKey(row["app"], row["name"]) for row in rows}
    if missing := sorted(set(keys) - found):
        raise NotAsBeforeError(f"`migrate` did not record {missing[0]} in database {using!r}.")


def is_unchanged(expected: Mapping[str, Picture | None]) -> None:
    """Every database has the structure it had, renames apart."""
    for using, before in expected.items():
        if before is not None and (places := differing(before, live_picture(using) or {})):
            raise NotAsBeforeError(f"The structure of database {using!r} changed: {', '.join(places[:3])}.")

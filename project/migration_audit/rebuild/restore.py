"""Puts a backup back: every byte of the files, every row with its id and time; behind a journal, as a rebuild is."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from django.apps import apps
from django.core.management.base import CommandError
from django.db import connections

from project.migration_audit.rebuild.backup import write_backup
from project.migration_audit.rebuild.backup_contents import read_contents
from project.migration_audit.rebuild.exchange import exchanged
from project.migration_audit.rebuild.journal import Journal, Purpose, Rename, State, read_journal
from project.migration_audit.rebuild.markers import place_of_migrations
from project.migration_audit.rebuild.read_backup import Backup
from project.migration_audit.rebuild.record_rows import put_record_rows, read_record_rows
from project.migration_audit.rebuild.renames import apply_renames
from project.migration_audit.rebuild.same_schema import refuse_another_schema, schema_changes
from project.migration_audit.rebuild.scope import ChosenApp, is_of_project
from project.migration_audit.rebuild.steps import OnStep, Phase, Step
from project.migration_audit.rebuild.verify import NotAsBeforeError


@dataclass(frozen=True, kw_only=True)
class Restored:
    """What was put back, and the backup of what was there until then."""

    backup: Backup
    before: Path
    files: int
    rows: int


def restorable_apps(backup: Backup, labels: Collection[str] | None) -> tuple[ChosenApp, ...]:
    """The apps of the backup; a CommandError where they aren't the ones asked for, or aren't those of this project."""
    saved = set(backup.folders)
    if labels is not None and set(labels) != saved:
        raise CommandError(
            f"The backup holds {_listed(saved)} and --apps names {_listed(labels)}: nothing was put back. "
            "A backup is put back whole: leave --apps out."
        )
    installed = {config.label for config in apps.get_app_configs()}
    for label in sorted(saved):
        here = place_of_migrations(label) if label in installed else None
        if here != backup.folders[label] or not is_of_project(here):
            raise CommandError(
                f"The backup is of another project: its {label} lay in {backup.folders[label]}, here it lies "
                f"{f'in {here}' if here else 'nowhere'}. Nothing was put back."
            )
    return tuple(ChosenApp(label=label, folder=backup.folders[label]) for label in sorted(saved))


def restore(
    backup: Backup, chosen: Sequence[ChosenApp], databases: Sequence[str], *, output: Path, on_step: OnStep
) -> Restored:
    """Make files and rows exactly those of the backup.

    A CommandError where the schema went on since, for rows that don't say what the schema is would be a lie.
    """
    on_step(Step(Phase.PREFLIGHT))
    aliases = [alias for alias in databases if alias in backup.databases]
    renames = _renames(backup, aliases)
    on_step(Step(Phase.BACKUP))
    now = read_contents(chosen)
    before = write_backup(now, output)
    journal = Journal(
        folder=before,
        purpose=Purpose.RESTORE,
        folders={app.label: app.folder for app in chosen},
        new=backup.files,
        old={app: tuple(files) for app, files in now.files.items()},
        renames=renames,
        databases=tuple(aliases),
    )
    with exchanged(journal, on_step):
        for alias in aliases:
            on_step(Step(Phase.RECORD, alias))
            saved = backup.databases[alias]
            if alias in renames:
                apply_renames(alias, renames[alias])
                refuse_another_schema(alias, backup)
            put_record_rows(alias, backup.folders.keys(), saved.rows, saved.sequence)
        on_step(Step(Phase.VERIFY))
        _look_again(backup, chosen, aliases)
    return Restored(
        backup=backup,
        before=before,
        files=sum(len(files) for files in backup.files.values()),
        rows=sum(len(backup.databases[alias].rows or ()) for alias in aliases),
    )


def _renames(backup: Backup, aliases: Sequence[str]) -> dict[str, tuple[Rename, ...]]:
    """By database, what takes back the names of the rebuild that this backup was made for, where it gave any."""
    journal = read_journal(backup.folder)
    given = journal.renames if journal and journal.state is State.DONE else {}
    found = {}
    for alias in aliases:
        if alias in given and schema_changes(alias, backup):
            found[alias] = tuple(Rename(sql=one.undo_sql, undo_sql=one.sql) for one in reversed(given[alias]))
        else:
            refuse_another_schema(alias, backup)
    return found


def _look_again(backup: Backup, chosen: Sequence[ChosenApp], aliases: Sequence[str]) -> None:
    now = read_contents(chosen)
    if now.files != backup.files:
        raise NotAsBeforeError("The files are not those of the backup: somebody else wrote them meanwhile.")
    for alias in aliases:
        wanted = backup.databases[alias].rows
        if wanted is not None and read_record_rows(connections[alias], backup.folders.keys()) != wanted:
            raise NotAsBeforeError(f"The rows of database {alias!r} are not those of the backup: somebody wrote them.")


def _listed(labels: Collection[str]) -> str:
    return ", ".join(sorted(labels))

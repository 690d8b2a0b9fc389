"""The exchange of migration files behind a journal: all of it happens, or what was before is put back."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial

from django.core.management.base import CommandError

from project.migration_audit.rebuild.folder_files import write_and_remove
from project.migration_audit.rebuild.journal import Journal, State, held
from project.migration_audit.rebuild.live_picture import picture
from project.migration_audit.rebuild.markers import place_markers, remove_markers
from project.migration_audit.rebuild.read_backup import read_backup
from project.migration_audit.rebuild.record_rows import put_record_rows
from project.migration_audit.rebuild.renames import take_back_renames
from project.migration_audit.rebuild.steps import OnStep, Phase, Step


@contextmanager
def exchanged(journal: Journal, on_step: OnStep) -> Iterator[int]:
    """The block runs with the new files in place, and the journal's descriptor to hand on.

    Whatever ends it early, Ctrl-C too, puts files, rows and names back, and a CommandError says so.
    """
    with held(journal.folder) as descriptor:
        if descriptor is None:
            raise CommandError(f"Another process works with {journal.folder}: nothing was changed.")
        with told_in_a_sentence():
            on_step(Step(Phase.JOURNAL))
            journal.store_files()
            journal.write(State.BEGUN)
        try:
            with told_in_a_sentence():
                on_step(Step(Phase.JOURNAL, "markers"))
                place_markers(journal.folders.values(), journal.folder)
                put_files(journal, on_step)
            yield descriptor
            on_step(Step(Phase.CLOSE))
            journal.write(State.DONE)
        except CommandError as error:
            undo(journal, on_step)
            raise CommandError(f"{error} Files, rows and names were put back.") from error
        except BaseException:
            undo(journal, on_step)
            raise
        on_step(Step(Phase.CLOSE, "markers"))
        remove_markers(journal.folders.values())


def put_files(journal: Journal, on_step: OnStep) -> None:
    """The new files, then without the old ones, folder by folder."""
    for app, folder in journal.folders.items():
        write_and_remove(
            folder,
            old=journal.old[app],
            new=journal.new[app],
            on_file=partial(_tell, on_step, Phase.FILES, app),
        )
    on_step(Step(Phase.FILES, "all in place"))


def undo(journal: Journal, on_step: OnStep) -> None:
    """Make files, rows and names what the journal's backup says; a second call finishes a first."""
    backup = read_backup(journal.folder)
    on_step(Step(Phase.UNDO))
    with told_in_a_sentence():
        for app, folder in journal.folders.items():
            write_and_remove(
                folder,
                old=tuple(journal.new[app]),
                new=backup.files[app],
                on_file=partial(_tell, on_step, Phase.UNDO, app),
            )
    for alias in journal.databases:
        saved = backup.databases[alias]
        on_step(Step(Phase.UNDO, f"database {alias}"))
        before = None if saved.schema is None else picture(saved.schema)
        take_back_renames(alias, journal.renames.get(alias, ()), before=before)
        put_record_rows(alias, journal.folders.keys(), saved.rows, saved.sequence)
    on_step(Step(Phase.UNDO, "closing the journal"))
    journal.write(State.UNDONE)
    remove_markers(journal.folders.values())


def _tell(on_step: OnStep, phase: Phase, app: str, path: str) -> None:
    on_step(Step(phase, f"{app}/{path}"))


@contextmanager
def told_in_a_sentence() -> Iterator[None]:
    """A file that can't be written or removed, as a CommandError."""
    try:
        yield
    except OSError as error:
        why = error.strerror or str(error)
        raise CommandError(f"{error.filename or 'A file'} can't be written ({why}).") from error

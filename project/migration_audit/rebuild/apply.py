"""Puts a proven chain in the place of the old one: files, names, records; and looks again before it says so."""

from collections.abc import Mapping, Sequence
from pathlib import Path

from django.core.management.base import CommandError

from project.migration_audit.rebuild.backup import write_backup
from project.migration_audit.rebuild.backup_contents import read_contents
from project.migration_audit.rebuild.chain import NewChain
from project.migration_audit.rebuild.exchange import exchanged
from project.migration_audit.rebuild.folder_files import FileImage, Files
from project.migration_audit.rebuild.fresh_process import settings_module
from project.migration_audit.rebuild.journal import Journal, Purpose, Rename
from project.migration_audit.rebuild.live_picture import Picture, picture
from project.migration_audit.rebuild.renames import apply_renames
from project.migration_audit.rebuild.scope import ChosenApp
from project.migration_audit.rebuild.steps import OnStep, Phase, Step
from project.migration_audit.rebuild.verify import (
    is_recorded,
    is_unchanged,
    models_are_told,
    nothing_would_run,
    record,
)


def apply(
    chain: NewChain,
    apps: Sequence[ChosenApp],
    *,
    renames: Mapping[str, Sequence[Rename]],
    databases: Sequence[str],
    seen: Mapping[str, Files],
    records: bool,
    output: Path,
    on_step: OnStep,
) -> Path:
    """Exchange the files and bring these databases up to them; the backup of what was before.

    `seen` are the files that the chain was made from. Without `records` the databases are only looked at, and the next
    `migrate` records the new chain. Any miss puts everything back and is a CommandError.
    """
    settings_module()
    on_step(Step(Phase.BACKUP))
    contents = read_contents(apps)
    if contents.files != seen:
        raise CommandError("Nothing was changed: somebody changed migration files since the proof. Begin again.")
    renames = renames if records else {}
    folder = write_backup(contents, output)
    before = {saved.database: saved.schema and picture(saved.schema) for saved in contents.databases}
    expected = {alias: before[alias] for alias in databases}
    with exchanged(_journal(chain, apps, renames, databases, folder), on_step) as descriptor:
        for alias in databases:
            on_step(Step(Phase.VERIFY, f"what migrate would run on {alias}"))
            nothing_would_run(alias)
        for alias in databases if records else ():
            expected[alias] = _brought_up(alias, renames.get(alias, ()), expected[alias], descriptor, on_step)
        _look_again(chain, expected, records=records, on_step=on_step)
    return folder


def _brought_up(
    alias: str, renames: Sequence[Rename], before: Picture | None, descriptor: int, on_step: OnStep
) -> Picture | None:
    """Names and records of one database; its picture from now on."""
    if renames:
        on_step(Step(Phase.RENAMES, alias))
        before = apply_renames(alias, renames)
    on_step(Step(Phase.RECORD, alias))
    record(alias, keep_open=(descriptor,))
    return before


def _look_again(chain: NewChain, expected: Mapping[str, Picture | None], *, records: bool, on_step: OnStep) -> None:
    on_step(Step(Phase.VERIFY, "what makemigrations would write"))
    models_are_told(chain.apps)
    for alias in expected:
        on_step(Step(Phase.VERIFY, f"database {alias}"))
        nothing_would_run(alias)
        if records:
            is_recorded(alias, {file.key for file in chain.files})
    is_unchanged(expected)


def _journal(
    chain: NewChain,
    apps: Sequence[ChosenApp],
    renames: Mapping[str, Sequence[Rename]],
    databases: Sequence[str],
    folder: Path,
) -> Journal:
    return Journal(
        folder=folder,
        purpose=Purpose.REBUILD,
        folders={app.label: app.folder for app in apps},
        new={
            app.label: {one.path: FileImage(content=one.text.encode()) for one in chain.files if one.app == app.label}
            for app in apps
        },
        old={
            app.label: tuple(str(one.path.relative_to(app.folder)) for one in chain.removed if one.app == app.label)
            for app in apps
        },
        renames={alias: tuple(found) for alias, found in renames.items() if alias in databases},
        databases=tuple(databases),
    )

"""The use cases of rebuild_migrations: plan, rebuild, restore a backup; each alone on its databases."""

from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.core.management.base import CommandError

from project.migration_audit.rebuild.apply import apply
from project.migration_audit.rebuild.chain import Mode
from project.migration_audit.rebuild.databases import alone, concerned_databases
from project.migration_audit.rebuild.interrupted import interrupted, settle
from project.migration_audit.rebuild.planning import Plan, make_plan
from project.migration_audit.rebuild.read_backup import read_backup
from project.migration_audit.rebuild.restore import Restored, restorable_apps, restore
from project.migration_audit.rebuild.scope import ChosenApp
from project.migration_audit.rebuild.steps import OnStep


@dataclass(frozen=True, kw_only=True)
class Wishes:
    """What was asked for: which chain, whether `migrate` is let record it, one database instead of all, where to."""

    mode: Mode
    records: bool
    database: str | None
    output: Path


def plan(apps: tuple[ChosenApp, ...], wishes: Wishes, on_step: OnStep) -> Plan:
    """The plan alone; a CommandError where a rebuild is under way or was interrupted."""
    for one in interrupted():
        raise CommandError(f"{one} {one.next_step}")
    with _alone(wishes.database) as databases:
        return make_plan(apps, databases, mode=wishes.mode, output=wishes.output, on_step=on_step)


def rebuild(
    apps: tuple[ChosenApp, ...], wishes: Wishes, *, agree: Callable[[Plan], None], on_step: OnStep
) -> tuple[Plan, Path | None]:
    """The plan and the backup of what it replaced, or the plan and None where it was refused.

    `agree` sees the plan and returns where it may be carried out.
    """
    with _alone(wishes.database) as databases:
        made = make_plan(apps, databases, mode=wishes.mode, output=wishes.output, on_step=on_step)
        if made.chain is None:
            return made, None
        agree(made)
        backup = apply(
            made.chain,
            apps,
            renames=made.renames,
            databases=databases,
            seen=made.seen,
            records=wishes.records,
            output=wishes.output,
            on_step=on_step,
        )
        return made, backup


def restore_backup(folder: Path, labels: Collection[str] | None, wishes: Wishes, *, on_step: OnStep) -> Restored:
    """Put back what a backup holds of these apps, of all of its apps without labels."""
    backup = read_backup(folder)
    apps = restorable_apps(backup, labels)
    with _alone(wishes.database) as databases:
        return restore(backup, apps, databases, output=wishes.output, on_step=on_step)


def settled(on_step: OnStep) -> list[str]:
    """What a killed rebuild or restore left is put back or cleared away; a sentence for each."""
    return settle(on_step) if interrupted() else []


@contextmanager
def _alone(database: str | None) -> Iterator[tuple[str, ...]]:
    """The databases that are concerned, on which no other rebuild runs."""
    databases = concerned_databases(database)
    with alone(databases) as busy:
        if busy:
            raise CommandError(f"Another rebuild works on database {busy[0]!r}: wait until it has ended.")
        yield databases

"""`manage.py rebuild_migrations`: a new chain of migrations, proven before it takes the place of the old one."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from project.migration_audit.rebuild.backup import write_backup
from project.migration_audit.rebuild.backup_contents import read_contents
from project.migration_audit.rebuild.chain import Mode
from project.migration_audit.rebuild.plan_text import plan_text
from project.migration_audit.rebuild.planning import Plan
from project.migration_audit.rebuild.progress import Progress
from project.migration_audit.rebuild.rebuild import Wishes, plan, rebuild, restore_backup, settled
from project.migration_audit.rebuild.report import (
    backup_as_json,
    backup_text,
    plan_report,
    rebuilt_report,
    rebuilt_text,
    restored_as_json,
    restored_text,
)
from project.migration_audit.rebuild.scope import chosen_apps
from project.migration_audit.rebuild.stored_proof import store_proof
from project.output.agreement import agree
from project.output.audit_command import FORMATS, known_database, rendered
from project.output.command import ToolCommand
from project.output.exit_status import ExitStatus

EXAMPLES = """examples:
  manage.py rebuild_migrations --dry-run              plan and proof only
  manage.py rebuild_migrations --full                 show the plan, ask, do it
  manage.py rebuild_migrations --full --yes --apps license,trade
  manage.py rebuild_migrations --full --remove-alters fold alterations only
  manage.py rebuild_migrations --recreate             the files; migrate records
  manage.py rebuild_migrations --backup               save files, rows, schema
  manage.py rebuild_migrations --restore 2026-11-22T15-30-00Z

Without an option that says what to do, it puts in order what a killed rebuild
left. Files are exchanged after a backup and behind a journal only.

exit status: 0 done, 1 something to report (a dry run, a refusal),
2 could not run or was put back"""
CHANGES = ("full", "recreate", "remove_alters")
Labels = list[str] | None


class Command(ToolCommand):
    """Reads arguments, settles what was interrupted, and runs one use case."""

    help = "Rebuild migrations: backup, new chain, proof in scratch databases, plan, exchange, look again."
    examples = EXAMPLES
    requires_system_checks = []  # what they say of a half exchanged chain is what this command mends

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, to which apps, and where to keep it."""
        parser.add_argument("--full", action="store_true", help="rebuild the files and record them in the database")
        parser.add_argument("--recreate", action="store_true", help="rebuild the files; `migrate` records them later")
        parser.add_argument("--remove-alters", action="store_true", help="keep the files' order, fold alterations away")
        parser.add_argument("--backup", action="store_true", help="save files, rows and schema (a rebuild always does)")
        parser.add_argument("--restore", metavar="BACKUP", help="put a backup back: its folder, or that folder's name")
        parser.add_argument("--dry-run", action="store_true", help="show plan and proof; writes nothing")
        parser.add_argument("--apps", metavar="A,B", help="only these apps (default: all apps of the project)")
        parser.add_argument("--yes", action="store_true", help="ask no question")
        parser.add_argument("--output", metavar="DIR", help="folder of backups (default: backups/migrations)")
        parser.add_argument("--database", metavar="ALIAS", help="only this one (default: all with migration records)")
        parser.add_argument("--format", choices=FORMATS, default="text", help="text (default), json or markdown")

    def run(self, **options: Any) -> ExitStatus:
        """Settle first, unless nothing may be written."""
        labels = _labels(options["apps"])
        progress = Progress(self.stderr)
        wishes = _wishes(options)
        try:
            if options["dry_run"]:
                return self._dry_run(labels, wishes, options, progress)
            told = settled(progress)
            for sentence in told:
                self.stderr.write(sentence)
            if options["restore"]:
                return self._restore(labels, wishes, options, progress)
            if any(options[name] for name in CHANGES):
                return self._rebuild(labels, wishes, options, progress)
            if options["backup"]:
                return self._backup(labels, wishes, options)
        finally:
            progress.end()
        if not told:
            raise CommandError("Say what to do: --dry-run shows a rebuild, --full does it, --backup saves what is.")
        return ExitStatus.CLEAN

    def _dry_run(self, labels: Labels, wishes: Wishes, options: dict[str, Any], progress: Progress) -> ExitStatus:
        if options["restore"]:
            raise CommandError("--dry-run shows a rebuild; --restore puts a backup back: give one of them.")
        made = plan(chosen_apps(labels), wishes, progress)
        progress.end()
        return self._told(made, wishes, options["format"])

    def _rebuild(self, labels: Labels, wishes: Wishes, options: dict[str, Any], progress: Progress) -> ExitStatus:
        def agreed(made: Plan) -> None:
            progress.end()
            self._show(made, options["format"])
            agree(yes=options["yes"])

        made, backup = rebuild(chosen_apps(labels), wishes, agree=agreed, on_step=progress)
        progress.end()
        if backup is None:
            return self._told(made, wishes, options["format"])
        done: dict[str, Any] = {"backup": backup, "records": wishes.records, "kept": store_proof(made, backup)}
        if options["format"] == "text":
            self.stdout.write(rebuilt_text(made, **done))
        else:
            report = rebuilt_report(made, database=_named(wishes), **done)
            self.stdout.write(rendered(report, options["format"], self.style))
        return ExitStatus.CLEAN

    def _told(self, made: Plan, wishes: Wishes, format: str) -> ExitStatus:
        self._show(made, format)
        self.stdout.write(rendered(plan_report(made, database=_named(wishes)), format, self.style))
        return ExitStatus.REPORTED

    def _show(self, made: Plan, format: str) -> None:
        if format != "json":
            self.stdout.write(plan_text(made))

    def _backup(self, labels: Labels, wishes: Wishes, options: dict[str, Any]) -> ExitStatus:
        contents = read_contents(chosen_apps(labels))
        folder = write_backup(contents, wishes.output)
        as_json = options["format"] == "json"
        self.stdout.write(backup_as_json(contents, folder) if as_json else backup_text(contents, folder))
        return ExitStatus.CLEAN

    def _restore(self, labels: Labels, wishes: Wishes, options: dict[str, Any], progress: Progress) -> ExitStatus:
        if any(options[name] for name in CHANGES):
            raise CommandError("--restore puts a backup back and rebuilds nothing: give one of them.")
        given = Path(options["restore"])
        folder = given if given.exists() else wishes.output / given
        restored = restore_backup(folder.resolve(), labels, wishes, on_step=progress)
        progress.end()
        as_json = options["format"] == "json"
        self.stdout.write(restored_as_json(restored) if as_json else restored_text(restored))
        return ExitStatus.CLEAN


def _wishes(options: dict[str, Any]) -> Wishes:
    default = Path(getattr(settings, "BASE_DIR", None) or Path.cwd()) / "backups" / "migrations"
    return Wishes(
        mode=Mode.REMOVE_ALTERS if options["remove_alters"] else Mode.FROM_MODELS,
        records=options["full"],
        database=known_database(options["database"]) if options["database"] else None,
        output=Path(options["output"] or default).resolve(),
    )


def _named(wishes: Wishes) -> str:
    return wishes.database or "default"


def _labels(text: str | None) -> Labels:
    """None for all apps of the project."""
    if text is None:
        return None
    labels = [label.strip() for label in text.split(",") if label.strip()]
    if not labels:
        raise CommandError("--apps names no app; write --apps license,trade or leave it out for all of the project.")
    return labels

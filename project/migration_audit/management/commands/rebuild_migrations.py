"""`manage.py rebuild_migrations`: today it backs migrations up and shows what a rebuild would do."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError

from project.migration_audit.rebuild.backup import write_backup
from project.migration_audit.rebuild.backup_contents import read_contents
from project.migration_audit.rebuild.dry_run import dry_run
from project.migration_audit.rebuild.dry_run_text import dry_run_text
from project.migration_audit.rebuild.report import backup_as_json, backup_text, dry_run_report
from project.migration_audit.rebuild.scope import ChosenApp, chosen_apps
from project.output.audit_command import FORMATS, ExampleFormatter, rendered
from project.output.command import ToolCommand
from project.output.exit_status import ExitStatus

NOT_YET = ("full", "recreate", "remove_alters", "restore")
EXAMPLES = """examples:
  manage.py rebuild_migrations --dry-run --apps license,trade   what it does
  manage.py rebuild_migrations --dry-run --format json          for a program
  manage.py rebuild_migrations --backup                         save all apps

exit status: 0 done, 1 something to report, 2 could not run"""


class Command(ToolCommand):
    """Reads arguments, refuses what isn't built, and runs one of the two use cases."""

    help = "Back up migrations, or show what rebuilding them would replace, carry over and be stopped by."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Django's parser, with examples below the options."""
        return super().create_parser(prog_name, subcommand, formatter_class=ExampleFormatter, epilog=EXAMPLES, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to do, to which apps, and where to keep it."""
        parser.add_argument("--backup", action="store_true", help="save files, rows and schema")
        parser.add_argument("--dry-run", action="store_true", help="show what would happen; writes nothing")
        parser.add_argument("--full", action="store_true", help="backup, rebuild, proof and record (not built yet)")
        parser.add_argument("--recreate", action="store_true", help="write a new chain (not built yet)")
        parser.add_argument("--remove-alters", action="store_true", help="fold alterations away (not built yet)")
        parser.add_argument("--restore", metavar="BACKUP", help="put a backup back (not built yet)")
        parser.add_argument("--apps", metavar="A,B", help="only these apps (default: all apps of the project)")
        parser.add_argument("--yes", action="store_true", help="ask no question")
        parser.add_argument("--output", metavar="DIR", help="folder of backups (default: backups/migrations)")
        parser.add_argument("--format", choices=FORMATS, default="text", help="text (default), json or markdown")

    def run(self, **options: Any) -> ExitStatus:
        """A dry run of whatever was asked for, or a backup."""
        if not options["dry_run"]:
            _refuse_what_is_not_built(options)
        apps = chosen_apps(_labels(options["apps"]))
        return self._dry_run(apps, options["format"]) if options["dry_run"] else self._backup(apps, options)

    def _dry_run(self, apps: tuple[ChosenApp, ...], format: str) -> ExitStatus:
        looked = dry_run(apps)
        if format != "json":
            self.stdout.write(dry_run_text(looked))
        self.stdout.write(rendered(dry_run_report(looked), format, self.style))
        return ExitStatus.REPORTED

    def _backup(self, apps: tuple[ChosenApp, ...], options: dict[str, Any]) -> ExitStatus:
        parent = Path(options["output"] or Path(getattr(settings, "BASE_DIR", Path.cwd())) / "backups" / "migrations")
        contents = read_contents(apps)
        folder = write_backup(contents, parent.resolve())
        as_json = options["format"] == "json"
        self.stdout.write(backup_as_json(contents, folder) if as_json else backup_text(contents, folder))
        return ExitStatus.CLEAN


def _labels(text: str | None) -> list[str] | None:
    """None for all apps of the project."""
    if text is None:
        return None
    labels = [label.strip() for label in text.split(",") if label.strip()]
    if not labels:
        raise CommandError("--apps names no app; write --apps license,trade or leave it out for all of the project.")
    return labels


def _refuse_what_is_not_built(options: dict[str, Any]) -> None:
    for name in NOT_YET:
        if options[name]:
            flag = f"--{name.replace('_', '-')}"
            raise CommandError(f"{flag} isn't built yet, nothing was changed; --backup and --dry-run work.")
    if not options["backup"]:
        raise CommandError("Say what to do: --dry-run shows what a rebuild would replace, --backup saves it.")

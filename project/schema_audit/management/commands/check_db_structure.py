"""`manage.py check_db_structure`: how the live database differs from models and migrations, why, and what mends it."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable, Sequence
from typing import Any

from django.core.management.base import CommandError

from project.findings import Severity, Tier
from project.output.audit_command import add_audit_options, known_apps, known_database, rendered
from project.output.command import ToolCommand
from project.output.exit_status import ExitStatus
from project.output.waiting import Waiting
from project.schema_audit.audit import Audit, audit
from project.schema_audit.codes import CODES
from project.schema_audit.fixing.choose import Wishes
from project.schema_audit.fixing.not_fixed import NotFixedError
from project.schema_audit.fixing.run import Mended, fix
from project.schema_audit.fixing.undo import undo
from project.schema_audit.fixing.unfinished import told_unfinished
from project.schema_audit.reporting.columns_table import columns_text
from project.schema_audit.reporting.report import structure_report, with_columns
from project.schema_audit.schema_option import add_schema_option
from project.schema_audit.typed_names import UnknownNameError, check_names

EXAMPLES = """examples:
  manage.py check_db_structure                     everything, as text
  manage.py check_db_structure --app license       one app (repeat for more)
  manage.py check_db_structure --show-columns      every column of both sides
  manage.py check_db_structure --schema a,b        two schemas, as of tenants
  manage.py check_db_structure --database other    another alias of DATABASES
  manage.py check_db_structure --format json       one object, for a program
  manage.py check_db_structure --fix --dry-run     what --fix would run
  manage.py check_db_structure --fix               show, ask, mend, look again
  manage.py check_db_structure --fix --only missing_index --yes
  manage.py check_db_structure --undo 12           take back the --fix of run 12
                                                   (or of a journal file)
exit status: 0 nothing to report, 1 something to report, 2 could not run"""
Step = Callable[[str], None]
_ONLY_WITH_FIX = ("tier", "only", "dry_run", "yes", "allow_rewrite")


class Command(ToolCommand):
    """Reads arguments, audits, mends where asked to, stores a whole audit, prints."""

    help = "Compare the live database with models and migrations. Writes nothing without --fix or --undo."
    examples = EXAMPLES

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options of every audit, and those of fixing."""
        parser.add_argument("--app", action="append", metavar="LABEL", help="only this app; repeat for more")
        parser.add_argument("--show-columns", action="store_true", help="show every column of both sides")
        doing = parser.add_mutually_exclusive_group()
        doing.add_argument("--fix", action="store_true", help="run the plans of the findings, after showing them")
        doing.add_argument("--undo", metavar="RUN_OR_JOURNAL", help="take back what --fix did, by its run or file")
        tiers = [Tier.AUTO.value, Tier.CONFIRM.value]
        parser.add_argument("--tier", choices=tiers, help="with --fix: auto, or auto and confirm (default: confirm)")
        parser.add_argument("--only", action="append", metavar="CODE", help="with --fix: only this code; repeat")
        parser.add_argument("--dry-run", action="store_true", help="show what would run, and run nothing")
        parser.add_argument("--yes", action="store_true", help="ask no questions")
        parser.add_argument("--allow-rewrite", action="store_true", help="also run what rewrites a table")
        add_schema_option(parser)
        add_audit_options(parser)

    def run(self, **options: Any) -> ExitStatus:
        """One audit and its report; after `--fix` and `--undo` the report is that of the look afterwards."""
        using, as_text = known_database(options["database"]), options["format"] == "text"
        labels, schemas = known_apps(options["app"]) if options["app"] else None, tuple(options["schemas"])
        with Waiting(sys.stderr) as waiting:
            mended = self._mended(using, options, waiting)
            audited = mended.audited if mended and not labels else self._audited(using, labels, schemas, waiting)
        notes = () if mended or labels else told_unfinished(using, audited.findings, schemas)
        report = structure_report(
            audited,
            database=using,
            fail_on=Severity(options["fail_on"]),
            whole=not (labels or schemas),
            show_waived=options["show_waived"],
            notes=notes,
            more_stats=mended.stats if mended else {},
        )
        if options["show_columns"]:
            report = with_columns(report, audited)
            if as_text:
                self.stdout.write(columns_text(audited.columns, self.style))
        self.stdout.write(rendered(report, options["format"], self.style))
        return ExitStatus.REPORTED if mended and mended.only_shown else report.exit_status

    def _audited(self, using: str, labels: Sequence[str] | None, schemas: Sequence[str], step: Step) -> Audit:
        try:
            return audit(using, app_labels=labels, schemas=schemas, on_step=step)
        except UnknownNameError as error:
            raise CommandError(str(error)) from error

    def _mended(self, using: str, options: dict[str, Any], step: Step) -> Mended | None:
        """What `--fix` or `--undo` came to; None where neither was asked for."""
        if not (options["fix"] or options["undo"]):
            for name in _ONLY_WITH_FIX:
                if options[name]:
                    raise CommandError(f"--{name.replace('_', '-')} belongs to --fix or --undo: add one of them.")
            return None
        say = self.stdout.write if options["format"] == "text" else self.stderr.write
        try:
            wishes = _wishes(options)
            if options["undo"]:
                return undo(using, options["undo"], wishes, say=say, on_step=step)
            return fix(using, wishes, say=say, on_step=step)
        except (NotFixedError, UnknownNameError) as error:
            raise CommandError(str(error)) from error


def _wishes(options: dict[str, Any]) -> Wishes:
    check_names("code", options["only"] or (), CODES)
    return Wishes(
        tier=Tier(options["tier"] or Tier.CONFIRM.value),
        only=frozenset(options["only"] or ()),
        apps=frozenset(options["app"] or ()),
        schemas=tuple(options["schemas"]),
        allow_rewrite=options["allow_rewrite"],
        dry_run=options["dry_run"],
        yes=options["yes"],
    )

"""`manage.py check_db_structure`: how the live database differs from models and migrations, why, and what mends it."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from project.findings import Severity
from project.output.audit_command import ExampleFormatter, add_audit_options, known_apps, known_database, rendered
from project.output.command import ToolCommand
from project.output.exit_status import ExitStatus
from project.schema_audit.apply import FixRefusedError, fix_missing_tables
from project.schema_audit.audit import audit
from project.schema_audit.columns_table import columns_text
from project.schema_audit.report import structure_report

EXAMPLES = """examples:
  manage.py check_db_structure                      everything, as text
  manage.py check_db_structure --app license        the tables of one app (repeat --app for more)
  manage.py check_db_structure --show-columns       every column of both sides
  manage.py check_db_structure --fix                show the plan, ask, mend, look again
  manage.py check_db_structure --format json        one JSON object, for a program

exit status: 0 nothing to report, 1 something to report, 2 could not run"""


class Command(ToolCommand):
    """Reads arguments, audits, mends where asked to, stores a whole audit, prints."""

    help = "Compare the live database with models and migrations. Writes nothing without --fix."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Django's parser, with examples below the options."""
        return super().create_parser(prog_name, subcommand, formatter_class=ExampleFormatter, epilog=EXAMPLES, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options of every audit, and those of fixing."""
        parser.add_argument("--app", action="append", metavar="LABEL", help="only this app; repeat for more")
        parser.add_argument("--show-columns", action="store_true", help="show every column of both sides")
        parser.add_argument("--fix", action="store_true", help="create missing tables, after showing the plan")
        parser.add_argument("--yes", action="store_true", help="ask no questions")
        add_audit_options(parser)

    def run(self, **options: Any) -> ExitStatus:
        """One audit and its report; with `--fix` the report is that of the look afterwards."""
        using, as_text = known_database(options["database"]), options["format"] == "text"
        labels = known_apps(options["app"]) if options["app"] else None
        audited = audit(using, app_labels=labels)
        if options["fix"]:
            try:
                fix_missing_tables(audited, using=using, say=self._say, yes=options["yes"])
            except FixRefusedError as error:
                raise CommandError(str(error)) from error
            audited = audit(using, app_labels=labels)
        fail_on = Severity(options["fail_on"])
        report = structure_report(audited, database=using, fail_on=fail_on, whole=labels is None)
        if options["show_columns"] and as_text:
            self.stdout.write(columns_text(audited.columns, self.style))
        self.stdout.write(rendered(report, options["format"], self.style))
        return report.exit_status

    def _say(self, text: str) -> None:
        self.stderr.write(text)

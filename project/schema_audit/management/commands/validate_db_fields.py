"""`manage.py validate_db_fields`: every field of every model against its column and the rows in it."""

import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from project.findings import Severity
from project.output.audit_command import add_audit_options, known_apps, known_database, rendered
from project.output.command import ToolCommand
from project.output.exit_status import ExitStatus
from project.output.waiting import Waiting
from project.schema_audit.audit import audit
from project.schema_audit.reporting.columns_table import columns_text
from project.schema_audit.reporting.report import fields_report, with_columns
from project.schema_audit.schema_option import add_schema_option
from project.schema_audit.typed_names import UnknownNameError

EXAMPLES = """examples:
  manage.py validate_db_fields                     the fields at fault
  manage.py validate_db_fields --detailed          every field with its checks
  manage.py validate_db_fields --table license_invoice
                                                   one table (repeat for more)
  manage.py validate_db_fields --schema tenant_a   the tables of a tenant
  manage.py validate_db_fields --fix-suggestions   with the SQL that mends
exit status: 0 nothing to report, 1 something to report, 2 could not run"""


class Command(ToolCommand):
    """Reads arguments, audits, prints the findings at fields."""

    help = "Check every model field against its column. Writes nothing."
    examples = EXAMPLES

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options of every audit, and those that narrow or widen this one."""
        parser.add_argument("--app", action="append", metavar="LABEL", help="only this app; repeat for more")
        parser.add_argument("--table", action="append", metavar="TABLE", help="only this table; repeat for more")
        parser.add_argument("--detailed", action="store_true", help="list every field, also those without a finding")
        parser.add_argument("--fix-suggestions", action="store_true", help="show the SQL that mends each finding")
        add_schema_option(parser)
        add_audit_options(parser)

    def run(self, **options: Any) -> ExitStatus:
        """One audit, of which the fields are shown."""
        using, as_text = known_database(options["database"]), options["format"] == "text"
        labels = known_apps(options["app"]) if options["app"] else None
        try:
            with Waiting(sys.stderr) as waiting:
                audited = audit(
                    using, app_labels=labels, tables=options["table"], schemas=options["schemas"], on_step=waiting
                )
        except UnknownNameError as error:
            raise CommandError(str(error)) from error
        fail_on, suggestions = Severity(options["fail_on"]), options["fix_suggestions"]
        report = fields_report(
            audited,
            database=using,
            fail_on=fail_on,
            fix_suggestions=suggestions or not as_text,
            show_waived=options["show_waived"],
        )
        if options["detailed"]:
            report = with_columns(report, audited)
            if as_text:
                self.stdout.write(columns_text(audited.columns, self.style))
        self.stdout.write(rendered(report, options["format"], self.style))
        return report.exit_status

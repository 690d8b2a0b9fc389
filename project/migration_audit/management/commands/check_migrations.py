"""`manage.py check_migrations`: says whether migrations, models and the database's records of them agree."""

from argparse import ArgumentParser
from dataclasses import replace
from typing import Any

from project.findings import Severity
from project.migration_audit.audit import audit
from project.migration_audit.evidence import plan_of
from project.migration_audit.plan_text import plan_as_json, plan_text
from project.migration_audit.report import report_of, skipped_notes, stored_note
from project.output.audit_command import add_audit_options, known_apps, known_database, rendered
from project.output.command import ToolCommand
from project.output.exit_status import ExitStatus
from project.output.report import Report

EXAMPLES = """examples:
  manage.py check_migrations                    every app, as text
  manage.py check_migrations --app license      one app (or more: repeat --app)
  manage.py check_migrations --plan             SQL and locks of migrate
  manage.py check_migrations --database other   another alias of DATABASES
  manage.py check_migrations --format json      one JSON object, for a program
  manage.py check_migrations --fail-on warning  exit with 1 for warnings too

exit status: 0 nothing to report, 1 something to report, 2 could not run"""


class Command(ToolCommand):
    """Reads arguments, audits, stores a whole audit, prints."""

    help = (
        "Check migration files, their records in the database, the schema and the models against one another, and what "
        "pending migrations would lock. Changes nothing."
    )
    examples = EXAMPLES

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The options of every audit, `--app` and `--plan`."""
        parser.add_argument("--app", action="append", metavar="LABEL", help="only this app; repeat for more")
        parser.add_argument("--plan", action="store_true", help="show pending migrations with SQL, locks and rewrites")
        add_audit_options(parser)

    def run(self, **options: Any) -> ExitStatus:
        """One audit, and its report."""
        using = known_database(options["database"])
        labels = known_apps(options["app"]) if options["app"] else None
        audited = audit(using, app_labels=labels)
        report = report_of(
            audited,
            database=using,
            app_labels=labels,
            fail_on=Severity(options["fail_on"]),
            show_waived=options["show_waived"],
        )
        report = replace(report, notes=(*skipped_notes(report.stats), stored_note(report, app_labels=labels)))
        if options["plan"]:
            report = self._with_plan(report, labels, options["format"])
        self.stdout.write(rendered(report, options["format"], self.style))
        return report.exit_status

    def _with_plan(self, report: Report, labels: tuple[str, ...] | None, format: str) -> Report:
        """The report with the plan in its statistics; text prints the plan first, so that the summary is last."""
        if reason := report.stats["no_plan"]:
            return replace(report, notes=(*report.notes, f"No plan: {reason}."))
        planned = plan_of(report.database, app_labels=labels)
        if format != "json":
            text = plan_text(planned)
            self.stdout.write(f"```sql\n{text}\n```\n" if format == "markdown" else text)
        return replace(report, stats={**report.stats, "plan": plan_as_json(planned)})

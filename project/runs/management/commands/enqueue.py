"""`manage.py enqueue KIND`: ask for a run, as the admin's button does."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from project.output.command import ToolCommand
from project.output.exit_status import ExitStatus
from project.runs.license_scope import NotALicenseNumberError, license_scope, ten_digits
from project.runs.models import Kind, Trigger
from project.runs.start import start

EXAMPLES = """examples:
  manage.py enqueue schema_audit                   the audit of the structure
  manage.py enqueue migration_audit                the audit of the migrations
  manage.py enqueue ge_sync                        all licences
  manage.py enqueue ge_sync --license 0310831234   one licence
exit status: 0 queued or asked for before, 2 refused, or Redis is away"""


class Command(ToolCommand):
    """Ask for a run."""

    help = "Ask for a run; the workers take it from there. An open run of the same kind is named instead."
    examples = EXAMPLES

    def add_arguments(self, parser: ArgumentParser) -> None:
        """What to run."""
        parser.add_argument("kind", choices=Kind.values)
        parser.add_argument("--license", metavar="NUMBER", help="only this licence: ten digits (ge_sync)")

    def run(self, **options: Any) -> ExitStatus:
        """Start it and say what became of the request; 2 when Redis is away and the run has to wait."""
        kind = Kind(options["kind"])
        if options["license"] is not None and kind is not Kind.GE_SYNC:
            raise CommandError("--license goes with ge_sync only: the audits look at all tables.")
        started = start(kind, trigger=Trigger.MANUAL, scope=self._scope(options["license"]))
        news = "queued" if started.created else f"was asked for already and is {started.run.state}"
        self.stdout.write(f"{started.run}: {news}.")
        if started.rung:
            return ExitStatus.CLEAN
        self.stderr.write("Redis can't be reached: the run is kept, and starts when Redis and a worker are back.")
        return ExitStatus.FAILED

    def _scope(self, asked: str | None) -> str:
        """That of one licence; empty for all."""
        if asked is None:
            return ""
        try:
            number, warning = ten_digits(asked)
        except NotALicenseNumberError as error:
            raise CommandError(str(error)) from None
        if warning:
            self.stderr.write(warning)
        return license_scope(number)

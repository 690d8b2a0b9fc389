"""`manage.py sync_from_ge_server`: bring the licences into step with the GE server, or show what would change."""

import json
import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from project.ge_sync.adapters.configured import configured_source
from project.ge_sync.errors import GEError
from project.ge_sync.in_process import work_off
from project.ge_sync.options import Mode, Options
from project.ge_sync.preview import Preview, preview, preview_one
from project.ge_sync.progress import Progress
from project.ge_sync.report import report_of_preview, report_of_run
from project.ge_sync.structure import check_structure, errors
from project.ge_sync.text_report import text_lines
from project.output.audit_command import ExampleFormatter
from project.output.command import ToolCommand
from project.output.exit_status import ExitStatus
from project.output.status import Status
from project.runs.license_scope import NotALicenseNumberError, license_scope, ten_digits
from project.runs.models import Kind, Trigger
from project.runs.start import start

EXAMPLES = """examples:
  manage.py sync_from_ge_server              structure, then all licences
  manage.py sync_from_ge_server --dry-run    show the changes, write nothing
  manage.py sync_from_ge_server --license 0310837893       one licence, now
  manage.py sync_from_ge_server --force      fetch and compare everything again
  manage.py sync_from_ge_server --format json | jq .counts

exit status: 0 nothing to report, 1 something to report, 2 could not finish
"""


class Command(ToolCommand):
    """Sync from the GE server."""

    help = "Bring licences, their items, transfers and debits into step with the GE server."

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> Any:
        """Keep the lines of the examples."""
        kwargs |= {"epilog": EXAMPLES, "formatter_class": ExampleFormatter}
        return super().create_parser(prog_name, subcommand, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Which parts, which licences, and how to show it."""
        part = parser.add_mutually_exclusive_group()
        for mode, words in (
            (Mode.FULL, "structure, then data (the default)"),
            (Mode.DATA_ONLY, "data without looking at the structure"),
            (Mode.STRUCTURE_ONLY, "the structure of the tables of the sync"),
        ):
            flag = f"--{mode.value.replace('_', '-')}"
            part.add_argument(flag, dest="mode", action="store_const", const=mode, default=Mode.FULL, help=words)
        parser.add_argument("--license", metavar="NUMBER", help="one licence: ten digits")
        parser.add_argument("--dry-run", action="store_true", help="show the changes, write nothing")
        parser.add_argument("--force", action="store_true", help="ignore what is known to be unchanged")
        parser.add_argument("--format", choices=("text", "json"), default="text")

    def run(self, **options: Any) -> ExitStatus:
        """Sync or preview, print the report, and tell by the exit status how it ended."""
        number = self._license_number(options["license"])
        asked = Options(mode=options["mode"], force=options["force"])
        if number and asked.mode is Mode.STRUCTURE_ONLY:
            raise CommandError("--license asks for data, --structure-only for none: leave one of them out.")
        try:
            report = self._preview(asked, number) if options["dry_run"] else self._sync(asked, number)
        except GEError as error:
            raise CommandError(str(error)) from None
        text = json.dumps(report, indent=2, ensure_ascii=False) if options["format"] == "json" else None
        self.stdout.write(text or "\n".join(text_lines(report)))
        return Status(report["status"]).exit_status

    def _sync(self, asked: Options, number: str) -> dict[str, Any]:
        if asked.mode is not Mode.STRUCTURE_ONLY:
            configured_source()
        scope = license_scope(number) if number else ""
        # The settings of this process count, which a worker's may differ from: workers are rung for the chunks only.
        started = start(Kind.GE_SYNC, trigger=Trigger.MANUAL, scope=scope, options=asked.as_json(), for_workers=False)
        if not started.created:
            raise CommandError(f"{started.run} is {started.run.state} already: wait for its end, or cancel it.")
        with Progress(self.stderr) as progress:
            return report_of_run(work_off(started.run, on_progress=progress.of_run))

    def _preview(self, asked: Options, number: str) -> dict[str, Any]:
        began, seen = time.monotonic(), Preview()
        structure = check_structure() if asked.mode is not Mode.DATA_ONLY and not number else []
        if asked.mode is not Mode.STRUCTURE_ONLY and not errors(structure):
            with Progress(self.stderr) as progress:
                if number:
                    seen = preview_one(configured_source(), number, force=asked.force)
                else:
                    seen = preview(configured_source(), force=asked.force, on_progress=progress.of_licenses)
        seen.findings = [*structure, *seen.findings]
        return report_of_preview(seen, mode=asked.mode, seconds=time.monotonic() - began)

    def _license_number(self, text: str | None) -> str:
        """Ten digits, the leading zero given back where it was lost; empty when no licence was named."""
        if text is None:
            return ""
        try:
            number, warning = ten_digits(text)
        except NotALicenseNumberError as error:
            raise CommandError(str(error)) from None
        if warning:
            self.stderr.write(warning)
        return number

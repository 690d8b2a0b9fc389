"""`manage.py sync_from_ge_server`: bring the licences into step with the GE server, or show what would change."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import CommandError

from project.ge_sync.adapters.configured import configured_source
from project.ge_sync.approval.releasing import releasable
from project.ge_sync.arguments import Asked, add_arguments, understood
from project.ge_sync.errors import GEError
from project.ge_sync.in_process import work_off
from project.ge_sync.options import Mode
from project.ge_sync.preview import Preview, preview, preview_one
from project.ge_sync.reporting.freshness import freshness
from project.ge_sync.reporting.json_report import json_lines
from project.ge_sync.reporting.progress import Progress
from project.ge_sync.reporting.report import report_of_preview, report_of_run
from project.ge_sync.reporting.text_report import text_lines
from project.ge_sync.structure import check_structure, errors
from project.output.command import ToolCommand
from project.output.exit_status import ExitStatus
from project.output.status import Status
from project.runs.license_scope import license_scope
from project.runs.models import Kind, Run, Trigger
from project.runs.start import start

EXAMPLES = """examples:
  manage.py sync_from_ge_server              structure, then all licences
  manage.py sync_from_ge_server --dry-run    show the changes, write nothing
  manage.py sync_from_ge_server --license 0310837893       one licence, now
  manage.py sync_from_ge_server --force      fetch and compare everything again
  manage.py sync_from_ge_server --limit 50   a first taste of fifty licences
  manage.py sync_from_ge_server --approve 17 write what run 17 has held back
  manage.py sync_from_ge_server --format json | jq .counts

exit status: 0 nothing to report, 1 something to report, 2 could not finish
"""


class Command(ToolCommand):
    """Sync from the GE server."""

    help = "Bring licences, their items, transfers and debits into step with the GE server."
    examples = EXAMPLES

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Those of the sync."""
        add_arguments(parser)

    def run(self, **options: Any) -> ExitStatus:
        """Sync or preview, print the report, and tell by the exit status how it ended."""
        asked = understood(options)
        if asked.warning:
            self.stderr.write(asked.warning)
        try:
            report = self._preview(asked) if asked.dry_run else report_of_run(self._sync(asked))
        except GEError as error:
            raise CommandError(str(error)) from None
        if options["format"] == "json":
            lines = json_lines(report)
        else:
            lines = text_lines(report, freshness=freshness() if any(report["counts"].values()) else None)
        for line in lines:
            self.stdout.write(line)
        return Status(report["status"]).exit_status

    def _sync(self, asked: Asked) -> Run:
        if asked.options.mode is not Mode.STRUCTURE_ONLY:
            configured_source()
        scope = license_scope(asked.number) if asked.number else ""
        if asked.options.approve:
            scope = releasable(asked.options.approve).run.scope
        # One licence is one piece of work, and is done here; of many, workers do a part.
        started = start(
            Kind.GE_SYNC,
            trigger=Trigger.MANUAL,
            scope=scope,
            options=asked.options.as_json(),
            for_workers=not asked.number,
        )
        if not started.created:
            raise CommandError(f"{started.run} is {started.run.state} already: wait for its end, or cancel it.")
        with Progress(self.stderr) as progress:
            return work_off(started.run, on_progress=progress.of_run)

    def _preview(self, asked: Asked) -> dict[str, Any]:
        began, seen, mode = time.monotonic(), Preview(), asked.options.mode
        structure = check_structure() if mode is not Mode.DATA_ONLY and not asked.number else []
        if mode is not Mode.STRUCTURE_ONLY and not errors(structure):
            with Progress(self.stderr) as progress:
                if asked.number:
                    seen = preview_one(configured_source(), asked.number, force=asked.options.force)
                else:
                    seen = preview(configured_source(), asked.options, on_progress=progress.of_licenses)
        seen.findings = [*structure, *seen.findings]
        return report_of_preview(seen, mode=mode, seconds=time.monotonic() - began)

"""`manage.py nightly`: ask for the nightly runs, wait for them where wanted, and print what they say."""

import os
import sys
from argparse import ArgumentParser, ArgumentTypeError
from dataclasses import replace
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import CommandError
from django.db import ProgrammingError

from project.output.command import ToolCommand
from project.output.exit_status import ExitStatus
from project.reports.exports.html import write_html
from project.reports.exports.json_document import as_json
from project.reports.exports.text import as_text
from project.reports.gather import gather
from project.reports.nightly import NightlyReport
from project.reports.order import order_night, was_rung
from project.reports.progress import Progress
from project.reports.unkept import check_here, require_tables
from project.runs.wait import Patience, Waited, wait

INTERRUPTED = "Stopped waiting: the runs go on in the workers; the admin shows how they end."
NO_WORKER = (
    "No worker has taken a run after {seconds:.0f} seconds and none has been heard of: start one with "
    "`celery -A config worker` (or `make up`); the runs stay queued and start then."
)
NO_BROKER = (
    "Redis can't be reached, so no worker hears of the runs: start it, or correct REDIS_URL; they stay queued "
    "in the database and start when it answers."
)
EXAMPLES = """examples:
  manage.py nightly                        queue the night for the workers
  manage.py nightly --wait                 and print the report when they end
  manage.py nightly --wait --timeout-seconds 600
                                           wait ten minutes at most
  manage.py nightly --wait --format json   one object, for a program
exit status: 0 clean, 1 something to report, 2 could not run or finish"""
UNKEPT = (
    "The tables of runs and reports can't be used ({error}): the night can't be kept, no licence is synced. "
    "The checks run here instead:"
)
TIMED_OUT = "Not finished after {seconds:.0f} seconds; the runs go on in the workers, the admin shows how they end."


def positive_seconds(text: str) -> float:
    """An option's number of seconds, above zero."""
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if seconds > 0:
        return seconds
    raise ArgumentTypeError(f"{text!r} is no time to wait: write a number of seconds above 0.")


class Command(ToolCommand):
    """Migrations, database structure, GE sync: one night, now."""

    help = (
        "Enqueue the nightly runs (migrations, database structure, GE sync); with --wait, wait for them, print the "
        "report and exit with 0 (clean), 1 (something to report) or 2 (could not run or finish)."
    )
    examples = EXAMPLES

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Whether and how long to wait, and how to print the report."""
        parser.add_argument("--wait", action="store_true", help="wait for the runs and print their report")
        parser.add_argument(
            "--timeout-seconds", type=positive_seconds, default=3600.0, help="how long to wait (default 3600)"
        )
        parser.add_argument("--format", choices=("text", "json"), default="text", help="of the report")

    def run(self, **options: Any) -> ExitStatus:
        """One night; where its rows can't be kept, the checks alone, which say why."""
        try:
            require_tables()
            return self._night(options)
        except ProgrammingError as error:
            self.stderr.write(UNKEPT.format(error=str(error).strip().splitlines()[0]))
            if options["format"] == "json":
                raise CommandError("No report: `manage.py check_db_structure --format json` names the cause.") from None
            return check_here(self.stdout, self.stderr)

    def _night(self, options: dict[str, Any]) -> ExitStatus:
        """Order, wait, gather, print."""
        night = order_night()
        for sentence in night.notes:
            self.stderr.write(sentence)
        if not options["wait"]:
            self.stdout.write(f"Queued as runs {', '.join(map(str, night.run_ids))}; the admin shows how they end.")
            if was_rung(night.run_ids):
                return ExitStatus.CLEAN
            self.stderr.write(NO_BROKER)
            return ExitStatus.FAILED
        note = self._wait(night.run_ids, options["timeout_seconds"])
        report = gather(night.run_ids, notes=[note] if note else [])
        self._print(report, options)
        return report.exit_status

    def _wait(self, run_ids: list[int], timeout_seconds: float) -> str:
        """Show progress until the end, and say in a sentence why the end was not reached."""
        try:
            ended = wait(run_ids, patience=Patience(timeout_seconds=timeout_seconds), show=Progress(sys.stderr).show)
        except KeyboardInterrupt:
            return INTERRUPTED
        if ended is Waited.NO_WORKER:
            return (NO_WORKER if was_rung(run_ids) else NO_BROKER).format(seconds=Patience.worker_seconds)
        return TIMED_OUT.format(seconds=timeout_seconds) if ended is Waited.TIMED_OUT else ""

    def _print(self, report: NightlyReport, options: dict[str, Any]) -> None:
        """The report is printed even where its copy can't be written."""
        report = replace(report, copy=self._write_copy(report))
        if options["format"] == "json":
            self.stdout.write(as_json(report))
            return
        colour = options["force_color"] or (self.stdout.isatty() and not options["no_color"])
        self.stdout.write(as_text(report, colour=colour))

    def _write_copy(self, report: NightlyReport) -> str:
        try:
            return os.path.relpath(write_html(report, Path(settings.REPORTS_DIR)))
        except OSError as error:
            self.stderr.write(f"No HTML copy: {settings.REPORTS_DIR} can't be written ({error.strerror}).")
            return ""

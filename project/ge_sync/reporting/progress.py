"""One line on a terminal that says how far a sync has come; silent into a pipe."""

import time
from types import TracebackType
from typing import Self

from django.core.management.base import OutputWrapper

from project.reports.progress import said_progress
from project.reports.words import duration, grouped
from project.runs.models import Run


class Progress:
    """Entered around the work; the line is wiped at the end, so that the report stands alone."""

    def __init__(self, out: OutputWrapper) -> None:
        self._out = out
        self._began = time.monotonic()
        self._shown = False

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self._shown:
            self._out.write("\r\x1b[K", ending="")

    def of_run(self, run: Run) -> None:
        """A run as its row is now."""
        if run.planned_at:
            self._show(said_progress(run))

    def of_licenses(self, done: int, total: int) -> None:
        """So many licences of so many, in a dry run, which has no row."""
        per_second = done / max(time.monotonic() - self._began, 0.001)
        left = f", {duration((total - done) / per_second)} left" if 0 < done < total else ""
        self._show(f"{grouped(done)} of {grouped(total)}, {per_second:.0f} a second{left}")

    def _show(self, said: str) -> None:
        if said and self._out.isatty():
            self._shown = True
            self._out.write(f"\r\x1b[KLicences: {said}", ending="")

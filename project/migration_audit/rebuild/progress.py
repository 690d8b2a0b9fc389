"""Progress as lines on standard error: one for each phase, and its parts in place on a terminal."""

import time

from django.core.management.base import OutputWrapper

from project.migration_audit.rebuild.steps import Phase, Step

WIDTH = 79


class Progress:
    """An `OnStep` that writes; each phase is told with the seconds since the command began."""

    def __init__(self, stream: OutputWrapper) -> None:
        self._stream = stream
        self._in_place = stream.isatty()
        self._began = time.monotonic()
        self._phase: Phase | None = None
        self._line_is_open = False

    def __call__(self, step: Step) -> None:
        """Write the phase where it is a new one; on a terminal also what it is at."""
        if step.phase is not self._phase:
            self._phase = step.phase
            self.end()
            self._write(f"[{time.monotonic() - self._began:6.1f} s] {step.phase.value}\n")
        if self._in_place and step.what:
            self._write(f"\r{'           ' + step.what:<{WIDTH}.{WIDTH}}")
            self._line_is_open = True
        self._stream.flush()

    def end(self) -> None:
        """Clear the line that is written in place."""
        if self._line_is_open:
            self._write(f"\r{'':<{WIDTH}}\r")
            self._line_is_open = False

    def _write(self, text: str) -> None:
        """As it is: a command's standard error would paint it red and end the line."""
        self._stream.write(text, str, "")

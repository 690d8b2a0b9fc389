"""Says on a terminal what takes long, so that nobody takes it for hanging; a step that is over at once says nothing."""

import threading
import time
from types import TracebackType
from typing import Any, TextIO

_FIRST_SECONDS = 2.0
_AGAIN_SECONDS = 10.0


class Waiting:
    """To be called with the name of each step; beside it a thread tells of one that goes on."""

    def __init__(self, stream: TextIO | Any, *, first: float = _FIRST_SECONDS, again: float = _AGAIN_SECONDS) -> None:
        self._stream, self._first, self._again = stream, first, again
        self._changed = threading.Condition()
        self._step, self._over = "", False
        self._thread: threading.Thread | None = None

    def __enter__(self) -> "Waiting":
        """Begin, where somebody sits before the stream."""
        if self._stream.isatty():
            self._thread = threading.Thread(target=self._tell, daemon=True)
            self._thread.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Say nothing more, also where the step failed."""
        with self._changed:
            self._over = True
            self._changed.notify()
        if self._thread:
            self._thread.join()

    def __call__(self, step: str) -> None:
        """What is done from now on."""
        with self._changed:
            self._step = step
            self._changed.notify()

    def _tell(self) -> None:
        with self._changed:
            while not self._over:
                step, begun = self._step, time.monotonic()
                pause = self._first
                while not self._over and step == self._step and not self._changed.wait(pause):
                    if step:
                        self._stream.write(f"{step} ... {time.monotonic() - begun:.0f} s\n")
                        self._stream.flush()
                    pause = self._again
